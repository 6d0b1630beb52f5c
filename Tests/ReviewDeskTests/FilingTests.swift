import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import ImageCodecs
import IntakeModel
import Registry
import RegistryStore
import Testing

@testable import ReviewDesk

extension DeskFixture {
    /// A card beyond doubt; answers its paper.
    func sureCard(shade: UInt8, name: String = "陈梓涵", number: String? = "G51072720140516322X") async throws -> Int64 {
        var fields: FieldReadings = [
            .name: DeskFixture.field(name, Region(x: 20, y: 20, width: 80, height: 20)),
            .birthDate: DeskFixture.field("2014-05-18", Region(x: 20, y: 60, width: 80, height: 20)),
        ]
        if let number {
            fields[.studentNumber] = DeskFixture.field(number, Region(x: 20, y: 100, width: 160, height: 20))
        }
        let page = try await paper(
            [
                DocumentReading(
                    documentType: .residentCard, confidence: 1, region: Region(x: 0, y: 0, width: 300, height: 200),
                    fields: fields)
            ], picture: PageImage(width: 300, height: 200, channels: 3, filledWith: shade))
        return try await store.documents(onPage: page)[0].id
    }

    func correction() async throws -> Int64 {
        let student = try await store.students(matching: "陈梓涵").first
        let known = if let student { student } else { try await self.student() }
        return try await store.openCase(
            .init(kind: .infoCorrection, student: known.id, field: .birthDate, newValue: "2014-05-16"), by: "clerk"
        ).number
    }
}

@Suite("工作台归档")
struct FilingTests {
    @Test func aPaperIsFiledAndTakenBack() async throws {
        let fixture = try await DeskFixture()
        let number = try await fixture.correction()
        let paper = try await fixture.sureCard(shade: 90)
        try await fixture.run { browser in
            #expect(try await browser.get("/filing").status == .seeOther)
            try await browser.signIn("clerk")
            #expect(try await browser.get("/").text.contains("href=\"/filing\"><b>1</b>"))
            let page = try await browser.get("/filing").text
            #expect(page.contains("陈梓涵") && page.contains("name=\"case\" value=\"\(number)\""))
            let filed = try await browser.post(
                "/filing/attach", ["document": String(paper), "case": String(number), "doubts": ""])
            #expect(filed.status == .seeOther)
            let after = try await browser.get(try #require(filed.headers[.location])).text
            let said = Phrase.filingDidAttach.with(String(paper), String(number)).text(.chinese)
            #expect(after.contains(said) && after.contains(DeskWords.phrase("filingEmpty").chinese))
            #expect(try await fixture.store.caseFile(number).evidence.count == 1)
            let undone = try await browser.post("/filing/undo", [:])
            #expect(try await browser.get(try #require(undone.headers[.location])).text.contains("回到待归档"))
            #expect(try await fixture.store.caseFile(number).evidence.isEmpty)
            let again = try await browser.post("/filing/undo", [:])
            #expect(again.status == .unprocessableContent && again.text.contains("role=\"alert\""))
        }
    }

    @Test func aQuestionComesFirstAndOthersHaveNoPart() async throws {
        let fixture = try await DeskFixture()
        let number = try await fixture.correction()
        let paper = try await fixture.sureCard(shade: 91, name: "陈梓函")
        try await fixture.run { browser in
            try await browser.signIn("clerk")
            let page = try await browser.get("/filing").text
            #expect(page.contains(Phrase.proposalNameDiffers.chinese) && page.contains("value=\"nameDiffers\""))
            let fields = ["document": String(paper), "case": String(number)]
            let blind = try await browser.post("/filing/attach", fields.merging(["doubts": ""]) { $1 })
            #expect(blind.status == .conflict && blind.text.contains(Phrase.filingChanged.chinese))
            let mute = try await browser.post("/filing/attach", fields.merging(["doubts": "nameDiffers"]) { $1 })
            #expect(mute.status == .unprocessableContent)
            let stranger = browser.other()
            try await stranger.signIn("stranger")
            #expect(try await !stranger.get("/filing").text.contains("陈梓"))
            let foreign = try await stranger.post(
                "/filing/attach", fields.merging(["doubts": "nameDiffers", "reason": "x"]) { $1 })
            #expect(foreign.status == .forbidden)
            let forged = browser.other()
            #expect(try await forged.post("/filing/attach", fields).status == .forbidden)
            #expect(try await fixture.store.caseFile(number).evidence.isEmpty)
            let kept = try await browser.post("/filing/keep-out", ["document": String(paper), "reason": "重复"])
            #expect(kept.status == .seeOther)
            #expect(try await fixture.store.unfiledPapers(for: "clerk").total == 0)
        }
    }

    @Test func aCaseIsOpenedFromAPaper() async throws {
        let fixture = try await DeskFixture()
        let student = try await fixture.student()
        let paper = try await fixture.sureCard(shade: 92)
        try await fixture.run { browser in
            try await browser.signIn("clerk")
            let page = try await browser.get("/filing").text
            #expect(page.contains("/cases/new?student=\(student.id)&amp;paper=\(paper)"))
            let form = try await browser.get("/cases/new?student=\(student.id)&paper=\(paper)&kind=infoCorrection").text
            #expect(form.contains("name=\"paper\" value=\"\(paper)\"") && !form.contains("data-keep"))
            #expect(form.contains("value=\"infoCorrection\" selected"))
            let opened = try await browser.post(
                "/cases",
                [
                    "kind": "infoCorrection", "student": String(student.id), "field": "birthDate",
                    "newValue": "2014-05-16", "paper": String(paper),
                ])
            #expect(opened.headers[.location] == "/filing?at=\(paper)")
            #expect(try await browser.get("/filing?at=\(paper)").text.contains("class=\"choice certain\""))
        }
    }
}
