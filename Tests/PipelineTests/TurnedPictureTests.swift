import FormDrawing
import Foundation
import ImageCodecs
import IntakeModel
import IntakePipeline
import IntakeResources
import Recognizing
import TestSupport
import Testing

/// Telephones store what they see and say in EXIF how it was held; the paper itself says which way is up.
@Suite("照片方向", .serialized) struct TurnedPictureTests {
    private static let resources = ResourceLocation(root: Workplace.root.appending(path: "models"))

    /// Clockwise.
    private func turned(_ image: PageImage, _ quarters: Int) -> PageImage {
        guard quarters > 0 else { return image }
        var out = PageImage(
            width: image.height, height: image.width, channels: image.channels, dpi: image.dpi, filledWith: 0)
        let channels = image.channels
        out.pixels.withUnsafeMutableBufferPointer { target in
            image.pixels.withUnsafeBufferPointer { source in
                for y in 0..<image.height {
                    for x in 0..<image.width {
                        for channel in 0..<channels {
                            target[(x * image.height + image.height - 1 - y) * channels + channel] =
                                source[(y * image.width + x) * channels + channel]
                        }
                    }
                }
            }
        }
        return turned(out, quarters - 1)
    }

    private func turned(_ point: Point, width: Double, height: Double, _ quarters: Int) -> Point {
        quarters == 0
            ? point
            : turned(Point(x: height - point.y, y: point.x), width: height, height: width, quarters - 1)
    }

    private func jpeg(_ image: PageImage, orientation: UInt8) throws -> Data {
        let plain = try JPEGFile.encode(image, quality: 92)
        let exif =
            Array("Exif\0\0".utf8)
            + [0x4D, 0x4D, 0, 42, 0, 0, 0, 8, 0, 1, 1, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0, 0, 0, 0, 0]
        return plain.prefix(2) + Data([0xFF, 0xE1, 0, UInt8(exif.count + 2)] + exif) + plain.dropFirst(2)
    }

    /// Each way of holding the camera, `turns` being how the stored pixels lie; the last one lies about it.
    @Test(arguments: [(1, 0), (3, 2), (6, 3), (8, 1), (6, 0)])
    func theyAreReadUprightAndPlacesAreThoseOfTheFile(_ orientation: UInt8, _ turns: Int) throws {
        let card = try #require(ImageDecoder().pages(at: Workplace.samples.appending(path: "demo-card.jpg")).first)
        let truth = try JSONDecoder().decode(
            SampleTruth.self, from: Data(contentsOf: Workplace.samples.appending(path: "demo-card.truth.json")))
        let stored = turned(card, turns)
        let folder = try TemporaryFolder()
        let file = folder.file("IMG_1.jpg")
        try jpeg(stored, orientation: orientation).write(to: file)
        let reader = try FileReader(resources: TurnedPictureTests.resources, engine: .auto, language: .chinese)
        let page = try #require(reader.read(ReadingRequest(path: file.path, name: "IMG_1.jpg")).pages.first)
        #expect(page.width == stored.width && page.height == stored.height)
        #expect(page.rotation == (4 - turns) % 4 * 90)
        let document = try #require(page.documents.first)
        for key in [FieldKey.name, .citizenID] {
            let wanted = try #require(truth.fields[key])
            let read = try #require(document.fields[key])
            #expect(read.value == wanted.value)
            let middle = turned(
                wanted.region.center, width: Double(card.width), height: Double(card.height), turns)
            #expect(read.region.contains(middle), "\(key.rawValue) at \(read.region), wanted \(middle)")
        }
    }

    /// Stored mirrored (some cameras at the front of a telephone): read as what it shows, upright, with its places there.
    @Test(arguments: [2, 4, 5, 7]) func mirroredOnesAreMirroredBack(_ orientation: Int) throws {
        let card = try #require(ImageDecoder().pages(at: Workplace.samples.appending(path: "demo-card.jpg")).first)
        let truth = try JSONDecoder().decode(
            SampleTruth.self, from: Data(contentsOf: Workplace.samples.appending(path: "demo-card.truth.json")))
        // These four undo themselves.
        let stored = card.turned(orientation)
        let data = try jpeg(stored, orientation: UInt8(orientation))
        let back = try #require(ImageDecoder().pages(of: data, name: "m.jpg").first)
        #expect(back.width == card.width && back.height == card.height)
        let difference = zip(back.pixels, card.pixels).reduce(0) { $0 + abs(Int($1.0) - Int($1.1)) }
        #expect(Double(difference) / Double(card.pixels.count) < 3)
        var reduced: [ReducedPage] = []
        try ImageDecoder().eachPage(of: data, name: "m.jpg", longestSide: card.width / 2) { reduced.append($0) }
        #expect(reduced[0].factor > 1 && reduced[0].storedWidth == card.width && reduced[0].storedHeight == card.height)
        let folder = try TemporaryFolder()
        let file = folder.file("IMG_2.jpg")
        try data.write(to: file)
        let reader = try FileReader(resources: TurnedPictureTests.resources, engine: .auto, language: .chinese)
        let page = try #require(reader.read(ReadingRequest(path: file.path, name: "IMG_2.jpg")).pages.first)
        #expect(page.rotation == 0)
        let document = try #require(page.documents.first)
        for key in [FieldKey.name, .citizenID] {
            let wanted = try #require(truth.fields[key])
            let read = try #require(document.fields[key])
            #expect(read.value == wanted.value && read.region.contains(wanted.region.center))
        }
        // And shown so: what the desk cuts out is what was read.
        let shown = try ImageDecoder().pages(
            of: PictureMaker.picture(data, PictureRequest(name: "m", rotation: 0, longestSide: 600)), name: "s")[0]
        #expect((shown.width > shown.height) == (card.width > card.height))
    }

    /// A page without a picture is drawn at 300 dpi, sharp enough to be read.
    @Test func drawnPagesOfAFileAreRead() throws {
        let template = try #require(
            FormLibrary(from: TurnedPictureTests.resources).templates.first {
                $0.documentType == .residentCard
            })
        let pdf = try FormPrinter(template).pdf([
            .name: "陈梓涵", .citizenID: "51072720140516322X", .sex: "女", .birthDate: "2014-05-16",
        ])
        let folder = try TemporaryFolder()
        let file = folder.file("常住人口登记卡.pdf")
        try pdf.write(to: file)
        let image = try #require(ImageDecoder().pages(at: file).first)
        #expect(image.dpi == 300)
        let reader = try FileReader(resources: TurnedPictureTests.resources, engine: .auto, language: .chinese)
        let page = try #require(reader.read(ReadingRequest(path: file.path, name: "a.pdf")).pages.first)
        let document = try #require(page.documents.first)
        #expect(page.width == image.width && document.documentType == .residentCard)
        #expect(document.fields[.citizenID]?.value == "51072720140516322X")
    }
}
