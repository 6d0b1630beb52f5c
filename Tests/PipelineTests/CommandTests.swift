import Foundation
import ImageCodecs
import IntakeModel
import TestSupport
import Testing

/// What scripts rely on: exit codes, one JSON line a file, errors that name the file.
@Suite("命令行")
struct CommandTests {
    @Test func badFilesAreNamedAndTheRestIsRead() throws {
        let folder = try TemporaryFolder()
        try Data().write(to: folder.file("空.jpg"))
        try Data("no picture".utf8).write(to: folder.file("文本.png"))
        let sample = try Data(contentsOf: Workplace.samples.appending(path: "demo-card.jpg"))
        try sample.prefix(sample.count / 2).write(to: folder.file("残.jpg"))
        try Data("P6\n30000 30000\n255\n".utf8).write(to: folder.file("巨.ppm"))
        try sample.write(to: folder.file("好.jpg"))
        let files = ["空.jpg", "文本.png", "残.jpg", "巨.ppm", "没有.jpg", "好.jpg"].map { folder.file($0).path }
        let result = try Workplace.run(["extract", "--json", "--engine", "tesseract"] + files)
        #expect(result.status == 65)
        let readings = try result.output.split(separator: "\n").map {
            try JSONDecoder().decode(FileReading.self, from: Data($0.utf8))
        }
        #expect(readings.map(\.file) == files)
        #expect(
            readings.map { $0.error?.code } == [
                "image.empty", "image.unknown-format", "image.truncated", "image.too-large", "file.unreadable", nil,
            ])
        for reading in readings.dropLast() {
            #expect(reading.error?.remedy.isEmpty == false)
            #expect(reading.pages.isEmpty)
        }
        #expect(readings.last?.pages.first?.documents.first?.documentType == .residentCard)
    }

    @Test func rosterProblemsGiveExit65AndNameTheRow() throws {
        let folder = try TemporaryFolder()
        let environment = ["XUEJI_HOME": folder.url.path, "XUEJI_USER": "clerk"]
        _ = try Workplace.run(
            ["org", "add", "--code", "S", "--name", "学校", "--level", "school"], environment: environment)
        _ = try Workplace.run(
            ["person", "add", "--id", "clerk", "--name", "c", "--role", "schoolRegistrar", "--org", "S"],
            environment: environment)
        try "姓名,身份证号\n甲,510727201405163221\n乙,51072720140516322X\n".write(
            to: folder.file("名单.csv"), atomically: true, encoding: .utf8)
        let result = try Workplace.run(["student", "import", folder.file("名单.csv").path], environment: environment)
        #expect(result.status == 65)
        #expect(result.errors.contains("名单.csv") && result.errors.contains("第 2 行"))
        #expect(result.output.contains("导入 1 名学生"))
        let english = try Workplace.run(
            ["case", "show", "7"], environment: environment.merging(["LANG": "en_US.UTF-8"]) { $1 })
        #expect(english.status == 65 && english.errors.contains("Not found"))
        #expect(
            try Workplace.run(["case", "open", "--kind", "nonsense", "--student", "1"], environment: environment).status
                == 64)
        #expect(try Workplace.run(["case", "submit", "1", "--as", "stranger"], environment: environment).status != 0)
    }

    /// The vault cannot be written: the scan says why, and the page that was scanned can still be imported.
    @Test func aPageThatCannotBeTakenInIsKept() throws {
        let folder = try TemporaryFolder()
        let environment = [
            "XUEJI_HOME": folder.url.path, "XUEJI_USER": "clerk", "SANE_CONFIG_DIR": folder.url.path,
            "TMPDIR": folder.url.path,
        ]
        try "pnm\n".write(to: folder.file("dll.conf"), atomically: true, encoding: .utf8)
        try PNMFile.encode(PageImage(width: 90, height: 60, channels: 1, filledWith: 200)).write(
            to: folder.file("a.pnm"))
        for arguments in [
            ["org", "add", "--code", "S", "--name", "学校", "--level", "school"],
            ["person", "add", "--id", "clerk", "--name", "c", "--role", "schoolRegistrar", "--org", "S"],
        ] { #expect(try Workplace.run(arguments, environment: environment).status == 0) }
        // A file stands where the vault's folder should be.
        try Data("x".utf8).write(to: folder.file("vault"))
        let scan = ["scan", "--device", "pnm:0", "--option", "filename=" + folder.file("a.pnm").path]
        let failed = try Workplace.run(scan, environment: environment)
        #expect(failed.status == 74)
        let spools = folder.file("desk").appending(path: "scan")
        let kept = try #require(FileManager.default.contentsOfDirectory(atPath: spools.path).first)
        #expect(failed.errors.contains(kept))
        try FileManager.default.removeItem(at: folder.file("vault"))
        // The next scan takes it in first; the same sheet scanned again is the same page.
        let again = try Workplace.run(scan, environment: environment)
        #expect(again.status == 0 && again.output.contains("重复"), "\(again.output) \(again.errors)")
        #expect(try FileManager.default.contentsOfDirectory(atPath: spools.path).isEmpty)
        let batches = try Workplace.run(["batch", "list"], environment: environment).output
        #expect(batches.split(separator: "\n").count == 2 && !batches.contains("　0 页"))
    }

    @Test func unknownPeopleMayNotAct() throws {
        let folder = try TemporaryFolder()
        let result = try Workplace.run(
            ["student", "import", Workplace.samples.appending(path: "students.csv").path],
            environment: ["XUEJI_HOME": folder.url.path, "XUEJI_USER": "nobody-here"])
        #expect(result.status == 77)
    }
}
