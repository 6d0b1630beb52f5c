import FormDrawing
import Foundation
import ImageCodecs
import IntakeModel
import TestSupport
import Testing

/// `xueji recognize` on lines cut out of the committed samples.
@Suite("单行识别")
struct LineRecognitionTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    /// The picture of a field of `demo-card`, as it was drawn.
    private func line(_ key: FieldKey) throws -> (file: String, value: String) {
        let truth = try JSONDecoder().decode(
            SampleTruth.self, from: Data(contentsOf: Workplace.samples.appending(path: "demo-card.truth.json")))
        let page = try #require(ImageDecoder().pages(at: Workplace.samples.appending(path: "demo-card.jpg")).first)
        let field = try #require(truth.fields[key])
        let box = field.region.inset(dx: -8, dy: -6)
        var cut = PageImage(width: Int(box.width), height: Int(box.height), channels: page.channels, filledWith: 255)
        for y in 0..<cut.height {
            let from = ((Int(box.y) + y) * page.width + Int(box.x)) * page.channels
            let row = cut.width * page.channels
            cut.pixels.replaceSubrange((y * row)..<((y + 1) * row), with: page.pixels[from..<(from + row)])
        }
        let file = folder.file("\(key.rawValue).png")
        try DurableFile.write(try PNGFile.encode(cut), to: file)
        return (file.path, field.value)
    }

    private func recognize(_ files: [String], _ options: [String] = []) throws -> (Int32, [LineFileReading]) {
        let result = try Workplace.run(["recognize", "--json"] + options + files)
        return (
            result.status,
            try result.output.split(separator: "\n").map {
                try JSONDecoder().decode(LineFileReading.self, from: Data($0.utf8))
            }
        )
    }

    @Test func aNumberIsReadByItsGrammar() throws {
        let (file, value) = try line(.citizenID)
        let (status, lines) = try recognize([file], ["--grammar", "citizenID"])
        #expect(status == 0)
        #expect(lines.map(\.file) == [file])
        #expect(lines.first?.value == value)
        #expect((lines.first?.confidence ?? 0) > 0.5)
        #expect(lines.first?.error == nil)
    }

    @Test func aDateIsISO() throws {
        let (file, value) = try line(.birthDate)
        let (_, lines) = try recognize([file], ["--grammar", "date"])
        #expect(lines.first?.value == value)
    }

    /// Pictures without a line are named, in order, and the line beside them is read all the same.
    @Test func whatIsNoLineIsRefused() throws {
        func write(_ image: PageImage, _ name: String) throws -> String {
            try DurableFile.write(try PNGFile.encode(image), to: folder.file(name))
            return folder.file(name).path
        }
        let white = try write(PageImage(width: 300, height: 48, channels: 1, filledWith: 255), "white.png")
        let dot = try write(PageImage(width: 1, height: 1, channels: 1, filledWith: 0), "dot.png")
        let strip = try write(PageImage(width: 20_000, height: 9, channels: 1, filledWith: 90), "strip.png")
        let good = try line(.name)
        let (status, lines) = try recognize([white, dot, strip, good.file], ["--grammar", "name"])
        #expect(status == 65)
        #expect(lines.map(\.file) == [white, dot, strip, good.file])
        #expect(lines.map { $0.error?.code } == ["line.empty", "line.not-a-line", "line.not-a-line", nil])
        #expect(lines.dropLast().allSatisfy { $0.value == nil && $0.error?.remedy.isEmpty == false })
        #expect(lines.last?.value == good.value)
    }
}
