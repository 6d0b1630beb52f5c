import Foundation
import ImageCodecs
import IntakeModel
import TestSupport
import Testing

@testable import PhotoBatches
@testable import Photos

/// What a run that is taken up again believes of the last one.
@Suite("照片日志")
struct PhotoJournalTests {
    private let folder: TemporaryFolder
    private let order: PrepareOrder

    init() throws {
        folder = try TemporaryFolder()
        order = PrepareOrder(passed: folder.file("passed.jpg").path, review: folder.file("review.jpg").path)
        try Data("a photo".utf8).write(to: folder.file("in.jpg"))
    }

    private func journal() throws -> PhotoJournal { try PhotoJournal(folder.file("journal"), settings: "s") }

    private func key() throws -> PhotoJournal.Key {
        try #require(PhotoJournal.Key(PhotoFile(path: folder.file("in.jpg").path), order))
    }

    /// Written as a photo process writes it, then put down in the journal.
    private func finish(_ content: String) throws {
        let data = Data(content.utf8)
        try DurableFile.write(data, to: URL(filePath: order.passed), isSynced: false)
        var answer = PhotoAnswer(report: PhotoReport(file: "in.jpg"))
        answer.prepared = PreparedPhoto(
            path: order.passed, bytes: data.count, hash: ContentHash.hexadecimal(data), quality: nil, verdict: .pass)
        try journal().record(key(), answer)
    }

    @Test func whatIsThereAsItWasLeftIsNotDoneAgain() throws {
        try finish("finished")
        #expect(try journal().answer(key())?.prepared?.path == order.passed)
        // Moved to those that a person looks at, because another photo is its copy.
        try FileManager.default.moveItem(atPath: order.passed, toPath: order.review)
        #expect(try journal().answer(key())?.prepared?.path == order.review)
    }

    /// As large as before, but not the same: what a power cut leaves of a file that was not synced.
    @Test func whatAPowerCutLeftIsDoneAgain() throws {
        try finish("finished")
        try Data(count: 8).write(to: URL(filePath: order.passed))
        #expect(try journal().answer(key()) == nil)
        try FileManager.default.removeItem(atPath: order.passed)
        #expect(try journal().answer(key()) == nil)
    }

    @Test func aChangedPhotoAndATornLineAreDoneAgain() throws {
        try finish("finished")
        let whole = try Data(contentsOf: folder.file("journal"))
        try whole.dropLast(9).write(to: folder.file("journal"))
        #expect(try journal().answer(key()) == nil)
        try whole.write(to: folder.file("journal"))
        #expect(try journal().answer(key()) != nil)
        try Data("another photo".utf8).write(to: folder.file("in.jpg"))
        #expect(try journal().answer(key()) == nil)
    }
}
