import FormDrawing
import Foundation
import IntakeModel
import Separators
import Testing

@Suite("分隔页")
struct SeparatorTests {
    private let separator = Separator(organization: "2151000001", caseNumber: 12)

    private func sheet(dpi: Double = 200, _ separator: Separator) -> PageImage {
        SeparatorPrinter(separator, lines: ["分隔页", "以下各页另为一份"]).picture(dpi: dpi)
    }

    /// White over a part of the sheet; numbers are parts of its width and height.
    private func covered(_ image: PageImage, _ box: (x: Double, y: Double, width: Double, height: Double)) -> PageImage
    {
        var image = image
        for y in Int(box.y * Double(image.height))..<Int((box.y + box.height) * Double(image.height)) {
            for x in Int(box.x * Double(image.width))..<Int((box.x + box.width) * Double(image.width)) {
                for channel in 0..<3 { image.pixels[(y * image.width + x) * 3 + channel] = 255 }
            }
        }
        return image
    }

    @Test(arguments: [100.0, 150, 200, 300, 600]) func itIsFoundAtEveryResolution(_ dpi: Double) {
        #expect(SeparatorFinder.separator(on: sheet(dpi: dpi, separator)) == separator)
        #expect(SeparatorFinder.separator(on: sheet(dpi: dpi, Separator())) == Separator())
    }

    @Test func upsideDownAndGreyItIsFoundAsWell() {
        let image = sheet(separator)
        #expect(SeparatorFinder.separator(on: image.turnedOver) == separator)
        let grey = PageImage(
            width: image.width, height: image.height, channels: 1,
            pixels: stride(from: 0, to: image.pixels.count, by: 3).map { 60 + image.pixels[$0] / 2 })
        #expect(SeparatorFinder.separator(on: grey) == separator)
    }

    @Test func twoOfItsCodesAreEnoughAndOneIsNot() {
        let half = covered(sheet(separator), (0, 0, 1, 0.4))
        #expect(SeparatorFinder.separator(on: half) == separator)
        #expect(SeparatorFinder.separator(on: covered(half, (0, 0.6, 0.5, 0.4))) == nil)
    }

    @Test func twoSheetsOnOnePictureAreNone() {
        var image = sheet(separator)
        let other = sheet(Separator(organization: "2151000001", caseNumber: 13))
        let lower = image.height / 2 * image.width * 3
        image.pixels.replaceSubrange(lower..., with: other.pixels[lower...])
        #expect(SeparatorFinder.separator(on: image) == nil)
    }

    @Test func otherPagesAndOtherTextsAreNone() {
        #expect(SeparatorFinder.separator(on: PageImage(width: 800, height: 1100, channels: 1, filledWith: 250)) == nil)
        #expect(SeparatorFinder.separator(on: PageImage(width: 3, height: 2, channels: 3, filledWith: 0)) == nil)
        for text in [
            "", "https://example.org", "XUEJI-SEPARATOR/2", "XUEJI-SEPARATOR/1 case=x", "XUEJI-SEPARATOR/1 case=-3",
        ] {
            #expect(Separator(text: text) == nil, "\(text)")
        }
        #expect(Separator(text: separator.text) == separator)
    }
}
