internal import Foundation
public import IntakeModel
public import IntakeResources

/// 工作日历: Monday to Friday without the listed holidays, and the listed make-up days (调休).
///
/// A year that no notice has settled yet is counted by the week alone, and everything counted through it is provisional.
public struct WorkingCalendar: Sendable {
    /// What the State Council's notices settle for one year.
    public struct Year: Sendable, Codable, Hashable {
        public struct Notice: Sendable, Codable, Hashable {
            /// 文号; `nil` where only the fact is known.
            public var number: String?
            public var title: String?
            public var url: String?
        }
        public var notices: [Notice]
        /// ISO 8601.
        public var holidays: [String]
        public var makeUpDays: [String]

        public init(notices: [Notice] = [], holidays: [String], makeUpDays: [String]) {
            self.notices = notices
            self.holidays = holidays
            self.makeUpDays = makeUpDays
        }
    }

    public let years: [Int: Year]
    private let holidays: Set<String>
    private let makeUpDays: Set<String>

    public init(years: [Int: Year]) {
        self.years = years
        holidays = Set(years.values.flatMap(\.holidays))
        makeUpDays = Set(years.values.flatMap(\.makeUpDays))
    }

    /// Reads `models/facts/working-days.json`.
    public init(from location: ResourceLocation) throws(IntakeError) {
        struct File: Decodable { let years: [String: Year] }
        let file = location.facts.appending(path: "working-days.json")
        do {
            let read = try JSONDecoder().decode(File.self, from: Data(contentsOf: file))
            self.init(
                years: Dictionary(
                    uniqueKeysWithValues: read.years.compactMap { year, facts in Int(year).map { ($0, facts) } }))
        } catch {
            throw IntakeError.broken(file.lastPathComponent, "\(error)")
        }
    }

    /// Whether a notice has settled the year of this day.
    public func isSettled(_ day: CalendarDate) -> Bool { years[day.year] != nil }

    public func isWorkingDay(_ day: CalendarDate) -> Bool {
        if makeUpDays.contains(day.iso) { return true }
        return day.weekday <= 5 && !holidays.contains(day.iso)
    }

    /// The day `count` working days after `day`, which itself is not counted (民法典第二百零一条).
    public func day(_ count: Int, workingDaysAfter day: CalendarDate) -> DueDate {
        var current = day
        var settled = true
        var left = count
        while left > 0, let next = current.adding(days: 1) {
            current = next
            settled = settled && isSettled(current)
            if isWorkingDay(current) { left -= 1 }
        }
        return DueDate(day: current, isProvisional: !settled)
    }

    /// How many working days lie after `start` up to and including `end`.
    public func workingDays(after start: CalendarDate, through end: CalendarDate) -> Int {
        var count = 0
        var current = start
        while current < end, let next = current.adding(days: 1) {
            current = next
            if isWorkingDay(current) { count += 1 }
        }
        return count
    }

    /// The last day of a period that begins on the day after `day`.
    public func end(of period: Period, from day: CalendarDate) -> DueDate {
        if let count = period.workingDays { return self.day(count, workingDaysAfter: day) }
        let months = (period.months ?? 0) + 12 * (period.years ?? 0)
        return DueDate(day: day.adding(months: months), isProvisional: false)
    }
}

/// 期限日: the last day on which something is in time.
public struct DueDate: Sendable, Hashable, Codable {
    /// ISO 8601.
    public var iso: String
    /// Counted through a year whose holidays are not announced yet; it may still move.
    public var isProvisional: Bool

    public init(day: CalendarDate, isProvisional: Bool) {
        iso = day.iso
        self.isProvisional = isProvisional
    }

    public var day: CalendarDate? { CalendarDate(iso: iso) }
}
