import Foundation
import IntakeModel
import TestSupport
import Testing

@testable import ReviewDesk

/// The folder that uploads lie in, without a browser.
@Suite("上传存放处")
struct UploadShelfTests {
    /// A line that was lost without a word: whoever comes back has the turn, what the first still sends is not taken.
    @Test func theLastWriterHasTheTurn() async throws {
        let fixture = try await DeskFixture()
        let shelf = fixture.desk.shelf
        let upload = try await shelf.begin(
            Upload(
                id: UUID().uuidString.lowercased(), person: "clerk", organization: "S", name: "a.png", size: 6,
                identity: "", sha256: nil, caseNumber: nil)
        ).upload
        let first = try await shelf.open(upload.id, at: 0, of: "clerk")
        try await shelf.append(Data("abc".utf8), to: upload.id, turn: first)
        let second = try await shelf.open(upload.id, at: 3, of: "clerk")
        await #expect(throws: IntakeError.self) { try await shelf.append(Data("x".utf8), to: upload.id, turn: first) }
        try await shelf.append(Data("def".utf8), to: upload.id, turn: second)
        #expect(try await shelf.close(upload.id, turn: first).isWhole)
        #expect(try Data(contentsOf: shelf.bytes(upload.id)) == Data("abcdef".utf8))
    }

    /// No more than the disk has room for, whoever asks.
    @Test func theDiskIsNeverFilled() async throws {
        let fixture = try await DeskFixture()
        let full = UploadShelf(folder: fixture.folder.file("full")) { DeskSystem.leastFree + 100 }
        func wanted(_ size: Int) -> Upload {
            Upload(
                id: UUID().uuidString, person: "clerk", organization: "S", name: "a.png", size: size, identity: "",
                sha256: nil, caseNumber: nil)
        }
        _ = try await full.begin(wanted(60))
        await #expect(throws: IntakeError.self) { try await full.begin(wanted(60)) }
        _ = try await full.begin(wanted(30))
    }

    @Test(arguments: [
        ("a/b/c.png", "c.png"), ("C:\\扫描\\x.jpg", "x.jpg"), ("\0\n", "upload"), ("a\nb.png", "ab.png"), ("..", ".."),
    ])
    func namesAreNeverPaths(_ given: String, _ kept: String) {
        #expect(UploadName.plain(given) == kept)
    }
}
