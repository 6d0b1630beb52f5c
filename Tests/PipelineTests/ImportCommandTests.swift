import Foundation
import ImageCodecs
import IntakeModel
import TestSupport
import Testing

/// `xueji import`: the sources stay as they are, and one bad file costs no other.
@Suite("导入命令", .serialized) struct ImportCommandTests {
    private struct Taken: Decodable {
        let hash: String
        let name: String
    }

    private let folder: TemporaryFolder
    private var environment: [String: String] { ["XUEJI_HOME": folder.file("home").path, "XUEJI_USER": "clerk"] }

    init() throws {
        folder = try TemporaryFolder()
        for arguments in [
            ["org", "add", "--code", "S", "--name", "学校", "--level", "school"],
            ["person", "add", "--id", "clerk", "--name", "c", "--role", "schoolRegistrar", "--org", "S"],
        ] { #expect(try Workplace.run(arguments, environment: environment).status == 0) }
    }

    private func picture(_ tone: UInt8) throws -> Data {
        try PNGFile.encode(PageImage(width: 400, height: 300, channels: 1, filledWith: tone))
    }

    private func taken(_ output: String) throws -> [Taken] {
        try output.split(separator: "\n").map { try JSONDecoder().decode(Taken.self, from: Data($0.utf8)) }
    }

    /// The bytes as they are kept, by their hash.
    private func kept(_ hash: String) throws -> Data {
        try Data(
            contentsOf: folder.file("home/vault").appending(path: String(hash.prefix(2))).appending(
                path: String(hash.dropFirst(2))))
    }

    @Test func aBombIsRefusedAndTheRestIsTaken() throws {
        for (name, tone) in [("p.png", 50), ("q.png", 90), ("r.png", 130)] {
            try picture(UInt8(tone)).write(to: folder.file(name))
        }
        let zip = folder.file("班.zip")
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/python3")
        process.arguments = [
            "-c",
            """
            import sys, zipfile
            with zipfile.ZipFile(sys.argv[1], 'w', zipfile.ZIP_DEFLATED) as z:
                z.write(sys.argv[2], '1.png')
                z.writestr('bomb.png', b'\\0' * (80 << 20))
                z.write(sys.argv[3], '3.png')
            """, zip.path, folder.file("p.png").path, folder.file("q.png").path,
        ]
        try process.run()
        process.waitUntilExit()
        #expect(process.terminationStatus == 0)
        let result = try Workplace.run(
            ["import", "--json", zip.path, folder.file("r.png").path], environment: environment)
        #expect(result.status == 65)
        #expect(try taken(result.output).map(\.name) == ["班.zip/1.png", "班.zip/3.png", "r.png"])
        #expect(result.errors.contains("班.zip/bomb.png"), "\(result.errors)")
        // Nobody waits for more of it.
        let batches = try Workplace.run(["batch", "list", "--json"], environment: environment).output
        #expect(batches.contains(/"ended"\s*:\s*true/) && !batches.contains(/"ended"\s*:\s*false/), "\(batches)")
    }

    @Test func sourcesStayAsTheyAre() throws {
        struct State: Equatable {
            var bytes: Data
            var size: Int
            var mode: UInt32
            var node: UInt
            var modified: [Int]
            var changed: [Int]
        }
        func state(_ file: URL) throws -> State {
            var found = stat()
            #expect(stat(file.path, &found) == 0)
            return State(
                bytes: try Data(contentsOf: file), size: Int(found.st_size), mode: found.st_mode,
                node: UInt(found.st_ino), modified: [found.st_mtim.tv_sec, found.st_mtim.tv_nsec],
                changed: [found.st_ctim.tv_sec, found.st_ctim.tv_nsec])
        }
        let card = try Data(contentsOf: Workplace.samples.appending(path: "demo-card.jpg"))
        let files = [folder.file("扫描 1.png"), folder.file("b.jpg")]
        for (file, bytes) in zip(files, [try picture(70), card]) {
            try bytes.write(to: file)
            try FileManager.default.setAttributes(
                [.modificationDate: Date(timeIntervalSince1970: 1_500_000_000), .posixPermissions: 0o440],
                ofItemAtPath: file.path)
        }
        let before = try files.map(state)
        let result = try Workplace.run(["import", "--json"] + files.map(\.path), environment: environment)
        #expect(result.status == 0)
        #expect(try files.map(state) == before)
        // And what is kept is byte by byte what was brought.
        let names = try taken(result.output)
        #expect(names.map(\.name) == ["扫描 1.png", "b.jpg"])
        #expect(try names.map { try kept($0.hash) } == before.map(\.bytes))
    }

    /// A file that was changed just now is left alone, for as long as that takes; a whole one beside it is not.
    @Test func aHalfWrittenFileIsWaitedFor() async throws {
        let watched = folder.file("watched")
        try FileManager.default.createDirectory(at: watched, withIntermediateDirectories: true)
        let page = try picture(170)
        func put(_ name: String, _ data: Data, _ changed: Date) throws {
            let aside = folder.file("aside")
            try data.write(to: aside)
            try FileManager.default.setAttributes([.modificationDate: changed], ofItemAtPath: aside.path)
            #expect(rename(aside.path, watched.appending(path: name).path) == 0)
        }
        let long = Date(timeIntervalSince1970: 1_600_000_000)
        // "Just now" for the whole test, however slow the machine is.
        try put("half.png", page.prefix(page.count / 2), Date(timeIntervalSinceNow: 86_400))
        try put("other.png", try picture(30), long)
        let output = folder.file("out")
        _ = FileManager.default.createFile(atPath: output.path, contents: nil)
        let process = Process()
        process.executableURL = Workplace.xueji
        process.arguments = ["import", "--watch", "--json", watched.path]
        process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }.merging(
            ["XUEJI_RESOURCES": Workplace.root.appending(path: "models").path]) { $1 }
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = try FileHandle(forWritingTo: output)
        process.standardError = FileHandle.nullDevice
        try process.run()
        defer { kill(process.processIdentifier, SIGKILL) }
        func wait(for count: Int) async throws -> [Taken] {
            let end = ContinuousClock.now + .seconds(1800)
            while process.isRunning, ContinuousClock.now < end {
                let text = try String(contentsOf: output, encoding: .utf8)
                let whole = text.split(separator: "\n", omittingEmptySubsequences: false).dropLast().joined(
                    separator: "\n")
                if let found = try? taken(whole), found.count >= count { return found }
                try await Task.sleep(for: .milliseconds(100))
            }
            return []
        }
        #expect(try await wait(for: 1).map(\.name) == ["other.png"])
        try put("later.png", try picture(60), long)
        #expect(try await wait(for: 2).map(\.name) == ["other.png", "later.png"])
        try put("half.png", page, long)
        let all = try await wait(for: 3)
        #expect(all.map(\.name) == ["other.png", "later.png", "half.png"])
        #expect(try kept(#require(all.last).hash) == page)
    }
}
