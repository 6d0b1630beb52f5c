public import IntakeModel

extension CalendarDate {
    /// The day that many days after 1970-01-01; `nil` outside the years 1…9999.
    public init?(dayNumber number: Int) {
        let shifted = number + 719_468
        let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let month = (5 * dayOfYear + 2) / 153
        let day = dayOfYear - (153 * month + 2) / 5 + 1
        let calendarMonth = month < 10 ? month + 3 : month - 9
        self.init(year: yearOfEra + era * 400 + (calendarMonth <= 2 ? 1 : 0), month: calendarMonth, day: day)
    }

    /// The day in China at a moment in milliseconds since 1970; Beijing time is UTC+8 all year.
    public init(milliseconds: Int64) {
        let hours: Int64 = 8 * 3_600_000
        let number = Int(((milliseconds + hours) / 86_400_000))
        // A clock outside the years 1…9999 is no clock; the epoch stands for it.
        self = CalendarDate(dayNumber: number) ?? CalendarDate.epoch
    }

    /// 2026年11月5日.
    public var chinese: String { "\(year)年\(month)月\(day)日" }

    static let epoch = CalendarDate(year: 1970, month: 1, day: 1)!

    /// 1 Monday … 7 Sunday.
    public var weekday: Int { ((dayNumber + 3) % 7 + 7) % 7 + 1 }

    public func adding(days: Int) -> CalendarDate? { CalendarDate(dayNumber: dayNumber + days) }

    /// The same day of a later month, or that month's last day when it is shorter.
    public func adding(months: Int) -> CalendarDate {
        let total = year * 12 + month - 1 + months
        let year = total / 12
        let month = total % 12 + 1
        return CalendarDate(year: year, month: month, day: min(day, CalendarDate.days(inMonth: month, of: year)))
            ?? self
    }
}

extension CalendarDate {
    /// Midnight in China at which the day begins, in milliseconds since 1970.
    public var beginning: Int64 { Int64(dayNumber) * 86_400_000 - 8 * 3_600_000 }
}
