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

    /// Renaming over `/dev/null` would replace it for everybody.
    @Test func whatIsNoFileStaysWhatItIs() throws {
        let folder = try TemporaryFolder()
        let pipe = folder.file("pipe")
        #expect(mkfifo(pipe.path, 0o600) == 0)
        // Open for both, so that neither side waits for the other.
        let reader = open(pipe.path, O_RDWR | O_NONBLOCK)
        defer { close(reader) }
        try DurableFile.write(Data("through".utf8), to: pipe)
        var bytes = [UInt8](repeating: 0, count: 16)
        let count = read(reader, &bytes, bytes.count)
        #expect(String(decoding: bytes.prefix(max(0, count)), as: UTF8.self) == "through")
        var state = stat()
        #expect(stat(pipe.path, &state) == 0 && state.st_mode & S_IFMT == S_IFIFO)
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
