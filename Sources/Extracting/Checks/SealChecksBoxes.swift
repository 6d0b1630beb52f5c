internal import IntakeModel

/// 附件4的签署次序: the eight boxes of the provincial transfer application, in the order that they must be signed.
///
/// In the province A → ① → ② → ③ → B → C (④ and D stay empty); across provinces ① → ② → ③ → ④ → A → B → C → D.
struct SealBoxes {
    /// A box signed before its turn, or dated before an earlier one.
    struct Fault {
        let earlier: SealRole
        let later: SealRole
        let isDate: Bool
    }

    static let inProvince: [SealRole] = [.boxA, .box1, .box2, .box3, .boxB, .boxC]
    static let acrossProvinces: [SealRole] = [.box1, .box2, .box3, .box4, .boxA, .boxB, .boxC, .boxD]

    /// A handwritten date below this proves no fault.
    private static let sureDate = 0.7

    private let sealed: Set<SealRole>
    private let dated: Set<SealRole>
    private let dates: [SealRole: CalendarDate]
    /// The order that the boxes signed so far imply.
    let chain: [SealRole]

    init(fields: FieldReadings, seals: [OfficialSeal]) {
        let roles = SealBoxes.acrossProvinces
        let sealed = Set(seals.map(\.role)).intersection(roles)
        var dates: [SealRole: CalendarDate] = [:]
        var dated: Set<SealRole> = []
        for role in roles {
            guard let field = fields[SealBoxes.dateKey(role)], let value = field.value,
                let date = CalendarDate(iso: value), field.confidence >= SealBoxes.sureDate
            else { continue }
            dated.insert(role)
            // Of a date that the decoder mended the day may be another.
            if field.confidence >= FieldReader.certain || FieldChecks.isWholeDate(field) { dates[role] = date }
        }
        for (role, date) in dates where fields[SealBoxes.dateKey(role)]?.confidence ?? 0 < FieldReader.certain {
            dates[role] = SealBoxes.inYear(of: dates.filter { $0.key != role }.map(\.value), date)
        }
        self.sealed = sealed
        self.dated = dated
        self.dates = dates
        let signed = sealed.union(dated)
        if sealed.contains(.box4) || sealed.contains(.boxD) {
            chain = SealBoxes.acrossProvinces
        } else {
            // A date alone may be preprinted. Without seals on ④ and D the order with fewer faults is the one meant; in doubt the usual one, in the province.
            let across = SealBoxes.faults(SealBoxes.acrossProvinces, signed: signed, dates: dates).count
            let within = SealBoxes.faults(SealBoxes.inProvince, signed: signed, dates: dates).count
            chain = across < within ? SealBoxes.acrossProvinces : SealBoxes.inProvince
        }
    }

    /// A date that was not read for certain, in the year that all the other boxes have: a digit of its year was misread.
    private static func inYear(of others: [CalendarDate], _ date: CalendarDate) -> CalendarDate {
        guard others.count > 1, let year = others.first?.year, others.allSatisfy({ $0.year == year }) else {
            return date
        }
        return CalendarDate(year: year, month: date.month, day: date.day) ?? date
    }

    var faults: [Fault] { SealBoxes.faults(chain, signed: sealed.union(dated), dates: dates) }

    /// Boxes that a later one, or their own date, shows to be due, yet have no seal.
    var unsealed: [SealRole] {
        let signed = sealed.union(dated)
        guard let last = chain.lastIndex(where: signed.contains) else { return [] }
        return chain[...last].filter { !sealed.contains($0) }
    }

    private static func faults(
        _ chain: [SealRole], signed: Set<SealRole>, dates: [SealRole: CalendarDate]
    ) -> [Fault] {
        var found: [Fault] = []
        for (index, role) in chain.enumerated() where !signed.contains(role) {
            if let next = chain[(index + 1)...].first(where: signed.contains) {
                found.append(Fault(earlier: role, later: next, isDate: false))
            }
        }
        var latest: (role: SealRole, date: CalendarDate)?
        for role in chain {
            guard let date = dates[role] else { continue }
            if let before = latest, date < before.date {
                found.append(Fault(earlier: before.role, later: role, isDate: true))
            } else {
                latest = (role, date)
            }
        }
        return found
    }

    /// `boxADate` … `box4Date`.
    static func dateKey(_ role: SealRole) -> FieldKey { FieldKey(rawValue: role.rawValue + "Date") }
}
