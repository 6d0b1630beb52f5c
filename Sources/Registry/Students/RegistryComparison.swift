public import IntakeModel

/// 与登记信息核对: where a paper and the student's record do not say the same.
public enum RegistryComparison {
    static let compared: [StudentField] = [.name, .sex, .birthDate, .citizenID, .studentNumber]

    /// An error for every key field in which they differ; a person decides which of the two is right.
    public static func findings(_ document: DocumentReading, student: Student, language: Language) -> [Finding] {
        compared.compactMap { field in
            guard let read = document.fields[field.key]?.value, !read.isEmpty, let known = student[field],
                known != read
            else { return nil }
            return Finding(
                code: .registryMismatch, field: field.key, severity: .error,
                message: Phrase.findingRegistryMismatch.text(language))
        }
    }
}
