import IntakeModel
import Normalizing
import Testing

@testable import Extracting

@Suite("漏数字")
struct LostDigitsTests {
    /// A line of marks 30 pixels high on a page: 年 around 130, 月 around 230, and strokes between.
    private func isLost(
        _ strokes: [Range<Int>], read: String = "年1月", height: Int = 30, underline: Bool = false
    ) throws -> Bool {
        var image = PageImage(width: 600, height: 400, channels: 1, filledWith: 245)
        func paint(_ columns: Range<Int>, _ height: Int) {
            for y in (230 - height)..<230 { for x in columns { image.pixels[y * 600 + x] = 40 } }
        }
        paint(115..<145, 30)
        paint(215..<245, 30)
        for stroke in strokes { paint(stroke, height) }
        if underline { for y in 236..<239 { for x in 120..<240 { image.pixels[y * 600 + x] = 40 } } }
        let paper = StraightenedPaper(image, skewDegrees: 0, quarterTurns: 0, longestSide: 4000)
        let sheet = InkSheet(
            paper, inks: InkSeparation(paper.image, pixelsPerMillimetre: 8), cells: [], textHeight: 30)
        let toSheet = try #require(paper.toFile.inverse)
        func at(_ x: Double, _ y: Double) -> Point { toSheet.apply(Point(x: x, y: y)) }
        let xs = [130.0, Double(strokes.first.map { ($0.lowerBound + $0.upperBound) / 2 } ?? 180), 230]
        let (from, to) = (at(100, 200), at(250, underline ? 239 : 230))
        return LostDigits(on: sheet).areThere(
            beside: zip(read, xs).map { ($0, at($1, 215).x) },
            in: Region(x: from.x, y: from.y, width: to.x - from.x, height: to.y - from.y))
    }

    @Test func twoStrokesReadAsOneDigitAreSeen() throws {
        #expect(try isLost([160..<164, 176..<180]))
        // Digits that touch.
        #expect(try isLost([160..<186]))
    }

    /// 11岁 on a line to write on.
    @Test func aLineUnderThemHidesNothing() throws {
        #expect(try isLost([160..<164, 176..<180], underline: true))
        #expect(try isLost([160..<188], underline: true))
        #expect(try !isLost([160..<176], underline: true))
    }

    @Test func oneDigitIsOne() throws {
        #expect(try !isLost([160..<164]))
        #expect(try !isLost([160..<172]))
        // A point is no digit.
        #expect(try !isLost([160..<164, 176..<180], height: 6))
    }

    @Test func digitsThatWereReadAreNotLost() throws {
        #expect(try !isLost([160..<164, 176..<180], read: "年11"))
        // Wider than a digit, as it should be.
        #expect(try !isLost([160..<190], read: "年三月"))
    }

    @Test func aDayInADateWithItsUnitsHasItsOwn() {
        #expect(LostDigits.lacksDay("2006年04月3"))
        #expect(LostDigits.lacksDay("2009年5月"))
        #expect(!LostDigits.lacksDay("2006年04月3日"))
        #expect(!LostDigits.lacksDay("2006.04.3"))
    }

    @Test func aYearInWordsHasFourDigits() {
        #expect(LostDigits.lacksYear("1年4月由四川省三台县迁来"))
        #expect(LostDigits.lacksYear("2021年7月至202年1月"))
        #expect(!LostDigits.lacksYear("2021年4月由四川省三台县迁来"))
        #expect(!LostDigits.lacksYear("随父母3年级转入"))
    }
}
