import Foundation
import ImageCodecs
import IntakeModel
import TestSupport
import Testing

@Suite("识别图示")
struct DebugPictureTests {
    /// Same names from two folders, odd names, a broken file: pictures for the pages that were read, nothing elsewhere.
    @Test func everyPageIsDrawnIntoTheFolder() throws {
        let folder = try TemporaryFolder()
        let sample = try Data(contentsOf: Workplace.samples.appending(path: "demo-card.jpg"))
        for name in ["a", "b"] {
            try FileManager.default.createDirectory(at: folder.file(name), withIntermediateDirectories: true)
            try sample.write(to: folder.file(name).appending(path: "..卡 片$.jpg"))
        }
        try Data("x".utf8).write(to: folder.file("broken.jpg"))
        let out = folder.file("out")
        let result = try Workplace.run(
            ["extract", "--json", "--engine", "tesseract", "--debug-dir", out.path]
                + [
                    folder.file("a").appending(path: "..卡 片$.jpg").path,
                    folder.file("b").appending(path: "..卡 片$.jpg").path, folder.file("broken.jpg").path,
                ])
        #expect(result.status == 65)
        let names = try FileManager.default.contentsOfDirectory(atPath: out.path).sorted()
        #expect(names == ["__卡_片_-2-p1.png", "__卡_片_-p1.png"])
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.url.path).count == 4)
        let picture = try #require(ImageDecoder().pages(at: out.appending(path: names[1])).first)
        #expect(picture.channels == 3 && max(picture.width, picture.height) <= 2600)
        // The reading says why, because it was asked to.
        let first = try #require(result.output.split(separator: "\n").first)
        let page = try #require(JSONDecoder().decode(FileReading.self, from: Data(first.utf8)).pages.first)
        let explanation = try #require(page.explanation)
        #expect(explanation.papers.first?.labels.isEmpty == false)
        #expect(explanation.seconds["decode"] != nil && explanation.seconds["fields"] != nil)
    }
}
