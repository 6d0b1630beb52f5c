import FormDrawing
import Foundation
import ImageCodecs
import IntakeModel
import IntakePipeline
import IntakeResources
import Recognizing
import TestSupport
import Testing

/// Reads the committed samples; their values must stay as recorded in Tests/Goldens (RECORD=1 writes them anew).
@Suite("样张识别", .serialized)
struct SampleReadingTests {
    private struct Golden: Codable, Equatable {
        var documentType: DocumentType
        var rotation: Int
        var values: [String: String?]
    }

    private static let names = ["demo-card", "demo-contact", "residentCard-7-000", "transferContactForm-7-001"]

    private func read(_ name: String, engine: EngineChoice) throws -> FileReading {
        let resources = ResourceLocation(root: Workplace.root.appending(path: "models"))
        let reader = try FileReader(resources: resources, engine: engine, language: .chinese)
        return reader.read(
            ReadingRequest(path: Workplace.samples.appending(path: name + ".jpg").path, name: name + ".jpg"))
    }

    private func truth(_ name: String) throws -> SampleTruth {
        try JSONDecoder().decode(
            SampleTruth.self, from: Data(contentsOf: Workplace.samples.appending(path: name + ".truth.json")))
    }

    private static var hasModels: Bool {
        FileManager.default.fileExists(atPath: Workplace.root.appending(path: "models/fetched/ppocr").path)
    }

    @Test(.enabled(if: hasModels, "PP-OCR models are not fetched: run scripts/setup"), arguments: names)
    func valuesStayAsRecorded(name: String) throws {
        let reading = try read(name, engine: .ppocr)
        let page = try #require(reading.pages.first)
        let document = try #require(page.documents.first)
        let now = Golden(
            documentType: document.documentType, rotation: page.rotation,
            values: Dictionary(uniqueKeysWithValues: document.fields.map { ($0.key.rawValue, $0.value.value) }))
        let file = Workplace.root.appending(path: "Tests/Goldens/\(name).json")
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        if ProcessInfo.processInfo.environment["RECORD"] == "1" { try encoder.encode(now).write(to: file) }
        let golden = try JSONDecoder().decode(Golden.self, from: Data(contentsOf: file))
        #expect(now == golden)
    }

    /// A width that has come often is compiled for itself.
    @Test(.enabled(if: hasModels, "PP-OCR models are not fetched: run scripts/setup"))
    func aLineReadsTheSameHoweverOftenItComes() throws {
        let resources = ResourceLocation(root: Workplace.root.appending(path: "models"))
        let tiny = try PPOCRRecognizer(
            .tiny, runtime: InferenceRuntime(resources: resources), resources: resources)
        let name = "demo-card"
        var page: PageImage?
        try ImageDecoder().eachPage(
            of: Data(contentsOf: Workplace.samples.appending(path: name + ".jpg")), name: name, longestSide: 5000
        ) { page = $0.image }
        let place = try #require(try truth(name).fields[.name]).region
        // Three times as wide as high: 160 of the network's pixels.
        let box = Region(x: place.x, y: place.center.y - 20, width: 120, height: 40)
        let line = try #require(page).part(box).image
        let readings = try (0..<15).map { _ in try tiny.lattice(of: line).plainReading().text }
        #expect(Set(readings).count == 1)
        #expect(readings.first?.isEmpty == false)
    }

    @Test(.enabled(if: hasModels, "PP-OCR models are not fetched: run scripts/setup"), arguments: names)
    func criticalFieldsAreTrueAndInPlace(name: String) throws {
        let reading = try read(name, engine: .auto)
        let truth = try truth(name)
        let page = try #require(reading.pages.first)
        let document = try #require(page.documents.first)
        #expect(document.documentType == truth.documentType)
        #expect(page.rotation == truth.rotation)
        #expect(abs(page.skewDegrees - truth.skewDegrees) < 0.6)
        for key in [FieldKey.name, .citizenID] {
            let wanted = try #require(truth.fields[key])
            let read = try #require(document.fields[key])
            #expect(read.value == wanted.value)
            #expect(read.region.intersection(wanted.region) != nil, "\(key.rawValue) is where it was drawn")
        }
        for finding in truth.findings { #expect(document.findings.contains { $0.code == finding }) }
    }

    /// Without PP-OCR the command still works, says so, and does not pretend to be sure.
    @Test func tesseractAloneStillReads() throws {
        let reading = try read("demo-card", engine: .tesseract)
        let document = try #require(reading.pages.first?.documents.first)
        #expect(document.documentType == .residentCard)
        #expect(document.fields[.citizenID]?.source == "tesseract")
        let result = try Workplace.run(
            ["extract", "--json", Workplace.samples.appending(path: "demo-card.jpg").path],
            environment: ["XUEJI_RESOURCES": try SampleReadingTests.resourcesWithoutModels().url.path])
        #expect(result.status == 0)
        #expect(result.errors.contains("Tesseract"))
    }

    private static let keeper = try? TemporaryFolder()

    /// The models folder with everything but what is fetched.
    private static func resourcesWithoutModels() throws -> TemporaryFolder {
        let folder = try #require(keeper)
        for name in ["forms", "facts", "calibration", "scan-profiles"]
        where !FileManager.default.fileExists(atPath: folder.file(name).path) {
            try FileManager.default.createSymbolicLink(
                at: folder.file(name), withDestinationURL: Workplace.root.appending(path: "models/\(name)"))
        }
        return folder
    }
}
