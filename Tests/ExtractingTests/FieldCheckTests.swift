import IntakeModel
import IntakeResources
import Testing

@testable import Extracting

@Suite("栏目核对")
struct FieldCheckTests {
    private let form: KnownForm

    init() throws { form = try KnownForm(.transferContactForm) }

    private func codes(_ fields: FieldReadings) -> [FindingCode] {
        FieldChecks(template: form.template, facts: form.facts, language: .chinese).findings(
            fields, seals: [], sealsWereSearched: false
        ).map(\.code)
    }

    private func field(_ value: String, raw: String? = nil, confidence: Double = 0.95) -> FieldReading {
        FieldReading(
            value: value, raw: raw ?? value, confidence: confidence, region: Region(x: 0, y: 0, width: 10, height: 10),
            source: "ppocr")
    }

    /// The check character of 51070420120707677 is not 8.
    @Test func aWrongNumberThatWasReadIsOne() {
        #expect(codes(["citizenID": field("510704201207076778", confidence: 0.85)]).contains(.idChecksum))
        #expect(codes(["citizenID": field("510704201207076778", confidence: 0.4)]).contains(.idChecksum))
    }

    @Test func whatTheDecoderAddedIsNoFault() {
        let guessed = field("510704201207076778", raw: "51070420120707677", confidence: 0.4)
        #expect(codes(["citizenID": guessed]).isEmpty)
        let other = codes(["citizenID": guessed, "studentNumber": field("G510704201207076770")])
        #expect(!other.contains(.studentNumberIDMismatch))
        #expect(!codes(["citizenID": guessed, "birthDate": field("2012-07-08")]).contains(.idBirthMismatch))
        let read = field("510704201207076778", confidence: 0.85)
        #expect(codes(["citizenID": read, "birthDate": field("2012-07-08")]).contains(.idBirthMismatch))
    }

