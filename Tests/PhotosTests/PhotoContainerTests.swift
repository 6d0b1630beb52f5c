import Foundation
import ImageCodecs
import IntakeModel
import TestSupport
import Testing

@testable import Photos

/// Files that are not as they should be: a clear reason for each, without a crash.
@Suite("照片容器")
struct PhotoContainerTests {
    private let checker: PhotoChecker
    private let good: Data

    init() throws {
        checker = try PhotoFixture.checker()
        good = try PhotoFixture.jpeg(PhotoFixture.portrait())
    }

    private func codes(_ data: Data) -> Set<ReasonCode> { checker.inspect(data, "x.jpg").report.codes }

    @Test func cutAtEveryEighthByteItIsNeverTakenForAPhoto() {
        for count in stride(from: 0, to: good.count - 2, by: 8) {
            let report = checker.inspect(good.prefix(count), "x.jpg").report
            #expect(report.verdict == .fail, "\(count)")
            #expect(!report.codes.isDisjoint(with: [.emptyFile, .truncated, .corrupt, .unreadable]), "\(count)")
        }
    }

    @Test func whatIsNoJPEGIsToldApart() {
        let cases: [(Data, ReasonCode)] = [
            (Data(), .emptyFile), (Data("no picture".utf8), .unreadable),
            (Data("GIF89a".utf8) + Data(count: 60), .wrongFormat),
            (Data([0, 0, 0, 24]) + Data("ftypheic".utf8) + Data(count: 60), .wrongFormat),
            (Data("RIFF0000WEBPVP8 ".utf8) + Data(count: 60), .wrongFormat),
            (Data("%PDF-1.4\n".utf8) + good, .wrongFormat), (Data([0x50, 0x4B, 3, 4]) + good, .wrongFormat),
        ]
        for (data, code) in cases { #expect(codes(data) == [code]) }
    }

    @Test func absurdSizesAreRefusedFromTheHeader() throws {
        var giant = good
        let frame = try #require(giant.range(of: Data([0xFF, 0xC0]))).lowerBound
        giant.replaceSubrange((frame + 5)..<(frame + 9), with: [0xFF, 0xDC, 0xFF, 0xDC])
        #expect(codes(giant) == [.tooManyPixels])
        var png = try PNGFile.encode(PhotoFixture.portrait())
        png.replaceSubrange(16..<24, with: [0, 0, 0xFF, 0xDC, 0, 0, 0xFF, 0xDC])
        #expect(codes(png) == [.tooManyPixels])
    }

    @Test func fourComponentsAreCMYK() throws {
        var cmyk = good
        let frame = try #require(cmyk.range(of: Data([0xFF, 0xC0]))).lowerBound
        cmyk[frame + 9] = 4
        #expect(codes(cmyk) == [.cmyk])
    }

    @Test func greyIsGreyInEveryDisguise() throws {
        let portrait = PhotoFixture.portrait()
        let luma = portrait.luminance
        let grey = PageImage(width: luma.width, height: luma.height, channels: 1, pixels: luma.values)
        #expect(codes(try PhotoFixture.jpeg(grey)).contains(.greyscale))
        let disguised = PhotoFixture.picture(luma.width, luma.height) { luma[$0, $1] }
        let report = checker.inspect(try PhotoFixture.jpeg(disguised), "x.jpg").report
        #expect(!PhotoFixture.hasModels || report.codes.contains(.greyscale))
        #expect(try #require(report.measures[.colourfulness]) < 2.5)
    }

    @Test func trailingBytesAreCountedAndMended() throws {
        let report = checker.inspect(good + Data("PK\u{3}\u{4}<script>".utf8), "x.jpg").report
        let reason = try #require(report.reasons.first { $0.code == .trailingData })
        #expect(reason.measured == 12 && reason.fixable)
        #expect(checker.inspect(good, "x.jpg").report.measures[.trailingBytes] == 0)
    }

    @Test(arguments: 1...8) func theOrientationIsReadAndThePhotoTurnedUpright(_ orientation: Int) throws {
        let tiff: [UInt8] = [
            0x4D, 0x4D, 0, 42, 0, 0, 0, 8, 0, 1, 1, 0x12, 0, 3, 0, 0, 0, 1, 0, UInt8(orientation), 0, 0,
        ]
        let exif = Array("Exif\0\0".utf8) + tiff
        let segment: [UInt8] = [0xFF, 0xE1, 0, UInt8(exif.count + 2)] + exif
        let picture = PhotoFixture.picture(64, 48) { x, y in x < 32 ? (y < 24 ? 10 : 90) : (y < 24 ? 170 : 250) }
        let plain = try PhotoFixture.jpeg(picture, quality: 95)
        let facts = ContainerFacts(plain.prefix(2) + Data(segment) + plain.dropFirst(2))
        #expect(facts.orientation == orientation)
        let raster = PhotoRaster(try JPEGCoefficients(plain, name: "x"), orientation: orientation)
        let whole = raster.part(raster.bounds, points: 8).image
        let expected = picture.turned(orientation)
        #expect(whole.width == expected.width && whole.height == expected.height)
        // The four quarters lie where they belong, in the whole and in a part of it.
        for (x, y) in [(8, 8), (whole.width - 8, 8), (8, whole.height - 8), (whole.width - 8, whole.height - 8)] {
            let wanted = Int(expected.pixels[3 * (y * expected.width + x)])
            #expect(abs(Int(whole.pixels[3 * (y * whole.width + x)]) - wanted) < 12)
            let part = raster.part(Region(x: Double(x) - 4, y: Double(y) - 4, width: 8, height: 8), points: 8)
            let place = part.inside(Point(x: Double(x), y: Double(y)))
            let at = 3 * (Int(place.y) * part.image.width + Int(place.x))
            #expect(abs(Int(part.image.pixels[at]) - wanted) < 12)
        }
    }

    @Test func namesAreBytesAndLinksLeadNowhereRound() throws {
        let folder = try TemporaryFolder()
        let inner = folder.file("班")
        try FileManager.default.createDirectory(at: inner, withIntermediateDirectories: true)
        try good.write(to: inner.appending(path: "a.jpg"))
        try FileManager.default.createSymbolicLink(at: inner.appending(path: "loop"), withDestinationURL: folder.url)
        try FileManager.default.createSymbolicLink(
            atPath: inner.appending(path: "self.jpg").path, withDestinationPath: "self.jpg")
        // 陈.jpg in GBK.
        let gbk = Data(folder.url.path.utf8) + [0x2F, 0xB3, 0xC2] + Data(".jpg".utf8)
        let descriptor = open(gbk.zeroEnded, O_WRONLY | O_CREAT, 0o600)
        try #require(descriptor >= 0)
        #expect(good.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) } == good.count)
        close(descriptor)
        // The same name in a folder whose own is UTF-8.
        let mixed = Data(inner.path.utf8) + [0x2F, 0xB3, 0xC2] + Data(".jpg".utf8)
        try #require(link(gbk.zeroEnded, mixed.zeroEnded) == 0)
        let photos = PhotoFolder.photos(at: Data(folder.url.path.utf8))
        // By the bytes of the names: 0xB3 of the GBK one comes before 0xE7 of the folder 班.
        #expect(photos.map(\.lastName) == ["陈.jpg", "a.jpg", "self.jpg", "陈.jpg"])
        #expect(photos.last?.name.hasSuffix("班/陈.jpg") == true)
        // A link to itself is named like a photo: whoever handed it in hears that there is none.
        let circle = photos.firstIndex { $0.lastName == "self.jpg" }
        for (place, photo) in photos.enumerated() {
            let inspection = checker.inspect(photo)
            #expect(place == circle ? inspection.report.codes == [.unreadable] : inspection.facts?.bytes == good.count)
        }
    }
}
