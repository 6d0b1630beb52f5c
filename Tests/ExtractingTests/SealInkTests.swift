import IntakeModel
import Testing

@testable import Extracting

@Suite("印文入栏")
struct SealInkTests {
    private let seal = OfficialSeal(
        role: .policeHousehold, text: "平武县公安局户口专用章", serial: "5107090012345", confidence: 0.9,
        region: Region(x: 100, y: 100, width: 200, height: 200), shape: .round)

    private func reading(_ value: String?, raw: String, confidence: Double = 0.5, x: Double = 150) -> FieldReading {
        FieldReading(
            value: value, raw: raw, confidence: confidence, region: Region(x: x, y: 150, width: 80, height: 30),
            source: "ppocr")
    }

    private func cleared(_ reading: FieldReading, kept: Set<FieldKey> = []) -> FieldReading? {
        var fields: FieldReadings = ["occupation": reading]
        SealInk.clear(&fields, under: [seal], kept: kept)
        return fields["occupation"]
    }

    @Test func aSealsWordsAreNoValue() {
        let found = cleared(reading("口专用", raw: "口专用"))
        #expect(found?.value == "" && found?.confidence == FormReader.doubtful)
        #expect(found?.alternatives == ["口专用"])
        #expect(cleared(reading(nil, raw: ""))?.value == "")
    }

    private func trimmed(_ reading: FieldReading) -> FieldReading? {
        var fields: FieldReadings = ["registeredOn": reading]
        SealInk.trim(&fields, dates: ["registeredOn"], under: [seal])
        return fields["registeredOn"]
    }

    @Test func aSealsLineBehindAValueIsNoneOfIt() {
        let found = trimmed(reading("由南充市迁来户口专用章", raw: "由南充市迁来户口专用章", confidence: 0.9))
        #expect(found?.value == "由南充市迁来" && found?.confidence == FormReader.clipped)
        #expect(found?.alternatives == ["由南充市迁来户口专用章"])
        #expect(trimmed(reading("户口专用章", raw: "户口专用章"))?.value == "户口专用章")
        let away = reading("由南充市迁来户口专用章", raw: "由南充市迁来户口专用章", x: 400)
        #expect(trimmed(away)?.value == "由南充市迁来户口专用章")
    }

    @Test func aSealsNumberBehindADateIsNoneOfIt() {
        let found = trimmed(reading(nil, raw: "2019-11-235107090012345", confidence: 0.05))
        #expect(found?.value == "2019-11-23" && found?.confidence == FormReader.doubtful)
        // A part of the number, and none.
        #expect(trimmed(reading(nil, raw: "20221229090012345", confidence: 0.05))?.value == "2022-12-29")
        #expect(trimmed(reading(nil, raw: "2019-11-23345", confidence: 0.05))?.value == nil)
        #expect(trimmed(reading(nil, raw: "2019-11-235107090012345", confidence: 0.05, x: 400))?.value == nil)
    }

    @Test func aBlankRowUnderASealIsNoStudents() {
        func isBlank(_ read: FieldReading, name: FieldReading) -> Bool {
            SealInk.isAll(
                [
                    "reason": read, "name": name, "phone": reading("", raw: "", confidence: 0.97, x: 500),
                    "gradeClass": reading("", raw: "", confidence: 0.97, x: 700),
                ], under: [seal])
        }
        let nothing = reading("", raw: "", confidence: 0.97, x: 20)
        #expect(isBlank(reading("5107073", raw: "5107073", confidence: 0.3), name: nothing))
        #expect(!isBlank(reading("随父迁入", raw: "随父迁入", confidence: 0.9), name: nothing))
        #expect(!isBlank(reading("5107073", raw: "5107073", confidence: 0.3, x: 420), name: nothing))
        #expect(!isBlank(nothing, name: nothing))
        let doubtful = reading("", raw: "", confidence: 0.6, x: 20)
        let unread = reading(nil, raw: "", confidence: 0.05, x: 140)
        #expect(!isBlank(unread, name: reading("王", raw: "王", confidence: 0.4, x: 20)))
        #expect(isBlank(unread, name: doubtful))
    }

    @Test func otherWordsStay() {
        #expect(cleared(reading("粮农", raw: "粮农"))?.value == "粮农")
        #expect(cleared(reading("公安局", raw: "公安局", confidence: 0.95))?.value == "公安局")
        #expect(cleared(reading("公安局", raw: "公安局", x: 400))?.value == "公安局")
        #expect(cleared(reading(nil, raw: "2024年3月"))?.value == nil)
        #expect(cleared(reading("公安局", raw: "公安局"), kept: ["occupation"])?.value == "公安局")
    }

    @Test func theLineUnderTheStarIsNoValueHoweverClear() {
        #expect(cleared(reading("户口专用章", raw: "户口专用章", confidence: 0.95))?.value == "")
        #expect(cleared(reading("户口专用章", raw: "户口专用章", confidence: 0.95, x: 400))?.value == "户口专用章")
    }

    @Test func aPieceOfThatLineIsNoneEither() {
        #expect(cleared(reading("籍专用", raw: "籍专用", confidence: 0.85))?.value == "")
        #expect(cleared(reading("县★三用", raw: "县★三用", confidence: 0.4))?.value == "")
        #expect(cleared(reading("学生", raw: "学生", confidence: 0.85))?.value == "学生")
        #expect(cleared(reading("籍专用", raw: "籍专用", confidence: 0.85, x: 400))?.value == "籍专用")
    }

    @Test func theNumberAtASealsFootIsNoValue() {
        #expect(cleared(reading("10709", raw: "10709"))?.value == "")
        #expect(cleared(reading("鼎5107090012345沙", raw: "鼎5107090012345沙"))?.value == "")
        #expect(cleared(reading("5107", raw: "5107"))?.value == "5107")
        #expect(cleared(reading("10708", raw: "10708"))?.value == "10708")
        let beside = "731998695107090012345"
        #expect(cleared(reading(beside, raw: beside))?.value == beside)
    }

    @Test func theWholeNumberIsNoneHoweverClearAndWithADigitMisread() {
        #expect(cleared(reading("5107090912345", raw: "5107090912345", confidence: 0.88))?.value == "")
        let other = "5107233412345"
        #expect(cleared(reading(other, raw: other, confidence: 0.88))?.value == other)
    }

    @Test func aPieceOfTheLineIsNoneThoughItsCellGoesOnBesideTheSeal() {
        var wide = reading("籍专用", raw: "籍专用", confidence: 0.3)
        wide.region = Region(x: 150, y: 150, width: 600, height: 30)
        #expect(cleared(wide)?.value == "")
    }

    @Test func aNumberThatCannotBeReadIsNotEmpty() {
        #expect(cleared(reading(nil, raw: "5"))?.value == nil)
    }
}
