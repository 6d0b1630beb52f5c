internal import IntakeModel
internal import IntakeResources
internal import Recognizing

/// 互证: fields of one paper that say the same thing, read together: the ID inside the student number, the birth date
/// inside the ID.
///
/// What another field says is only a proposal: it is taken when the ink allows it nearly as well as what was read, and
/// never for certain.
struct JointReading {
    /// Natural logarithm by which the ink may prefer what was read.
    static let allowance = 6.0
    /// A value that another field proposed goes to a person.
    static let proposed = 0.85

    let decoder: FieldDecoder
    /// What the engines saw of numbers and dates.
    let notes: [FieldKey: [CTCLattice]]

    func reconcile(_ fields: inout FieldReadings) {
        let id = fields[.citizenID]?.value.flatMap(CitizenID.init)
        let number = fields[.studentNumber]?.value.flatMap(StudentNumber.init)
        let isProven = id?.hasValidCheckCharacter == true && id?.birthDate != nil
        if let inside = number?.citizenID, inside.hasValidCheckCharacter, !isProven {
            propose([inside.text], as: inside.text, for: .citizenID, in: &fields)
        } else if let id, isProven, number == nil || number?.citizenID.map({ !$0.hasValidCheckCharacter }) == true {
            propose(["G" + id.text], as: "G" + id.text, for: .studentNumber, in: &fields)
        }
        let known = fields[.citizenID]?.value.flatMap(CitizenID.init)
        if let born = known?.birthDate, known?.hasValidCheckCharacter == true,
            fields["birthDate"].map({ $0.value.flatMap { CalendarDate(iso: $0) } == nil && $0.value != "" }) == true
        {
            propose(JointReading.spellings(born), as: born.iso, for: .birthDate, in: &fields)
        }
    }

    private func propose(_ spellings: [String], as value: String, for key: FieldKey, in fields: inout FieldReadings) {
        guard var reading = fields[key], reading.value != value, let lattices = notes[key] else { return }
        let isAllowed = lattices.contains { lattice in
            let best = lattice.bestPathScore
            return spellings.contains { decoder.score(of: $0, in: lattice) > best - JointReading.allowance }
        }
        guard isAllowed else { return }
        if let old = reading.value, !old.isEmpty { reading.alternatives.insert(old, at: 0) }
        reading.alternatives.removeAll { $0 == value }
        reading.value = value
        reading.confidence = JointReading.proposed
        fields[key] = reading
    }

    private static func spellings(_ date: CalendarDate) -> [String] {
        let (y, m, d) = (String(date.year), String(date.month), String(date.day))
        let (mm, dd) = (m.count < 2 ? "0" + m : m, d.count < 2 ? "0" + d : d)
        return [
            "\(y)年\(m)月\(d)日", "\(y)年\(mm)月\(dd)日", "\(y)\(mm)\(dd)", "\(y)-\(mm)-\(dd)", "\(y).\(mm).\(dd)",
            "\(y).\(m).\(d)",
        ]
    }
}
