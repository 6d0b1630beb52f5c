import Foundation
import ImageCodecs
import IntakeModel
import TestSupport
import Testing

@testable import Photos

/// `xueji photos` from the outside.
@Suite("照片命令", .serialized)
struct PhotoCommandTests {
    private let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
        try FileManager.default.createDirectory(at: folder.file("in"), withIntermediateDirectories: true)
    }

    private func put(_ data: Data, _ name: String) throws { try data.write(to: folder.file("in/\(name)")) }

    private func portraits(_ count: Int) throws {
        for index in 0..<count {
            let image = PhotoFixture.portrait(tone: index % 6, seed: UInt64(100 + index))
            try put(try PhotoFixture.jpeg(image), "p\(index).jpg")
        }
    }

    @Test func checkAnswersInOrderAndNamesWhatIsWrong() throws {
        try portraits(2)
        try put(Data(), "p1a.jpg")
        let report = folder.file("report.html").path
        let result = try Workplace.run([
            "photos", "check", folder.file("in").path, "--json", "--report", report, "--jobs", "2",
        ])
        #expect(result.status == 65)
        let reports = try result.output.split(separator: "\n").map {
            try JSONDecoder().decode(PhotoReport.self, from: Data($0.utf8))
        }
        #expect(reports.map { ($0.file as NSString).lastPathComponent } == ["p0.jpg", "p1.jpg", "p1a.jpg"])
        #expect(reports[2].codes == [.emptyFile] && reports[0].verdict != .fail)
        let page = try String(contentsOfFile: report, encoding: .utf8)
        #expect(page.contains("p1a.jpg") && page.contains("empty_file"))
        #expect(try Workplace.run(["photos", "check", "x.jpg", "--profile", "nonsense"]).status == 64)
    }

    /// 48 megapixels as JPEG in a file of more than 25 MB, 29 as PNG: one process, never more than 300 MB.
    @Test func memoryIsBoundedWhateverTheImage() throws {
        func large(_ width: Int, _ height: Int, _ grain: Int) -> PageImage {
            PhotoFixture.picture(width, height) { x, y in
                let noise = (x &* 73_856_093 ^ y &* 19_349_663) &* 83_492_791 >> 13 & 127
                return UInt8(truncatingIfNeeded: (x ^ y) & 63 + 60 + noise * grain / 100)
            }
        }
        let dense = try PhotoFixture.jpeg(large(8000, 6000, 100), quality: 88)
        // File and coefficients together would be more than is allowed.
        #expect((25 << 20)...(40 << 20) ~= dense.count, "\(dense.count)")
        try put(dense, "a.jpg")
        try put(try PNGFile.encode(large(5400, 5400, 0)), "b.png")
        try portraits(1)
        let (result, peak) = try Workplace.runMeasured(
            ["photos", "check", folder.file("in").path, "--json", "--jobs", "1"])
        #expect(result.output.split(separator: "\n").count == 3)
        // The pages of the program and its libraries take up to 90 of the 300 MB.
        #expect(peak < 210 * 1024, "\(peak) kilobytes")
    }

    @Test func aKilledRunGoesOnAndEndsTheSame() throws {
        try portraits(24)
        func arguments(_ out: String) -> [String] {
            [
                "photos", "prepare", folder.file("in").path, "--out", folder.file(out).path, "--zip", "--jobs", "1",
                "--lang", "en",
            ]
        }
        let process = Process()
        process.executableURL = Workplace.xueji
        process.arguments = arguments("out")
        process.environment = ProcessInfo.processInfo.environment.merging(
            ["XUEJI_RESOURCES": Workplace.root.appending(path: "models").path]) { $1 }
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        try process.run()
        let journal = folder.file("out/.xueji-photos.jsonl")
        func lines() -> Int { ((try? Data(contentsOf: journal)) ?? Data()).filter { $0 == 0x0A }.count }
        let deadline = Date().addingTimeInterval(600)
        while lines() < 6, process.isRunning, Date() < deadline { usleep(2000) }
        kill(process.processIdentifier, SIGKILL)
        process.waitUntilExit()
        let done = lines() - 1
        try #require(done >= 5)
        let again = try Workplace.run(arguments("out"))
        // With all done before the kill there is nothing to go on with, which this test would not notice.
        #expect(again.errors.contains("Going on where the last run ended: \(done) photos") || done == 24)
        _ = try Workplace.run(arguments("whole"))
        for name in ["fix-list.xlsx", "contact-sheet.html"] {
            #expect(
                try Data(contentsOf: folder.file("out/\(name)")) == Data(contentsOf: folder.file("whole/\(name)")))
        }
        let top = PhotoFixture.hasModels ? "photos" : "review"
        for index in 0..<24 {
            let one = try? Data(contentsOf: folder.file("out/\(top)/p\(index).jpg"))
            #expect(one == (try? Data(contentsOf: folder.file("whole/\(top)/p\(index).jpg"))))
        }
    }

    @Test func resultsDoNotGoAmongThePhotos() throws {
        try portraits(1)
        let inside = folder.file("in/out").path
        #expect(try Workplace.run(["photos", "prepare", folder.file("in").path, "--out", inside]).status == 64)
        #expect(
            try Workplace.run([
                "photos", "prepare", folder.file("in").path, "--out", folder.file("o").path, "--name-by", "citizen-id",
            ]).status == 64)
    }

    @Test(.enabled(if: PhotoFixture.hasModels)) func finishedPhotosBecomeEvidence() throws {
        let home = ["XUEJI_HOME": folder.file("home").path, "XUEJI_USER": "clerk"]
        let store = "sqlite:" + folder.file("home/registry.sqlite").path
        let roster = folder.file("r.csv")
        try "姓名,性别,出生日期,身份证号,学籍号,年级,班级\n陈梓涵,女,2014-05-16,51072720140516322X,G51072720140516322X,六年级,2班\n"
            .write(to: roster, atomically: true, encoding: .utf8)
        for line in [
            "org add --code C --name 平武县教体局 --level county --phone 0816-2",
            "org add --code S --name 平武小学 --level school --parent C --stage primary --phone 0816-3",
            "person add --id clerk --name 甲 --role schoolRegistrar --org S --trained 2026-03-01 --filing 备1",
            "student import \(roster.path)",
        ] {
            let arguments = line.split(separator: " ").map(String.init)
            #expect(try Workplace.run(arguments, environment: home).status == 0, "\(line)")
        }
        try put(try PhotoFixture.jpeg(PhotoFixture.portrait(tone: 1, seed: 21)), "陈梓涵.jpg")
        let arguments = [
            "photos", "prepare", folder.file("in").path, "--out", folder.file("out").path, "--roster", roster.path,
            "--store", store,
        ]
        let first = try Workplace.run(arguments, environment: home)
        #expect(first.status == 0 && first.errors.contains("案卷 1"), "\(first.errors)")
        // The same photo is not stored twice.
        #expect(try !Workplace.run(arguments, environment: home).errors.contains("案卷 2"))
        let shown = try Workplace.run(["case", "show", "1"], environment: home)
        #expect(shown.output.contains("照片采集、更新") && shown.output.contains("SHA-256"), "\(shown.output)")
    }
}
