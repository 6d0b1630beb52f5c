import IntakeModel
import Normalizing
import Recognizing
import Testing

@testable import Extracting

@Suite("文字出边")
struct TextEdgeTests {
    private let image = PageImage(width: 800, height: 1000, channels: 1, filledWith: 255)

    /// A line of strokes, as writing is, from the corner of its box on.
    private func edge(_ box: Region, skewDegrees: Double = 0) throws -> (TextEdge, TextLine) {
        var page = image
        for x in Int(box.x)..<Int(box.maxX) where x % 12 < 5 {
            for y in Int(box.y)..<Int(box.maxY) where page.bounds.contains(Point(x: Double(x), y: Double(y))) {
                page.pixels[y * page.width + x] = 20
            }
        }
        let paper = StraightenedPaper(page, skewDegrees: skewDegrees, quarterTurns: 0, longestSide: 2000)
        let text = "本表由学校填写并存档"
        let line = TextLine(
            box: box, lattice: try SealLattice.showing(text.map { [$0: 0.99] }, also: ""),
            characters: text.map { ReadCharacter(character: $0, confidence: 0.99, position: 0.5) },
            picture: PageImage(width: 8, height: 8, channels: 1, filledWith: 255))
        let sheet = InkSheet(
            paper, inks: InkSeparation(paper.image, pixelsPerMillimetre: 8), cells: [], textHeight: 30)
        return (TextEdge(sheet: sheet, image: page), line)
    }

    @Test func aLineThatEndsWithThePictureIsCut() throws {
        let (edge, line) = try edge(Region(x: 500, y: 400, width: 300, height: 30))
        #expect(edge.cuts([line]))
        let (inner, whole) = try self.edge(Region(x: 450, y: 400, width: 300, height: 30))
        #expect(!inner.cuts([whole]))
    }

    @Test func aTitleIsMissingAboveTextThatBeginsAtTheEdge() throws {
        let (edge, line) = try edge(Region(x: 300, y: 20, width: 300, height: 30))
        #expect(edge.isAboveTitle([line], within: TextEdge.roomForTitle) && !edge.cuts([line]))
        #expect(!edge.isAboveTitle([line], within: 0.3))
        let (inner, below) = try self.edge(Region(x: 300, y: 90, width: 300, height: 30))
        #expect(!inner.isAboveTitle([below], within: TextEdge.roomForTitle))
    }
}
