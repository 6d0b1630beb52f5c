import Extracting
import Foundation
import IntakeModel
import IntakeResources
import Recognizing
import TestSupport
import Testing

@Suite("提取")
struct PageExtractionTests {
    private let extractor: PageExtractor

    init() throws {
        let resources = ResourceLocation(root: Workplace.root.appending(path: "models"))
        extractor = try PageExtractor(
            resources: resources, recognizer: LineRecognizer(.tesseract, resources: resources), language: .chinese)
    }

    @Test func barePaperIsBlank() throws {
        let reading = try extractor.read(PageImage(width: 1200, height: 1600, channels: 1, filledWith: 250), page: 1)
        #expect(reading.documents.map(\.documentType) == [.blank])
        #expect(!reading.quality.legible)
    }

    /// A page that costs too much is given up, and says so.
    @Test func workOnAPageEnds() throws {
        var image = PageImage(width: 1100, height: 1500, channels: 1, filledWith: 255)
        for index in image.pixels.indices where index % 1100 % 90 < 4 && index / 1100 % 40 < 25 {
            image.pixels[index] = 0
        }
        extractor.processorSeconds = 0
        let reading = try extractor.read(image, page: 1)
        #expect(reading.documents.map(\.documentType) == [.unknown])
        #expect(reading.documents.first?.findings.map(\.code) == [.pageIllegible])
        #expect(reading.quality.reasons.contains("too-complex"))
        #expect(!reading.quality.legible)
    }

    /// Pictures that are no paper end quickly and are never taken for one.
    @Test(arguments: ["noise", "checkerboard", "stripes", "strip", "dot"])
    func strangePicturesAreUnknown(kind: String) throws {
        var state: UInt64 = 7
        func byte() -> UInt8 {
            state = state &* 6_364_136_223_846_793_005 &+ 1
            return UInt8(state >> 56)
        }
        var image = PageImage(
            width: kind == "strip" ? 29_000 : kind == "dot" ? 1 : 1100,
            height: kind == "strip" ? 40 : kind == "dot" ? 1 : 1500,
            channels: 1, filledWith: 255)
        for index in image.pixels.indices {
            let (x, y) = (index % image.width, index / image.width)
            switch kind {
            case "noise": image.pixels[index] = byte()
            case "checkerboard": image.pixels[index] = (x / 9 + y / 9) % 2 == 0 ? 0 : 255
            case "stripes": image.pixels[index] = y % 12 < 2 ? 0 : 255
            default: image.pixels[index] = x % 50 < 3 ? 0 : 255
            }
        }
        let start = ContinuousClock.now
        let reading = try extractor.read(image, page: 1)
        #expect(reading.documents.allSatisfy { $0.documentType == .unknown || $0.documentType == .blank })
        #expect(ContinuousClock.now - start < .seconds(600))
    }
}
