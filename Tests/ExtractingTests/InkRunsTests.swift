import IntakeModel
import Testing

@testable import Extracting

@Suite("数字个数")
struct InkRunsTests {
    /// Bars of ink, 40 pixels high, from and to in columns.
    private func picture(_ bars: [Range<Int>]) -> PageImage {
        var image = PageImage(width: 400, height: 50, channels: 1, filledWith: 250)
        for bar in bars { for x in bar { for y in 5..<45 { image.pixels[y * 400 + x] = 60 } } }
        return image
    }

    @Test func digitsSideBySideAreCounted() {
        #expect(InkRuns(picture([10..<30, 40..<44, 60..<85])).digits == 3)
    }

    @Test func digitsThatTouchTellNothing() {
        #expect(InkRuns(picture([10..<30, 40..<85])).digits == nil)
        #expect(InkRuns(picture([10..<30, 40..<41])).digits == nil)
        #expect(InkRuns(picture([])).digits == nil)
    }
}
