import Foundation
import ImageCodecs
import IntakeModel
import IntakePipeline
import PhotoBatches
import Registry
import RegistryStore

/// Finished photos as evidence of `photoUpdate` cases, one a student.
struct PhotoEvidence {
    let intake: PageIntake
    let console: Console

    /// A photo that is on a case already is not put on another, so a run may be repeated. Answers file → case.
    func store(_ photos: [PhotoBatchResults.Passed]) async throws -> [String: Int64] {
        let filing = PhotoFiling(intake, language: console.language)
        let batch = UUID().uuidString
        var cases: [String: Int64] = [:]
        for photo in photos {
            let name = (photo.file as NSString).lastPathComponent
            do throws(IntakeError) {
                guard let row = photo.student,
                    let key = row.fields[.citizenID] ?? row.fields[.studentNumber] ?? row.fields[.name]
                else { continue }
                let student = try await intake.store.student(key)
                let filed = try await filing.file(
                    try ImageDecoder().bytes(of: URL(filePath: photo.file)), name: name, student: student.id,
                    batch: batch)
                cases[photo.file] = filed.caseNumber
                if filed.isNew { console.remark(.photoStored.with(String(filed.caseNumber), name)) }
            } catch {
                console.remark(.photoStoreFailed.with(name, error.message.text(console.language)))
            }
        }
        return cases
    }
}
