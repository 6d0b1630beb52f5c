import Foundation
import ImageCodecs
import IntakeModel
import TestSupport
import Testing

@testable import Photos

/// 恶意文件: everything that people and attackers call a photo, in one folder: a reason for each, in little memory.
@Suite("恶意照片", .serialized)
struct HostilePhotoTests {
    private let folder: TemporaryFolder
    private let good: Data

    init() throws {
        folder = try TemporaryFolder()
        good = try PhotoFixture.jpeg(PhotoFixture.portrait())
    }

    private func giantJPEG() throws -> Data {
        var giant = good
        let frame = try #require(giant.range(of: Data([0xFF, 0xC0]))).lowerBound
        giant.replaceSubrange((frame + 5)..<(frame + 9), with: [0xFF, 0xDC, 0xFF, 0xDC])
        return giant
    }

    private func cmyk() throws -> Data {
        var four = good
        let frame = try #require(four.range(of: Data([0xFF, 0xC0]))).lowerBound
        four[frame + 9] = 4
        return four
    }

    /// A JPEG with a comment of HTML and an archive behind its end.
    private var polyglot: Data {
        let text = Array("<script>alert(1)</script>".utf8)
        let comment: [UInt8] = [0xFF, 0xFE, 0, UInt8(text.count + 2)] + text
        return good.prefix(2) + Data(comment) + good.dropFirst(2) + Data([0x50, 0x4B, 3, 4]) + Data(count: 300)
    }

    private func files() throws -> [(name: String, data: Data, codes: Set<ReasonCode>)] {
        var giantPNG = RawPNG(width: 16, height: 16).data
        giantPNG.replaceSubrange(16..<24, with: [0, 0, 0xFF, 0xDC, 0, 0, 0xFF, 0xDC])
        let animated = RawPNG(extra: [(name: "acTL", data: [0, 0, 0, 2, 0, 0, 0, 0])]).data
        let avif = Data([0, 0, 0, 24]) + Data("ftypavif".utf8) + Data(count: 60)
        return [
            ("01-giant.jpg", try giantJPEG(), [.tooManyPixels]), ("02-giant.png", giantPNG, [.tooManyPixels]),
            ("03-cmyk.jpg", try cmyk(), [.cmyk]), ("04-empty.jpg", Data(), [.emptyFile]),
            ("05-animated.png", animated, [.wrongFormat]),
            ("06-animated.gif", Data("GIF89a".utf8) + Data(count: 90), [.wrongFormat]),
            ("07-animated.webp", Data("RIFF\u{1}\0\0\0WEBPVP8X".utf8) + Data(count: 60), [.wrongFormat]),
            ("08-phone.heic", Data([0, 0, 0, 24]) + Data("ftypheic".utf8) + Data(count: 60), [.wrongFormat]),
            ("09-phone.avif", avif, [.wrongFormat]), ("10-zeros.jpg", Data(count: 100_000), [.unreadable]),
            ("11-page.jpg", Data("<svg xmlns='http://www.w3.org/2000/svg'/>".utf8), [.wrongFormat]),
            ("12-cut.png", RawPNG().data.prefix(4000), [.truncated]),
        ]
    }

    @Test func everyOneHasItsReasonAndNoneTakesTheRunDown() throws {
        let files = try files()
        for file in files { try file.data.write(to: folder.file(file.name)) }
        try polyglot.write(to: folder.file("20-polyglot.jpg"))
        try RawPNG(bits: 16).data.write(to: folder.file("21-deep.png"))
        try RawPNG(isInterlaced: true).data.write(to: folder.file("22-interlaced.png"))
        try RawPNG(width: 2400, height: 2400, isInterlaced: true).data.write(to: folder.file("23-large.png"))
        try FileManager.default.createSymbolicLink(
            atPath: folder.file("24-self.jpg").path, withDestinationPath: "24-self.jpg")
        try FileManager.default.createSymbolicLink(at: folder.file("loop"), withDestinationURL: folder.url)
        try good.write(to: folder.file("99-good.jpg"))
        let (result, peak) = try Workplace.runMeasured(["photos", "check", folder.url.path, "--json", "--jobs", "1"])
        let reports = try result.output.split(separator: "\n").map {
            try JSONDecoder().decode(PhotoReport.self, from: Data($0.utf8))
        }
        let byName = Dictionary(uniqueKeysWithValues: reports.map { (PhotoFile(path: $0.file).lastName, $0) })
        #expect(reports.count == files.count + 6 && byName["24-self.jpg"]?.codes == [.unreadable])
        for file in files {
            let report = try #require(byName[file.name], "\(file.name)")
            #expect(report.verdict == .fail && report.codes == file.codes, "\(file.name) \(report.codes)")
            #expect(report.reasons.allSatisfy { !$0.message.isEmpty && !$0.remedy.isEmpty }, "\(file.name)")
        }
        #expect(byName["20-polyglot.jpg"]?.codes.contains(.trailingData) == true)
        for name in ["21-deep.png", "22-interlaced.png", "23-large.png"] {
            let codes = try #require(byName[name]?.codes)
            #expect(
                codes.contains(.wrongFormat) && codes.isDisjoint(with: [.corrupt, .unreadable]), "\(name) \(codes)")
        }
        // After all that the one good photo is judged as ever.
        #expect(byName["99-good.jpg"]?.verdict == (PhotoFixture.hasModels ? .pass : .review))
        #expect(peak < 210 * 1024, "\(peak) kilobytes")
    }

    /// Sixteen bits and interlacing change nothing of what is seen.
    @Test func deepAndInterlacedPicturesAreDecodedAlike() throws {
        let checker = try PhotoFixture.checker()
        func luma(_ png: RawPNG) throws -> [UInt8] {
            let raster = try #require(checker.inspect(png.data, "x.png").raster)
            return raster.part(raster.bounds, points: 8).image.luminance.values
        }
        let plain = try luma(RawPNG())
        let interlaced = try luma(RawPNG(isInterlaced: true))
        let deep = try luma(RawPNG(bits: 16))
        #expect(interlaced == plain)
        #expect(zip(deep, plain).allSatisfy { abs(Int($0) - Int($1)) <= 1 } && deep.count == plain.count)
    }

    /// What was smuggled in beside the picture is not in the finished photo.
    @Test func aPolyglotLosesWhatItCarried() throws {
        try polyglot.write(to: folder.file("p.jpg"))
        let out = folder.url.path + "-out"
        defer { try? FileManager.default.removeItem(atPath: out) }
        _ = try Workplace.run(["photos", "prepare", folder.file("p.jpg").path, "--out", out, "--quiet"])
        let top = PhotoFixture.hasModels ? "photos" : "review"
        let made = try Data(contentsOf: URL(filePath: out).appending(path: "\(top)/p.jpg"))
        #expect(made.range(of: Data("script".utf8)) == nil && made.range(of: Data([0x50, 0x4B, 3, 4])) == nil)
        #expect(made.suffix(2) == Data([0xFF, 0xD9]))
    }
}
