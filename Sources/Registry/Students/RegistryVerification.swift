public import IntakeModel

/// 以登记信息印证: a doubtful name that the registry holds for the student whom the paper names by number.
///
/// The registry proves a reading, it never makes one: a name that differs stays as it was read and is a finding.
public enum RegistryVerification {
    /// What two independent sources agree on: below print that was read without doubt, above the threshold.
    static let verified = 0.97
    /// A reading that found the name only as an alternative; the ink hardly spoke for what came first.
    static let probable = 0.92
    static let hardlyRead = 0.5

    /// Raises the confidence in `fields[name]`; answers whether it did.
    @discardableResult
    public static func verifyName(_ fields: inout FieldReadings, student: Student) -> Bool {
        guard var reading = fields[.name], let known = student[.name], !known.isEmpty, let value = reading.value,
            reading.confidence < verified
        else { return false }
        if value == known {
            reading.confidence = verified
        } else if reading.confidence < hardlyRead, reading.alternatives.contains(known) {
            reading.alternatives.removeAll { $0 == known }
            reading.alternatives.insert(value, at: 0)
            reading.value = known
            reading.confidence = probable
        } else {
            return false
        }
        reading.source += "+registry"
        fields[.name] = reading
        return true
    }
}
