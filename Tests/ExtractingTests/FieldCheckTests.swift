import Foundation
import IntakeModel
import IntakeResources
import TestSupport
import Testing

@testable import Extracting

@Suite("栏目核对")
struct FieldCheckTests {
    private let facts: IntakeFacts
    private let template: FormTemplate

    init() throws {
        let resources = ResourceLocation(root: Workplace.root.appending(path: "models"))
        facts = try IntakeFacts(from: resources)
        template = try #require(
            try FormLibrary(from: resources).templates.first { $0.documentType == .transferContactForm })
    }

    private func codes(_ fields: FieldReadings) -> [FindingCode] {
        FieldChecks(template: template, facts: facts, language: .chinese).findings(
            fields, seals: [], sealsWereSearched: false
        ).map(\.code)
    }

    private func field(_ value: String, raw: String? = nil, confidence: Double = 0.95) -> FieldReading {
        FieldReading(
            value: value, raw: raw ?? value, confidence: confidence, region: Region(x: 0, y: 0, width: 10, height: 10),
            source: "ppocr")
    }

    /// The check character of 51070420120707677? is none of these two.
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

    @Test func aWordThatNoListHoldsMustHaveBeenReadSurely() throws {
        let key = try #require(template.fields.first { $0.grammar == .sex }?.key)
        #expect(codes([key: field("子", confidence: 0.9)]).contains(.valueNotInList))
        #expect(codes([key: field("子", confidence: 0.8)]).isEmpty)
        #expect(codes([key: field("女", confidence: 0.9)]).isEmpty)
    }
}
