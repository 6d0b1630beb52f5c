import IntakeModel
import Recognizing
import Testing

@testable import Extracting

@Suite("印文起讫")
struct SealTextTests {
    private func text(_ characters: String) -> SealText {
        let marks = Array(characters)
        return SealText(
            LineReading(
                characters: marks.enumerated().map { index, mark in
                    ReadCharacter(
                        character: mark, confidence: 0.9, position: (Double(index) + 0.5) / Double(marks.count))
                }))
    }

    private func broken(_ characters: String) -> [Int]? {
        text(characters).broken(where: { $0.hasPrefix("德阳市") }, ends: { $0.hasSuffix("派出所") }).map {
            [$0.start, $0.end]
        }
    }

    @Test func aNameBegunInItsMiddleIsFoundByItsPlace() {
        #expect(broken("派出所莫出车口德阳市公安") == [7, 2])
        // Nothing that ends a name stands before: all of it may belong to the end.
        #expect(broken("坝莫出德阳市公安") == [3, 2])
        #expect(broken("德阳市公安局派出所") == nil)
        #expect(broken("派出所") == nil)
    }

    @Test func aLayoutBeginsWithThePlaceAndEndsWithTheOffice() {
        let layout = RingLayout(outer: 0.1, inner: 0.4, from: 0, to: 400, gap: 1 - 400 / Double(RingUnwrapping.columns))
        let places = (0..<8).map { (Double($0) + 0.5) / 8 }
        let turned = layout.begun(at: 5, endingAt: 2, of: places)
        // A character takes 50 columns: the sixth begins at 250, the third ends at 150 of the next turn.
        #expect(abs(turned.from - 242.5) < 1)
        #expect(abs(turned.to - 157.5 - Double(RingUnwrapping.columns)) < 1)
        let rest = layout.without(2, of: places)
        #expect(abs(rest.from - 92.5) < 1 && rest.to == layout.to)
    }
}
