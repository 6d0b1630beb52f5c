import IntakeModel
import Testing

@testable import Extracting

@Suite("文字行")
struct InkLinesTests {
    /// Characters of three upright strokes, 30 high, each in a square; `x` is where they begin.
    private func picture(_ characters: [(x: Int, y: Int)], rules: [Region] = []) -> InkLines {
        var plane = Plane<UInt8>(width: 600, height: 200, filledWith: 250)
        for at in characters {
            for y in at.y..<(at.y + 30) { for x in [0, 1, 2, 13, 14, 15, 25, 26, 27] { plane[at.x + x, y] = 20 } }
        }
        for rule in rules {
            for y in Int(rule.y)..<Int(rule.maxY) { for x in Int(rule.x)..<Int(rule.maxX) { plane[x, y] = 20 } }
        }
        return InkLines(plane: plane, threshold: 140, textHeight: 30)
    }

    private let name = [(x: 100, y: 60), (x: 134, y: 60), (x: 168, y: 60)]
    private let cell = Region(x: 20, y: 30, width: 560, height: 90)

    private func line(_ rules: [Region]) -> Region? {
        picture(name, rules: rules).lines(in: cell, reachX: 0, reachY: 0).first
    }

    @Test func theRestOfAnUnderlineBesideANameIsNoneOfIt() throws {
        let found = try #require(line([Region(x: 100, y: 92, width: 160, height: 2)]))
        #expect(abs(found.maxX - 196) < 2 && abs(found.x - 100) < 2)
        let before = try #require(line([Region(x: 60, y: 92, width: 100, height: 2)]))
        #expect(abs(before.x - 100) < 2)
    }

    @Test func aStrokeInTheMiddleOfTheLineIsACharacter() throws {
        let found = try #require(line([Region(x: 202, y: 74, width: 28, height: 3)]))
        #expect(found.maxX > 228)
    }

    @Test func aPieceOfTwoLinesIsBoth() throws {
        let lines = picture(name + [(x: 134, y: 98), (x: 168, y: 98)].map { (x: $0.x - 34, y: $0.y) })
        let piece = Region(x: 100, y: 60, width: 96, height: 68)
        let found = try #require(lines.fold(of: piece))
        #expect(abs(found[0].maxY - 90) < 2 && abs(found[1].y - 98) < 2)
        #expect(abs(found[0].maxX - 196) < 2 && abs(found[1].maxX - 162) < 2)
        #expect(picture(name).fold(of: Region(x: 100, y: 60, width: 96, height: 30)) == nil)
    }

    @Test func theBlanksRuleUnderASecondLineDoesNotLengthenIt() throws {
        let lines = picture(name + [(x: 100, y: 98)], rules: [Region(x: 90, y: 112, width: 140, height: 2)])
        let found = try #require(lines.fold(of: Region(x: 90, y: 60, width: 140, height: 54)))
        #expect(found[1].maxX < 132)
    }

    @Test func writingCutWhereTheSearchEndsIsNotFollowed() throws {
        // It goes on to the left, two pixels of paper before the end of what is searched.
        let long = (0..<9).map { (x: 55 + 34 * $0, y: 60) }
        let lines = picture(long)
        let found = try #require(
            lines.lines(in: Region(x: 200, y: 30, width: 300, height: 90), reachX: 20, reachY: 0).first)
        #expect(found.x > 170)
    }
}
