import IntakeModel
import Normalizing
import Testing

@testable import Extracting

@Suite("块中各行")
struct BlockRowsTests {
    /// Two rows of strokes, 30 high, and what stands right of them.
    private func rows(beside marks: [Region]) -> [Region] {
        var page = PageImage(width: 1000, height: 400, channels: 1, filledWith: 255)
        let strokes = [100.0, 180.0].flatMap { y in
            (0..<24).map { Region(x: 80 + 12 * Double($0), y: y, width: 5, height: 30) }
        }
        for mark in strokes + marks {
            for y in Int(mark.y)..<Int(mark.maxY) {
                for x in Int(mark.x)..<Int(mark.maxX) { page.pixels[y * 1000 + x] = 20 }
            }
        }
        let paper = StraightenedPaper(page, skewDegrees: 0, quarterTurns: 0, longestSide: 1000)
        let sheet = InkSheet(paper, inks: InkSeparation(paper.image, pixelsPerMillimetre: 8), cells: [], textHeight: 30)
        return BlockRows.lines(of: Region(x: 20, y: 40, width: 940, height: 300), on: sheet)
    }

    /// Strokes of a black seal from above the first row to below the second.
    @Test func rowsThatASealJoinsAreTwo() {
        let seal = (0..<10).map { Region(x: 600 + 14 * Double($0), y: 90, width: 6, height: 140) }
        let found = rows(beside: seal).filter { $0.x < 400 }.sorted { $0.y < $1.y }
        #expect(found.count == 2)
        #expect(zip(found, [100.0, 180.0]).allSatisfy { abs($0.y - $1) < 4 && $0.height < 45 })
    }

    @Test func rowsByThemselvesStay() {
        #expect(rows(beside: []).count == 2)
    }
}
