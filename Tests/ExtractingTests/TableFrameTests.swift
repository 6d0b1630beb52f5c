import IntakeModel
import Normalizing
import Testing

@Suite("表格外框")
struct TableFrameTests {
    /// A light page with level and upright strokes: (from x, from y, to x, to y), three pixels thick.
    private func page(_ strokes: [(Int, Int, Int, Int)]) -> PageOverview {
        var image = PageImage(width: 1000, height: 1400, channels: 1, filledWith: 235)
        for (x0, y0, x1, y1) in strokes {
            for y in y0..<min(1400, y1 + 3) { for x in x0..<min(1000, x1 + 3) { image.pixels[y * 1000 + x] = 40 } }
        }
        return PageOverview(image)
    }

    private func frame(_ x0: Double, _ y0: Double, _ x1: Double, _ y1: Double) -> TableFrame {
        TableFrame(
            corners: [Point(x: x0, y: y0), Point(x: x1, y: y0), Point(x: x1, y: y1), Point(x: x0, y: y1)],
            skewDegrees: 0)
    }

    private func levels(_ ys: [Int], from x0: Int = 100, to x1: Int = 900) -> [(Int, Int, Int, Int)] {
        ys.map { (x0, $0, x1, $0) }
    }

    private let rows = [200, 400, 600, 800, 1000]

    @Test func aTableWhoseSidesGoOnToTheEdgeIsCut() {
        let inner = [(500, 200, 500, 1400)]
        let cut = page(levels(rows) + inner + [(100, 200, 100, 1400), (900, 200, 900, 1400)])
        #expect(frame(101, 201, 901, 1001).runsOff(cut))
        let whole = page(levels(rows) + [(500, 200, 500, 1000), (100, 200, 100, 1000), (900, 200, 900, 1000)])
        #expect(!frame(101, 201, 901, 1001).runsOff(whole))
    }

    /// The rules of a cover: its sides and one between them.
    @Test func aTableWithOneRuleBetweenItsSidesIsCutWhereAllGoOn() {
        let rules = levels([200, 400, 1320]) + [(100, 200, 100, 1400), (900, 200, 900, 1400)]
        #expect(frame(101, 201, 901, 1321).runsOff(page(rules + [(500, 400, 500, 1400)])))
        #expect(!frame(101, 201, 901, 1321).runsOff(page(rules + [(500, 400, 500, 1320)])))
    }

    @Test func foldsThatRunOffAreNoCut() {
        let rules = levels([200, 500, 800, 1100, 1350]) + [(100, 200, 100, 1350), (900, 200, 900, 1350)]
        let folds = [300, 500, 700].map { ($0, 0, $0, 1400) }
        #expect(!frame(101, 201, 901, 1351).runsOff(page(rules + folds)))
        #expect(frame(101, 201, 901, 1351).runsOff(page(rules + [100, 500, 900].map { ($0, 200, $0, 1400) })))
    }

    @Test func aTableThatEndsAtTheEdgeWithoutASideIsCut() {
        let open = levels(rows, from: 100, to: 1000) + [(100, 200, 100, 1000), (500, 200, 500, 1000)]
        #expect(frame(101, 201, 998, 1001).runsOff(page(open)))
        #expect(!frame(101, 201, 996, 1001).runsOff(page(open + [(994, 200, 994, 1000)])))
    }