    /// 1984年3月 without its day is no other birthday, and a number to which a digit was added no impossible date.
    @Test func whatTheDecoderAddedIsNoFaultHoweverSure() {
        let added = field("510704201213076778", raw: "51070420123076778", confidence: 0.85)
        #expect(codes(["citizenID": added]).isEmpty)
        let id = field("510704201207076770")
        #expect(
            codes(["citizenID": id, "birthDate": field("2012-07-01", raw: "2012年7月", confidence: 0.85)])
                == codes(["citizenID": id]))
        #expect(
            codes(["citizenID": id, "birthDate": field("2012-07-01", raw: "二〇一二年七月一日")]).contains(.idBirthMismatch))
    }

    /// The first digit lies under a seal; sex and birthday were read.
    @Test func aNumberThatLacksItsBeginningTellsWhoItIs() {
        let worn = field("510704201207076770", raw: "10704201207076770", confidence: 0.85)
        #expect(codes(["citizenID": worn, "sex": field("女")]).contains(.idSexMismatch))
        let lost = field("510704201207076770", raw: "51070420120707670", confidence: 0.85)
        #expect(!codes(["citizenID": lost, "sex": field("女")]).contains(.idSexMismatch))
    }

    @Test func aMarkInARowAsksForNothing() throws {
        let form = try KnownForm(.changeLedger)
        func codes(_ row: FieldReadings) -> [FindingCode] {
            FieldChecks(template: form.template, facts: form.facts, language: .chinese).findings(
                [:], rows: [row], seals: [], sealsWereSearched: false
            ).map(\.code)
        }
        let key = try #require(form.template.rowFields.first { $0.required == true }?.key)
        let empty = FieldReading(
            value: "", raw: "", confidence: 0.97, region: Region(x: 0, y: 0, width: 9, height: 9), source: "ink")
        #expect(codes([key: empty, "remark": field("由日", confidence: 0.8)]).isEmpty)
        #expect(codes([key: empty, "remark": field("已附证明", confidence: 0.95)]) == [.requiredEmpty])
        #expect(
            codes([
                key: empty, "remark": field("已附证明", confidence: 0.7), "phone": field("13912345678", confidence: 0.7),
            ]) == [.requiredEmpty])
    }

    /// Where a digit was read as a stroke it is there all the same.
    @Test func aDigitReadAsAStrokeWasRead() {
        let read = field("510704201207076778", raw: "510704201/07076778", confidence: 0.4)
        #expect(codes(["citizenID": read]).contains(.idChecksum))
    }

    @Test func rowsThatWereNotReadAreNoSecret() throws {
        func codes(_ type: DocumentType, rowsWereRead: Bool) throws -> [FindingCode] {
            let form = try KnownForm(type)
            return FieldChecks(template: form.template, facts: form.facts, language: .chinese).findings(
                [:], rowsWereRead: rowsWereRead, seals: [], sealsWereSearched: false
            ).map(\.code)
        }
        #expect(try codes(.changeLedger, rowsWereRead: false) == [.pageIllegible])
        #expect(try codes(.changeLedger, rowsWereRead: true).isEmpty)
        #expect(try codes(.transferContactForm, rowsWereRead: false).isEmpty)
    }

    @Test func whereMuchSeemsEmptyTheFormLiesBesideIt() {
        func found(_ count: Int, _ confidence: Double) -> Int {
            let required = form.template.fields.filter { $0.required == true }.prefix(count)
            var fields: FieldReadings = [:]
            for one in required {
                fields[one.key] = field("", confidence: confidence)
                fields[one.key]?.source = FieldReader.byInk
            }
            return codes(fields).count { $0 == .requiredEmpty }
        }
        #expect(found(2, 0.6) == 2 && found(3, 0.6) == 0)
        #expect(found(3, 0.97) == 3)
    }

    /// 2020年1399月14日 has more digits than a date.
    @Test func aDateReadWithMoreThanItsDigitsIsMisread() throws {
        let key = try #require(form.template.fields.first { $0.grammar == .date }?.key)
        func isImpossible(_ raw: String) -> Bool {
            codes([key: field("2020-19-14", raw: raw, confidence: 0.6)]).contains(.dateImpossible)
        }
        #expect(isImpossible("2020年19月14日"))
        #expect(!isImpossible("2020年1399月14日"))
    }

    @Test func aDoubtfulEmptinessAmongUnreadFieldsIsNoFinding() throws {
        let required = try #require(form.template.fields.first { $0.required == true }?.key)
        let others = form.template.fields.map(\.key).filter { $0 != required }.prefix(2)
        func found(_ confidence: Double, unread: Int, source: String = FieldReader.byInk) -> Bool {
            var empty = field("", confidence: confidence)
            empty.source = source
            var fields: FieldReadings = [required: empty]
            for key in others.prefix(unread) {
                fields[key] = FieldReading(
                    value: nil, raw: "", confidence: 0.05, region: Region(x: 0, y: 0, width: 10, height: 10),
                    source: "ppocr")
            }
            return codes(fields).contains(.requiredEmpty)
        }
        #expect(found(0.6, unread: 0) && found(0.6, unread: 1) && found(0.97, unread: 2))
        #expect(!found(0.6, unread: 2))
        // What was read there is taken for a seal's ink.
        #expect(!found(0.6, unread: 0, source: "ppocr") && found(0.97, unread: 0, source: "ppocr"))
    }

    @Test func aWordThatNoListHoldsMustHaveBeenReadSurely() throws {
        let key = try #require(form.template.fields.first { $0.grammar == .sex }?.key)
        #expect(codes([key: field("子", confidence: 0.9)]).contains(.valueNotInList))
        #expect(codes([key: field("子", confidence: 0.8)]).isEmpty)
        #expect(codes([key: field("女", confidence: 0.9)]).isEmpty)
    }

    /// 单身 has no character of the list, 又族 is a misread 汉族.
    @Test func aWordThatIsLikeNoneOfTheListWasWrittenSo() throws {
        let card = try KnownForm(.residentCard)
        func codes(_ key: FieldKey, _ value: String, _ confidence: Double) -> [FindingCode] {
            FieldChecks(template: card.template, facts: card.facts, language: .chinese).findings(
                [key: field(value, confidence: confidence)], seals: [], sealsWereSearched: false
            ).map(\.code).filter { $0 == .valueNotInList }
        }
        #expect(codes("maritalStatus", "单身", 0.62) == [.valueNotInList])
        #expect(codes("maritalStatus", "单身", 0.5).isEmpty)
        #expect(codes("ethnicGroup", "又族", 0.7).isEmpty)
    }
}
