import IntakeModel
import Normalizing
import Testing

@testable import Extracting

@Suite("淡墨")
struct PaleInkTests {
    /// Where boxes of the picture lie on the sheet.
    private struct Found {
        let pale: PaleInk
        let toSheet: PlaneTransform

        func box(_ x: Double, _ width: Double, y: Double = 200, height: Double = 30) throws -> Region {
            try #require(
                Region(
                    enclosing: Region(x: x, y: y, width: width, height: height).corners.map(toSheet.apply)))
        }

        var pieces: [Region] { get throws { [try box(100, 96), try box(400, 56)] } }

        /// How far the first piece was widened, pixels.
        var reach: Double {
            get throws {
                let block = try box(20, 560, y: 150, height: 120)
                return try pale.widened(pieces, in: block)[0].maxX - pieces[0].maxX
            }
        }

        var between: [Region] { get throws { pale.between(try pieces) } }
    }

    /// Strokes as wide as characters, 30 pixels high: of a line from 100 to 200, of its next piece from 400, and others.
    private func pale(line tone: UInt8, others: [(columns: Range<Int>, tone: UInt8)], rows: Range<Int> = 200..<230)
        throws
        -> Found
    {
        var image = PageImage(width: 600, height: 400, channels: 1, filledWith: 245)
        func paint(_ columns: Range<Int>, _ rows: Range<Int>, _ tone: UInt8) {
            for y in rows { for x in columns where x % 8 < 4 { image.pixels[y * 600 + x] = tone } }
        }
        paint(100..<200, 200..<230, tone)
        paint(400..<460, 200..<230, tone)
        for other in others { paint(other.columns, rows, other.tone) }
        // Print elsewhere, by which the page's threshold is set.
        paint(100..<500, 320..<350, 150)
        let paper = StraightenedPaper(image, skewDegrees: 0, quarterTurns: 0, longestSide: 4000)
        let sheet = InkSheet(
            paper, inks: InkSeparation(paper.image, pixelsPerMillimetre: 8), cells: [], textHeight: 30)
        return Found(pale: PaleInk(sheet), toSheet: try #require(paper.toFile.inverse))
    }

    @Test func aPalerCharacterBesideALineBelongsToIt() throws {
        let reach = try pale(line: 185, others: [(208..<224, 200)]).reach
        #expect(reach > 18 && reach < 34)
    }

    @Test func whatIsFarAwayLowOrOfAnotherInkDoesNot() throws {
        #expect(try pale(line: 185, others: [(240..<256, 200)]).reach == 0)
        #expect(try pale(line: 185, others: [(208..<224, 200)], rows: 222..<230).reach == 0)
        // Beside black print such ink was lifted of a seal.
        #expect(try pale(line: 40, others: [(208..<224, 200)]).reach == 0)
    }

    @Test func wordsBetweenThePiecesAreFound() throws {
        let found = try pale(line: 185, others: [(288..<312, 200)])
        let (between, wanted) = (try found.between, try found.box(288, 24))
        #expect(between.count == 1)
        #expect((between.first?.overlap(with: wanted) ?? 0) > 0.6)
        #expect(try pale(line: 40, others: [(288..<312, 200)]).between.isEmpty)
    }

    @Test func aWholeLineOfPalerPrintIsFoundBesideTheOther() throws {
        func lines(_ tone: UInt8, _ columns: Range<Int>) throws -> [Region] {
            let found = try pale(line: 185, others: [(columns, tone)], rows: 150..<180)
            return found.pale.besides([try found.box(100, 96)], in: try found.box(20, 360, y: 130, height: 120))
        }
        #expect(try lines(200, 100..<300).count == 1)
        // A mark, and what shines through.
        #expect(try lines(200, 100..<130).isEmpty)
        #expect(try lines(216, 100..<300).isEmpty)
    }

    /// A form's print may be far paler than rules and writing, by which the page's threshold is set.
    @Test func aPaleLabelIsFoundByItsOwnDarkness() throws {
        var image = PageImage(width: 600, height: 400, channels: 1, filledWith: 250)
        func paint(_ columns: Range<Int>, _ rows: Range<Int>, _ tone: UInt8) {
            for y in rows { for x in columns where x % 8 < 4 { image.pixels[y * 600 + x] = tone } }
        }
        paint(60..<180, 40..<64, 195)
        paint(60..<560, 200..<390, 60)
        let plane = Plane(width: 600, height: 400, values: image.pixels)
        let cell = Region(x: 20, y: 10, width: 200, height: 90)
        let threshold = InkLines.threshold(of: plane, in: image.bounds)
        #expect(
            InkLines(plane: plane, threshold: threshold, textHeight: 24).lines(in: cell, reachX: 0, reachY: 0).isEmpty)
        let own = InkLines.threshold(ofCell: cell, in: plane)
        let found = InkLines(plane: plane, threshold: own, textHeight: 24).lines(in: cell, reachX: 0, reachY: 0)
        #expect(found.count == 1 && abs(found[0].x - 64) < 4 && abs(found[0].maxX - 180) < 6)
        // Dark ink in a cell needs nothing else, and paper is none.
        let dark = InkLines.threshold(ofCell: Region(x: 60, y: 200, width: 200, height: 100), in: plane)
        #expect(dark <= threshold)
        let empty = Region(x: 300, y: 10, width: 200, height: 90)
        let nothing = InkLines(
            plane: plane, threshold: InkLines.threshold(ofCell: empty, in: plane), textHeight: 24)
        #expect(nothing.lines(in: empty, reachX: 0, reachY: 0).isEmpty)
    }

    @Test func aLineInTwoPiecesWithTheSameInkBesideThemIsReadOnce() {
        let line = Region(x: 100, y: 200, width: 200, height: 30)
        let rest = Region(x: 180, y: 202, width: 160, height: 30)
        let below = Region(x: 100, y: 235, width: 200, height: 30)
        #expect(PaleInk.joined([line, rest, below]) == [line.union(rest), below])
    }
}