    /// A table of three rows has two rules between them, and where its side lies beyond the picture only the picture's edge
    /// is dark.
    @Test func aTableOfFewRowsIsCutAtThePicturesEdge() {
        let few = [200, 400, 700, 1000]
        let open = levels(few, from: 100, to: 1000) + [(100, 200, 100, 1000), (500, 200, 500, 1000)]
        #expect(frame(101, 201, 1008, 1001).runsOff(page(open + [(997, 0, 997, 1400)])))
        #expect(
            !frame(101, 201, 995, 1001).runsOff(
                page(levels(few, to: 993) + [(100, 200, 100, 1000), (993, 200, 993, 1000)])))
    }

    /// A cover that the picture's edge cuts has its two sides and the rule between them there.
    @Test func aCoverIsCutAtThePicturesEdge() {
        let open = levels([200, 400, 1000], from: 100, to: 1000) + [(100, 200, 100, 1000), (300, 200, 300, 1000)]
        #expect(frame(101, 201, 1008, 1001).runsOff(page(open)))
        let closed = levels([200, 400, 1000], to: 993) + [(100, 200, 100, 1000), (993, 200, 993, 1000)]
        #expect(!frame(101, 201, 995, 1001).runsOff(page(closed)))
    }

    @Test func aFoldIsNoSide() throws {
        let strokes =
            levels(rows) + [(100, 200, 100, 1000), (500, 200, 500, 1000), (900, 200, 900, 1000), (0, 700, 1000, 700)]
        #expect(frame(101, 201, 901, 701).sidesGoingOn(on: page(strokes)) == 1)
        #expect(frame(101, 201, 901, 1001).sidesGoingOn(on: page(strokes)) == 0)
        // In a narrow border that is seen as well.
        #expect(TableFrame.mayGoOn(try #require(frame(101, 201, 901, 701).rules(on: page(strokes)))))
        #expect(!TableFrame.mayGoOn(try #require(frame(101, 201, 901, 1001).rules(on: page(strokes)))))
    }

    @Test func sidesOfTwoFramesMakeTheTable() throws {
        let (outer, inner) = (frame(20, 30, 980, 1000), frame(100, 200, 900, 700))
        let wanted = frame(100, 200, 900, 1000).corners
        #expect(
            outer.mixed(with: inner).contains { made in
                zip(made.corners, wanted).allSatisfy { $0.distance(to: $1) < 1 }
            })
        #expect(frame(20, 30, 400, 500).mixed(with: frame(500, 600, 900, 900)).isEmpty)
    }

    @Test func notesUnderATableAreNoRow() throws {
        let table =
            levels(rows) + [
                (100, 200, 100, 1000), (500, 200, 500, 1000), (900, 200, 900, 1000), (100, 1300, 900, 1300),
            ]
        // Words in the strip between the table and what was taken for its side, and a fold that ties the two.
        let words = (0..<30).flatMap { n in (0..<3).map { (140 + 24 * n, 1060 + 40 * $0, 150 + 24 * n, 1072 + 40 * $0) }
        }
        let page = page(table + words + [(300, 0, 300, 1400)])
        let wide = frame(101, 201, 901, 1301)
        func endsAtTheTable(_ frames: [TableFrame]) -> Bool {
            frames.contains { abs($0.corners[2].y - 1001) < 8 && abs($0.corners[3].y - 1001) < 8 }
        }
        #expect(!endsAtTheTable(wide.trimmed(on: page).bare))
        #expect(endsAtTheTable(wide.trimmed(on: page).throughWriting))
    }

    /// Folds tie a table to the edges of its paper; the title stands between, so that nothing there is bare.
    @Test(arguments: [
        (20.0, 201.0, 901.0, 1001.0), (101, 30, 901, 1001), (101, 201, 980, 1001), (101, 201, 901, 1200),
        (101, 30, 901, 1200),
    ])
    func aTableEndsWhereItsSidesEnd(_ x0: Double, _ y0: Double, _ x1: Double, _ y1: Double) throws {
        let table = levels(rows) + [(100, 200, 100, 1000), (500, 200, 500, 1000), (900, 200, 900, 1000)]
        let folds = [(420, 0, 420, 1400), (640, 0, 640, 1400), (0, 560, 1000, 560), (0, 860, 1000, 860)]
        let found = try #require(try ending(frame(x0, y0, x1, y1), table + folds))
        #expect(found.isNearly(frame(101, 201, 901, 1001)))
    }

    private func ending(_ frame: TableFrame, _ strokes: [(Int, Int, Int, Int)]) throws -> TableFrame? {
        frame.endingWithItsSides(by: try #require(frame.rules(on: page(strokes))))
    }

    @Test func whatEndsWithItsSidesStaysAndSoDoesWhatNoRuleJoins() throws {
        let sides = [(100, 200, 100, 1000), (900, 200, 900, 1000)]
        #expect(try ending(frame(101, 201, 901, 1001), levels(rows) + sides) == nil)
        let open = levels([400, 600, 800, 1000]) + sides
        #expect(try ending(frame(101, 30, 901, 1001), open) == nil)
    }

    private var columns: [(Int, Int, Int, Int)] { [100, 350, 650, 900].map { ($0, 200, $0, 1000) } }

    /// The rule between two columns, or a row that is not the last one, was taken for the table's side.
    @Test(arguments: [
        (101.0, 201.0, 651.0, 1001.0), (351, 201, 901, 1001), (101, 201, 901, 801), (101, 401, 901, 1001),
        (101, 201, 651, 801),
    ])
    func aFrameGrowsToWhereItsRulesEnd(_ x0: Double, _ y0: Double, _ x1: Double, _ y1: Double) throws {
        let grown = try #require(frame(x0, y0, x1, y1).grown(on: page(levels(rows) + columns)))
        #expect(grown.isNearly(frame(101, 201, 901, 1001)))
    }

    @Test func whatIsWholeDoesNotGrowAndNothingGrowsToWhereNoRuleIs() {
        #expect(frame(101, 201, 901, 1001).grown(on: page(levels(rows) + columns)) == nil)
        #expect(frame(101, 201, 651, 1001).grown(on: page(levels(rows) + columns.dropLast())) == nil)
    }
}
