import Foundation
import IntakeModel
import IntakeResources
import Recognizing
import TestSupport
import Testing

@Suite("栏目文法")
struct DecoderTests {
    private let facts: IntakeFacts
    private let decoder: FieldDecoder

    init() throws {
        facts = try IntakeFacts(from: ResourceLocation(root: Workplace.root.appending(path: "models")))
        decoder = FieldDecoder(facts: facts)
    }

    /// A lattice that says `text`, each character with the given certainty and optionally a rival.
    private func lattice(
        _ text: String, certainty: Float = 0.97, rivals: [Int: Character] = [:], rivalShare: Float = 0.5
    ) -> CTCLattice {
        let list = CharacterList.unicode
        let characters = Array(text)
        var rows = [Float](repeating: 0, count: (2 * characters.count + 1) * list.count)
        for step in 0...(2 * characters.count) {
            let row = step * list.count
            guard step % 2 == 1, let index = list.index(of: String(characters[step / 2])) else {
                rows[row] = 1
                continue
            }
            if let rival = rivals[step / 2], let other = list.index(of: String(rival)) {
                rows[row + index] = 0.95 - rivalShare
                rows[row + other] = rivalShare
                rows[row] = 0.05
            } else {
                rows[row + index] = certainty
                rows[row] = 1 - certainty
            }
        }
        return CTCLattice(steps: 2 * characters.count + 1, characters: list, probabilities: rows)
    }

    @Test func cleanValuesComeThrough() {
        #expect(decoder.decode(lattice("51072720140516322X"), as: .citizenID).value == "51072720140516322X")
        #expect(decoder.decode(lattice("G51072720140516322X"), as: .studentNumber).value == "G51072720140516322X")
        #expect(decoder.decode(lattice("2014年5月16日"), as: .date).value == "2014-05-16")
        #expect(decoder.decode(lattice("13981112222"), as: .phone).value == "13981112222")
        #expect(decoder.decode(lattice("羌族"), as: .ethnicGroup).value == "羌族")
        #expect(decoder.decode(lattice("歐陽娜"), as: .name).value == "欧阳娜")
        #expect(decoder.decode(lattice("年月日"), as: .date).value == "")
    }

    /// 博 is hardly a family name, 传 none.
    @Test func namesBeginWithAFamilyNameThatTheInkAllows() {
        let faint = decoder.decode(lattice("博秀国", rivals: [0: "傅"], rivalShare: 0.03), as: .name)
        #expect(faint.value == "傅秀国" && faint.evidence.repaired && faint.alternatives.contains("博秀国"))
        let unseen = decoder.decode(lattice("博秀国", rivals: [0: "傅"], rivalShare: 0.001), as: .name)
        #expect(unseen.value == "博秀国")
        let known = decoder.decode(lattice("傅秀国", rivals: [0: "李"], rivalShare: 0.3), as: .name)
        #expect(known.value == "傅秀国" && !known.evidence.repaired)
    }

    /// The rule of a cell beside a number reads as one digit more.
    @Test func landlinesHaveTheLengthOfTheirArea() {
        #expect(decoder.decode(lattice("028-82606102"), as: .phone).value == "028-82606102")
        #expect(decoder.decode(lattice("0816-2331776"), as: .phone).value == "0816-2331776")
        #expect(decoder.decode(lattice("0816-2331776"), as: .phone).evidence.checked)
        let longer = decoder.decode(lattice("028-826061021"), as: .phone)
        #expect(longer.value != "028-826061021" && !longer.evidence.plainAgrees)
        #expect(!decoder.decode(lattice("0816-23317761"), as: .phone).evidence.checked)
        #expect(decoder.decode(lattice("0571-87654322"), as: .phone).evidence.checked)
        #expect(decoder.decode(lattice("081-62331776"), as: .phone).value != "081-62331776")
    }

    /// The check digit settles a close race, and the reading says that it was repaired.
    @Test func checkDigitSettlesAndConfesses() {
        let field = decoder.decode(lattice("51072720140516322X", rivals: [9: "8"]), as: .citizenID)
        #expect(field.value == "51072720140516322X")
        #expect(field.evidence.checked)
        #expect(field.evidence.repaired)
        #expect(!field.evidence.plainAgrees)
    }

    /// A paper whose check digit is wrong stays readable: the grammar never invents.
    @Test func wrongCheckDigitStaysAsWritten() {
        let field = decoder.decode(lattice("510727201405163221"), as: .citizenID)
        #expect(field.value == "510727201405163221")
        #expect(!field.evidence.checked)
    }

    @Test func outsideTheListIsNotForcedIn() {
        let field = decoder.decode(lattice("火星族人"), as: .ethnicGroup)
        #expect(field.value == "火星族人")
        #expect(!field.evidence.checked)
    }

    @Test func impossibleDatesAreKeptForTheFinding() {
        #expect(decoder.decode(lattice("2014年2月30日"), as: .date).value == "2014-02-30")
    }

    /// The number of a seal may stand behind a date; a second date makes neither the value.
    @Test func whatFollowsADateIsLeftOffButNeverForCertain() {
        let sealed = decoder.decode(lattice("2024年9月11日51070"), as: .date)
        #expect(sealed.value == "2024-09-11" && sealed.evidence.repaired && sealed.raw == "2024年9月11日51070")
        #expect(decoder.decode(lattice("2024年9月11日2023年1月2日"), as: .date).value == nil)
        #expect(decoder.decode(lattice("2024年2月30日51070"), as: .date).value == nil)
    }

    @Test func readingsOfAPlainEngineDecodeToo() {
        let reading = LineReading(
            characters: Array("2014年5月16日").enumerated().map {
                ReadCharacter(character: $1, confidence: 0.9, position: (Double($0) + 0.5) / 10)
            })
        #expect(decoder.decode(CTCLattice(reading, characters: .unicode), as: .date).value == "2014-05-16")
    }

    /// Read twice where its parts stand apart, a character is closer to itself than others are to theirs.
    @Test func aCharacterReadTwiceIsNotCertain() {
        func isRepaired(_ text: String, closing: Set<Int>) -> Bool {
            var place = 0.0
            let characters = Array(text).enumerated().map { index, character in
                place += closing.contains(index) ? 0.03 : 0.08
                return ReadCharacter(character: character, confidence: 0.99, position: place)
            }
            let reading = LineReading(characters: characters)
            return decoder.decode(CTCLattice(reading, characters: .unicode), as: .text).evidence.repaired
        }
        #expect(isRepaired("特殊教育学学校", closing: [5]))
        #expect(!isRepaired("特殊教育学学校", closing: []))
        #expect(!isRepaired("特殊教育学校", closing: [5]))
    }

    @Test(arguments: [("", "", 0), ("年", "", 1), ("学籍号", "学籍号", 0), ("学籍号码", "学藉号", 2)])
    func editDistances(a: String, b: String, distance: Int) { #expect(editDistance(a, b) == distance) }

    @Test func bracketsOfALabelAreNoValue() {
        #expect(decoder.decode(lattice("74710315)"), as: .text).value == "74710315")
        #expect(decoder.decode(lattice("第一中学（东校区）"), as: .text).value == "第一中学（东校区）")
    }
}
