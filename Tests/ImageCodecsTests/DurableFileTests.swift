import Foundation
import ImageCodecs
import IntakeModel
import TestSupport
import Testing

@Suite("落盘")
struct DurableFileTests {
    @Test func writesWholeAndReplaces() throws {
        let folder = try TemporaryFolder()
        let file = folder.file("a")
        try DurableFile.write(Data("one".utf8), to: file)
        try DurableFile.write(Data("two".utf8), to: file)
        #expect(try Data(contentsOf: file) == Data("two".utf8))
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.url.path) == ["a"])
    }

    @Test func failureSaysSoAndLeavesNothing() throws {
        let folder = try TemporaryFolder()

        let error = #expect(throws: IntakeError.self) {
            try DurableFile.write(Data("x".utf8), to: folder.file("no/such/folder/file"))
        }
        #expect(error?.exit == .inputOutput)
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.url.path).isEmpty)
    }
}
