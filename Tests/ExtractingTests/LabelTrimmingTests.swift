import Foundation
import IntakeModel
import IntakeResources
import Recognizing
import TestSupport
import Testing

@testable import Extracting

@Suite("去栏名")
struct LabelTrimmingTests {
    private let normalizer: TextNormalizer

    init() throws {
        let facts = try IntakeFacts(from: ResourceLocation(root: Workplace.root.appending(path: "models")))
        normalizer = FieldDecoder(facts: facts).normalizer
    }

    private func trimmed(_ text: String, announcing: [String] = []) -> String? {
        let marks = Array(text)
        let characters = marks.enumerated().map { index, mark in
            ReadCharacter(
                character: mark, confidence: 0.9, position: (Double(index) + 0.5) / Double(marks.count))
        }
        let lattice = CTCLattice(LineReading(characters: characters), characters: .unicode)
        return LabelTrimming(
            labels: ["姓名", "学生姓名", "转学理由", "原住址"], announcing: announcing, normalizer: normalizer
        ).trimmed(lattice)?.plainReading().text
    }

    @Test func labelsAtBothEndsAreNoValue() {
        #expect(trimmed("学生姓名范福英") == "范福英")
        #expect(trimmed("姓名陆珍博") == "陆珍博")
        #expect(trimmed("21703578原住址") == "21703578")
        #expect(trimmed("尹涛佳转学理由") == "尹涛佳")
    }

    /// A detector may leave the end of a label to its value.
    @Test func endsOfLabelsAreNoValue() {
        // The colon goes with other dirt at the ends of a text.
        #expect(trimmed("断：病毒性心肌炎", announcing: ["诊断"]) == "：病毒性心肌炎")
        #expect(trimmed("断：病毒性心肌炎", announcing: ["处理意见"]) == nil)
        #expect(trimmed("上呼吸道：感染", announcing: ["呼吸道"]) == nil)
        #expect(trimmed("断", announcing: ["诊断"]) == nil)
    }

    @Test func theLongerWordingIsTheLabel() throws {
        let wordings = ["电话", "联系电话"]
        let found = try #require(LabelMatch.find(wordings, in: Array("同意转出联繁电话：139"), normalizer: normalizer))
        #expect(found.range == 4..<9 && found.similarity == 1)
        let alone = try #require(LabelMatch.find(wordings, in: Array("家长电话：139"), normalizer: normalizer))
        #expect(alone.range == 2..<5)
    }

    @Test func valuesStay() {
        #expect(trimmed("范福英") == nil)
        #expect(trimmed("姓名") == nil)
        #expect(trimmed("转学理由") == nil)
        #expect(trimmed("好姓名") == nil)
    }

    private func misread(_ text: String) -> Range<Int>? {
        // A blank is a gap of half a character.
        var place = 0.0
        var characters: [ReadCharacter] = []
        for mark in text {
            if mark != " " { characters.append(ReadCharacter(character: mark, confidence: 0.9, position: place / 100)) }
            place += mark == " " ? 0.5 : 1
        }
        return LabelMatch.misread(["学校：", "学校名称：", "学校"], in: characters, normalizer: normalizer)?.range
    }

    @Test func labelsOfTwoCharactersAreKnownByOneWhereTheyStandApart() {
        #expect(misread("云南省昆明市五华区 宁校 昆明市五华区第一小学") == 9..<11)
        #expect(misread("县市区：三台县 子校：三台县第一小学") == 7..<10)
        #expect(misread("云南省昆明市五华区宁校昆明市五华区第一小学") == nil)
        #expect(misread("宁校 昆明市 军校 第一小学") == nil)
    }
}
