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

    @Test func onlyWhatDeadProcessesLeftIsSweptAway() throws {
        let folder = try TemporaryFolder()
        let gone = Process()
        gone.executableURL = URL(filePath: "/bin/true")
        try gone.run()
        gone.waitUntilExit()
        let left = "xueji-\(gone.processIdentifier)-a"
        let own = "xueji-\(ProcessInfo.processInfo.processIdentifier)-b"
        for name in [left, own, "xueji-scan-c", "other"] { try Data("x".utf8).write(to: folder.file(name)) }

        ScratchPlace.sweep(folder.url)
        let names = try FileManager.default.contentsOfDirectory(atPath: folder.url.path).sorted()
        #expect(names == ["other", own, "xueji-scan-c"])
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
