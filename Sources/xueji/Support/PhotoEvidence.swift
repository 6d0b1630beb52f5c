import Foundation
import ImageCodecs
import IntakeModel
import IntakePipeline
import PhotoBatches
import Registry
import RegistryStore

/// Finished photos as evidence of `photoUpdate` cases, one a student.
struct PhotoEvidence {
    let common: CommonOptions
    let console: Console

    /// A photo whose bytes the store has already is not stored again, so a run may be repeated.
    func store(_ photos: [PhotoBatchResults.Passed]) async throws {
        let intake = try await common.openIntake()
        let batch = UUID().uuidString
        for photo in photos {
            let name = (photo.file as NSString).lastPathComponent
            do throws(IntakeError) {
                guard let row = photo.student,
                    let key = row.fields[.citizenID] ?? row.fields[.studentNumber] ?? row.fields[.name]
                else { continue }
                let student = try await intake.store.student(key)
                let data = try ImageDecoder().bytes(of: URL(filePath: photo.file))
                let taken = try await intake.take(data, name: name, origin: .file, batch: batch)
                guard taken.isNew else { continue }
                let matter = try await intake.store.openCase(
                    RegistryStore.NewCase(kind: .photoUpdate, student: student.id), by: common.person)
                try await intake.store.attach(
                    page: taken.page.id, toCase: matter.number, as: "studentPhoto", by: common.person,
                    language: console.language)
                console.remark(.photoStored.with(String(matter.number), name))
            } catch {
                console.remark(.photoStoreFailed.with(name, error.message.text(console.language)))
            }
        }
    }
}
