import Foundation
import ImageCodecs
import IntakeModel
import TestSupport
import Testing

@Suite("图像解码")
struct DecodingTests {
    private static func picture(channels: Int) -> PageImage {
        var image = PageImage(width: 61, height: 37, channels: channels, dpi: 300, filledWith: 0)
        for index in image.pixels.indices { image.pixels[index] = UInt8((index * 7 + index / 61 * 13) % 251) }
        return image
    }

    @Test(arguments: [1, 3])
    func losslessRoundTrip(channels: Int) throws {
        let image = DecodingTests.picture(channels: channels)
        let png = try #require(try ImageDecoder().pages(of: PNGFile.encode(image), name: "a.png").first)
        #expect(png.pixels == image.pixels)
        #expect(png.dpi == 300)
        let pnm = try #require(try ImageDecoder().pages(of: PNMFile.encode(image), name: "a.pnm").first)
        #expect(pnm.pixels == image.pixels)
    }

    @Test func jpegKeepsSizeAndDensity() throws {
        let image = DecodingTests.picture(channels: 3)
        let page = try #require(try ImageDecoder().pages(of: JPEGFile.encode(image, quality: 90), name: "a.jpg").first)
        #expect(page.width == 61 && page.height == 37 && page.channels == 3 && page.dpi == 300)
    }

    /// Cut anywhere, an image is an error that names the file; never a crash, never half a page.
    @Test func truncatedAtEveryEighth() throws {
        let image = DecodingTests.picture(channels: 3)
        for (name, data) in [
            ("a.jpg", try JPEGFile.encode(image, quality: 85)), ("a.png", try PNGFile.encode(image)),
            ("a.pnm", PNMFile.encode(image)),
        ] {
            for eighth in 1...7 {
                let error = #expect(throws: IntakeError.self) {
                    try ImageDecoder().pages(of: data.prefix(data.count * eighth / 8), name: name)
                }
                #expect(error?.message.text(.chinese).contains(name) == true)
                #expect(error?.exit == .badInput)
            }
        }
    }

    @Test func absurdSizesAreRefusedBeforeAllocation() throws {
        var png = Array(try PNGFile.encode(DecodingTests.picture(channels: 1)))
        png.replaceSubrange(16..<24, with: [0, 0, 0x75, 0x30, 0, 0, 0x75, 0x30])  // 30,000 × 30,000
        #expect(throws: IntakeError.self) { try ImageDecoder().pages(of: Data(png), name: "big.png") }
        let pnm = Data("P6\n20000 10001\n255\n".utf8)
        let error = #expect(throws: IntakeError.self) { try ImageDecoder().pages(of: pnm, name: "big.ppm") }
        #expect(error?.code == "image.too-large")
    }

    @Test(arguments: [
        ("", "image.empty"), ("just text, no picture at all", "image.unknown-format"), ("P6", "image.unknown-format"),
        ("%PDF-1.4", "image.damaged"),
    ])
    func wrongKinds(text: String, code: String) {
        let error = #expect(throws: IntakeError.self) { try ImageDecoder().pages(of: Data(text.utf8), name: "x") }
        #expect(error?.code == code)
    }

    @Test func missingFileNamesItself() {
        let error = #expect(throws: IntakeError.self) { try ImageDecoder().pages(at: URL(filePath: "/nowhere/缺页.png")) }
        #expect(error?.message.text(.chinese).contains("缺页.png") == true)
    }
}
