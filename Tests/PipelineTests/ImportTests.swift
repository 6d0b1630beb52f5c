import Foundation
import ImageCodecs
import IntakeModel
import IntakePipeline
import TestSupport
import Testing

/// Archives and watched folders.
@Suite("导入") struct ImportTests {
    let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private func picture(_ tone: UInt8) throws -> Data {
        try PNGFile.encode(PageImage(width: 40, height: 30, channels: 1, filledWith: tone))
    }

    /// An archive written by a program of its own; `script` gets `z`, a `ZipFile` open for writing.
    private func archive(_ script: String) throws -> URL {
        let place = folder.file("in.zip")
        let picture = folder.file("p.png")
        try self.picture(90).write(to: picture)
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/python3")
        process.arguments = [
            "-c",
            """
            import sys, zipfile
            picture = open(sys.argv[2], 'rb').read()
            with zipfile.ZipFile(sys.argv[1], 'w', zipfile.ZIP_DEFLATED) as z:
                \(script)
            """, place.path, picture.path,
        ]
        try process.run()
        process.waitUntilExit()
        #expect(process.terminationStatus == 0)
        return place
    }

    private func parts(_ script: String) throws -> [ImportedFiles.Part] {
        try ImportedFiles().parts(of: try archive(script))
    }

    @Test func filesOfAnArchiveAreTakenOneByOne() throws {
        let parts = try parts(
            "z.writestr('a/1.png', picture); z.writestr('a/', b''); z.writestr('__MACOSX/._1.png', b'x'); z.writestr('Thumbs.db', b'x')"
        )
        #expect(parts.map(\.name) == ["in.zip/1.png"])
        #expect(try parts[0].data() == picture(90))
    }

    @Test func namesFromChineseDesksAreRead() throws {
        let parts = try parts(
            """
            raw = lambda info: ('转学表.png'.encode('gbk'), 0)
                z.writestr(type('Raw', (zipfile.ZipInfo,), {'_encodeFilenameFlags': raw})('x.png'), picture)
            """)
        #expect(parts.map(\.name) == ["in.zip/转学表.png"])
    }

    @Test func pathsInNamesLeadNowhere() throws {
        let parts = try parts("z.writestr('../../etc/passwd.png', picture)")
        #expect(parts.map(\.name) == ["in.zip/passwd.png"])
    }

    @Test(arguments: [
        ("z.writestr('bomb.png', b'\\\\0' * (50 << 20))", "archive.too-large"),
        ("z.writestr('inner.zip', b'PK\\\\x03\\\\x04' + b'x' * 50)", "image.unknown-format"),
        ("z.writestr('note.txt', b'hello')", "image.unknown-format"),
        ("z.writestr('empty.png', b'')", "image.empty"),
    ])
    func badPartsNameThemselves(script: String, code: String) throws {
        let part = try #require(try parts(script.replacing("\\\\", with: "\\")).first)
        let error = #expect(throws: IntakeError.self) { try part.data() }
        #expect(error?.code == code && error?.message.text(.chinese).contains(part.name) == true)
    }

    @Test func aCutArchiveIsDamaged() throws {
        let place = try archive("z.writestr('1.png', picture)")
        let whole = try Data(contentsOf: place)
        try whole.prefix(whole.count - 30).write(to: place)
        let error = #expect(throws: IntakeError.self) { try ImportedFiles().parts(of: place) }
        #expect(error?.code == "archive.damaged")
    }

    @Test func aFileThatGrowsIsNotWhole() throws {
        let watched = folder.file("in")
        try FileManager.default.createDirectory(at: watched, withIntermediateDirectories: true)
        var watch = FolderWatch([watched], quiet: 2)
        let file = watched.appending(path: "a.png")
        func set(_ data: Data, _ changed: Date) throws {
            try data.write(to: file)
            try FileManager.default.setAttributes([.modificationDate: changed], ofItemAtPath: file.path)
        }
        let start = Date(timeIntervalSince1970: 1_700_000_000)
        func names(_ seconds: Double) -> [String] { watch.whole(at: start + seconds).map(\.lastPathComponent) }
        try set(Data([1]), start)
        #expect(names(0) == [])
        try set(Data([1, 2]), start + 1)
        // Another size than at the last look; then the same, but just changed; then quiet.
        #expect(names(1.5) == [] && names(2.5) == [] && names(3.5) == ["a.png"])
        #expect(names(9) == [], "handed out once")
        try set(Data([1, 2, 3]), start + 10)
        #expect(names(12) == [] && names(13) == ["a.png"], "changed again")
        try Data([1]).write(to: watched.appending(path: "b.png.part"))
        try Data([1]).write(to: watched.appending(path: ".c.png"))
        #expect(names(1e9) == [] && names(1e9 + 1) == [])
    }
}
