import IntakeModel
import Recognizing
import Testing

@testable import Extracting

@Suite("印文所占")
struct RingSpanTests {
    private func text(_ characters: String, over width: Double = 1) -> SealText {
        let marks = Array(characters)
        return SealText(
            LineReading(
                characters: marks.enumerated().map { index, mark in
                    ReadCharacter(
                        character: mark, confidence: 0.9,
                        position: width * (Double(index) + 0.5) / Double(marks.count))
                }))
    }

    @Test func aMendedNameStandsWhereItsCharactersWereRead() throws {
        // Ten characters, a tenth of the strip each; 出 is no part of the name.
        let span = try #require(RingSpan(of: "平武县教育局", in: text("平武县教育局出出出出"), turn: 1.2))
        #expect(abs(span.first - 0.05) < 0.01 && abs(span.last - 0.55) < 0.01)
        // A misread first character is where it would stand.
        let mended = try #require(RingSpan(of: "宁波市教育局", in: text("于波市教育局"), turn: 1.2))
        #expect(abs(mended.first - 1.0 / 12) < 0.01 && abs(mended.last - 11.0 / 12) < 0.01)
    }

    @Test func aTurnedNameGoesOnInTheNextTurn() throws {
        let span = try #require(RingSpan(of: "眉山市东坡区小学", in: text("东坡区小学眉山市"), turn: 1.25))
        #expect(abs(span.first - 5.5 / 8) < 0.01)
        #expect(abs(span.last - (1.25 + 4.5 / 8)) < 0.01)
        #expect(RingSpan(of: "合江县第一中学", in: text("日理德国市限"), turn: 1.25) == nil)
    }

    @Test func theEndOfALineTellsItsLength() {
        #expect(InnerLineReader.length(text("学籍专用章")) == 5)
        #expect(InnerLineReader.length(text("学籍管理专用章")) == 7)
        // Only the end was read, where the end of a line of five stands: 专 in the middle.
        let end = ["专", "用", "章"].enumerated().map { index, mark in
            ReadCharacter(character: Character(mark), confidence: 0.9, position: 0.5 + 0.2 * Double(index))
        }
        #expect(InnerLineReader.length(SealText(LineReading(characters: end))) == 5)
        #expect(InnerLineReader.length(text("基础教育股")) == nil)
        #expect(InnerLineReader.length(text("用章")) == nil)
    }
}
