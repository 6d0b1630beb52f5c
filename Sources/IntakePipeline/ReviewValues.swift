public import IntakeModel
public import Registry
public import RegistryStore

/// 复核取值: what a reviewer may accept and type, the same at the command line and at the desk.
public enum ReviewValues {
    /// Throws `review.unreadable`: what could not be read has to be typed, not waved through.
    public static func requireReadable(_ key: FieldKey, of document: IntakeDocument) throws(IntakeError) {
        guard key == IntakeDocument.sealsKey || document.value(key) != nil else {
            throw IntakeError(
                "review.unreadable", .reviewNothingToAccept.with(key.rawValue), remedy: .reviewTypeIt, exit: .usage)
        }
    }

    /// What was typed, as it is kept; throws `review.value` for what cannot stand in the field.
    public static func typed(_ value: String, for key: FieldKey) throws(IntakeError) -> String {
        guard let known = StudentField(rawValue: key.plain.rawValue) else { return value }
        guard let typed = value.isEmpty ? "" : StudentRoster.normalized(value, as: known) else {
            throw IntakeError(
                "review.value", .badValue.with(value, key.rawValue), remedy: .reviewTypeIt, exit: .usage)
        }
        return typed
    }
}

extension RegistryStore {
    /// The student on record whom a paper names by number.
    public func student(namedOn document: IntakeDocument) async throws(IntakeError) -> Student? {
        for key in [FieldKey.citizenID, .studentNumber] {
            guard let value = document.value(key), !value.isEmpty else { continue }
            if let student = try await students(matching: value).first { return student }
        }
        return nil
    }
}
