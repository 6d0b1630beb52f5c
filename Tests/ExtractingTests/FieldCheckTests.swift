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

    @Test func aDoubtfulEmptinessAmongUnreadFieldsIsNoFinding() throws {
        let required = try #require(form.template.fields.first { $0.required == true }?.key)
        let others = form.template.fields.map(\.key).filter { $0 != required }.prefix(2)
        func found(_ confidence: Double, unread: Int) -> Bool {
            var fields: FieldReadings = [required: field("", confidence: confidence)]
            for key in others.prefix(unread) {
                fields[key] = FieldReading(
                    value: nil, raw: "", confidence: 0.05, region: Region(x: 0, y: 0, width: 10, height: 10),
                    source: "ppocr")
            }
            return codes(fields).contains(.requiredEmpty)
        }
        #expect(found(0.6, unread: 0) && found(0.6, unread: 1) && found(0.97, unread: 2))
        #expect(!found(0.6, unread: 2))
    }

    @Test func aWordThatNoListHoldsMustHaveBeenReadSurely() throws {
        let key = try #require(form.template.fields.first { $0.grammar == .sex }?.key)
        #expect(codes([key: field("子", confidence: 0.9)]).contains(.valueNotInList))
        #expect(codes([key: field("子", confidence: 0.8)]).isEmpty)
        #expect(codes([key: field("女", confidence: 0.9)]).isEmpty)
    }
}
