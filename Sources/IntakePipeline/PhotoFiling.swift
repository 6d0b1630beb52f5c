public import Foundation
public import IntakeModel
internal import Registry
internal import RegistryStore

/// 照片归卷: a finished photo becomes evidence on a `photoUpdate` case of its student.
public struct PhotoFiling: Sendable {
    private let intake: PageIntake
    private let language: Language

    public init(_ intake: PageIntake, language: Language) {
        self.intake = intake
        self.language = language
    }

    /// The case that the photo is evidence on; the one that it was put on before, when it was.
    ///
    /// Throws what taking in, opening and attaching throw.
    public func file(
        _ data: Data, name: String, student: Int64, batch: String
    ) async throws(IntakeError) -> (caseNumber: Int64, isNew: Bool) {
        let taken = try await intake.take(data, name: name, origin: .file, batch: batch)
        if !taken.isNew, let known = try await intake.store.photoCase(ofPage: taken.page.id) { return (known, false) }
        let matter = try await intake.store.openCase(
            RegistryStore.NewCase(kind: .photoUpdate, student: student), by: intake.person)
        try await intake.store.attach(
            page: taken.page.id, toCase: matter.number, as: "studentPhoto", by: intake.person, language: language)
        return (matter.number, true)
    }
}
