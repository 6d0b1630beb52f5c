import Recognizing
import Testing

@testable import Extracting

@Suite("透印")
struct ShowThroughTests {
    /// Characters that stand evenly along a line.
    private func line(_ text: String, confidence: Double = 0.9, from: Double = 0, to: Double = 1) -> LineReading {
        LineReading(
            characters: text.enumerated().map { index, character in
                ReadCharacter(
                    character: character, confidence: confidence,
                    position: from + (to - from) * (Double(index) + 0.5) / Double(text.count))
            })
    }

    @Test func whatReadsInTheMirrorOnlyIsOfTheBack() {
        #expect(ShowThrough.front(own: line("寿套重玉", confidence: 0.4), back: line("学校填写")) == 0...0)
        #expect(ShowThrough.front(own: line("父母工作调动"), back: line("寿套", confidence: 0.3)) == nil)
    }

    @Test func theFrontBesideTheBackStays() throws {
        var own = line("廖昶", from: 0, to: 0.3)
        own.characters += line("封页代白", confidence: 0.4, from: 0.3).characters
        let part = try #require(ShowThrough.front(own: own, back: line("填写说明", from: 0.3)))
        #expect(part.lowerBound == 0)
        #expect((0.25...0.4).contains(part.upperBound))
        let behind = try #require(
            ShowThrough.front(own: line("女", from: 0.8), back: line("填写说明事项", to: 0.75)))
        #expect(behind.upperBound == 1)
        #expect((0.65...0.85).contains(behind.lowerBound))
    }

    /// 高 and 二 are the same in a mirror, and digits are read out of anything.
    @Test func whatReadsTheSameBothWaysTellsNothing() {
        let own = line("高二9班", confidence: 0.6)
        #expect(ShowThrough.front(own: own, back: line("高二", confidence: 0.99, to: 0.5)) == nil)
        #expect(ShowThrough.front(own: line("本三", to: 0.5), back: line("本三填写")) == 0...0)
        #expect(ShowThrough.front(own: line("7130", confidence: 0.4), back: line("0817", confidence: 0.99)) == nil)
    }
}
