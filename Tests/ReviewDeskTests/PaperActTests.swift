import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import IntakeModel
import Registry
import RegistryStore
import Testing

@testable import ReviewDesk

@Suite("工作台整份处理")
struct PaperActTests {
    @Test func aSecondPersonTypesBlind() async throws {
        let fixture = try await DeskFixture(doubleKeying: .always)
        let path = "/review/\(fixture.document)"
        try await fixture.run { browser in
            try await browser.signIn("clerk")
            let first = try await browser.post(
                path + "/decide", ["field": "birthDate", "action": "correct", "value": "2014-05-17"],
                accept: "application/json")
            #expect(first.text.contains("\"status\":\"pending\"") && first.text.contains("\"left\":\"1\""))
            // Who keyed it sees it, and may change it.
            #expect(try await browser.get(path).text.contains("2014-05-17"))
            _ = try await browser.post(path + "/release", [:])
            let colleague = browser.other()
            try await colleague.signIn("second")
            let page = try await colleague.get(path).text
            #expect(page.contains(DeskWords.phrase("secondPerson").chinese))
            for hidden in ["2014-05-17", "2014-05-18", "2014-05-16"] { #expect(!page.contains(hidden), "\(hidden)") }
            let waved = try await colleague.post(
                path + "/decide", ["field": "birthDate", "action": "accept"], accept: "application/json")
            #expect(waved.status == .unprocessableContent && waved.text.contains("review.blind"))
            let differs = try await colleague.post(
                path + "/decide", ["field": "birthDate", "action": "correct", "value": "2014-05-16"],
                accept: "application/json")
            #expect(differs.text.contains("\"status\":\"pending\""))
            _ = try await colleague.post(path + "/release", [:])
            // A third sees what both keyed and decides.
            let third = browser.other()
            try await third.signIn("leader")
            let dispute = try await third.get(path).text
            #expect(dispute.contains(DeskWords.phrase("thirdPerson").chinese))
            #expect(dispute.contains("<span>2014-05-17</span>") && dispute.contains("<span>2014-05-16</span>"))
            _ = try await third.post(
                path + "/decide", ["field": "birthDate", "action": "correct", "value": "2014-05-16"])
            _ = try await third.post(path + "/decide", ["field": "sex", "action": "accept"])
        }
        let document = try await fixture.store.document(fixture.document)
        #expect(document.status == .verified && document.value(.birthDate) == "2014-05-16")
    }

    @Test func aPaperIsTurnedCalledSplitNotedAndAllOfItTakenBack() async throws {
        let fixture = try await DeskFixture()
        let path = "/review/\(fixture.document)"
        try await fixture.run { browser in
            try await browser.signIn("clerk")
            #expect(try await browser.post(path + "/rotate", [:]).status == .noContent)
            // The page lay at 90°, so it stands on its head now: 20…120 of 300 from the right, 40…60 of 200 from below.
            #expect(try await browser.get(path).text.contains("data-place=\"0.6 0.7 0.3333 0.1\""))
            #expect(try await browser.post(path + "/note", ["note": "字迹模糊"]).status == .noContent)
            #expect(try await browser.post(path + "/note", [:]).status == .unprocessableContent)
            #expect(try await browser.post(path + "/reassign", ["kind": "medicalCertificate"]).status == .noContent)
            let other = try await browser.get(path).text
            #expect(other.contains("疾病诊断证明书") && other.contains("data-key=\"diagnosis\"") && other.contains("字迹模糊"))
            #expect(try await browser.post(path + "/reassign", ["kind": "blank"]).status == .unprocessableContent)
            for _ in 0..<3 { #expect(try await browser.post(path + "/undo", [:]).status == .noContent) }
            let back = try await browser.get(path).text
            #expect(back.contains("data-place=\"0.7 0.0667 0.1 0.3333\"") && back.contains("class=\"undone\""))
            #expect(try await browser.post(path + "/undo", [:]).status == .unprocessableContent)
            #expect(
                try await browser.post(path + "/split", ["way": "across", "at": "3"]).status == .unprocessableContent)
            #expect(try await browser.post(path + "/split", ["way": "across", "at": "50"]).status == .noContent)
        }
        // Upright the page stands at 90°: its upper half is the stored picture's left half, where the fields are.
        let papers = try await fixture.store.documents(onPage: fixture.page)
        #expect(
            papers.map(\.reading.region) == [
                Region(x: 0, y: 0, width: 150, height: 200), Region(x: 150, y: 0, width: 150, height: 200),
            ])
        #expect(papers[0].reading.fields.count == 3 && papers[1].reading.documentType == .unknown)
    }

    @Test func othersKeepTheirHandsOff() async throws {
        let fixture = try await DeskFixture()
        let path = "/review/\(fixture.document)"
        try await fixture.run { browser in
            try await browser.signIn("clerk")
            _ = try await browser.get(path)
            let colleague = browser.other()
            try await colleague.signIn("second")
            let stranger = browser.other()
            try await stranger.signIn("stranger")
            let acts: [(String, [String: String])] = [
                ("note", ["note": "x"]), ("rotate", [:]), ("reassign", ["kind": "unknown"]), ("split", ["at": "50"]),
                ("undo", [:]), ("hand-on", ["person": "leader"]),
            ]
            for (act, fields) in acts {
                #expect(try await colleague.post("\(path)/\(act)", fields).status == .conflict, "\(act)")
                #expect(try await stranger.post("\(path)/\(act)", fields).status == .forbidden, "\(act)")
            }
            #expect(try await browser.post(path + "/hand-on", ["person": "second"]).status == .noContent)
            #expect(try await colleague.post("/review/next", [:]).headers[.location] == path)
        }
        #expect(try await fixture.store.trail(ofDocument: fixture.document).entries.isEmpty)
    }

    @Test func aSampleIsLookedAtWhole() async throws {
        let fixture = try await DeskFixture()
        try await fixture.store.set(DeskSettings(sampleShare: 1), for: "S", by: "county")
        let sure = DocumentReading(
            documentType: .residentCard, confidence: 1, region: Region(x: 0, y: 0, width: 60, height: 60),
            fields: [.name: DeskFixture.field("陈梓涵", Region(x: 5, y: 5, width: 20, height: 9))])
        let page = try await fixture.paper(
            [sure], picture: .init(width: 60, height: 60, channels: 1, filledWith: 200))
        let id = try await fixture.store.documents(onPage: page)[0].id
        try await fixture.run { browser in
            try await browser.signIn("clerk")
            #expect(try await browser.get("/review").text.contains(Phrase.deskForecast.with("1", "1").text(.chinese)))
            let sheet = try await browser.get("/review/\(id)").text
            #expect(sheet.contains("data-sampled=\"1\"") && sheet.contains("class=\"field open\" data-key=\"name\""))
            let done = try await browser.post(
                "/review/\(id)/decide", ["field": "name", "action": "accept"], accept: "application/json")
            #expect(done.text.contains("\"wasSample\":\"1\"") && done.text.contains("\"left\":\"0\""))
        }
        let figures = try await fixture.store.sampleFigures(under: "S")
        #expect(figures.drawn == 1 && figures.checked == 1 && figures.wrong == 0)
    }

    @Test func oneFieldOfManyPapersIsAcceptedAtAGlance() async throws {
        let fixture = try await DeskFixture()
        for shade in UInt8(1)...2 { _ = try await DeskFixture.card(fixture.store, fixture.vault, shade: shade) }
        try await fixture.run { browser in
            try await browser.signIn("clerk")
            let page = try await browser.get("/review/group?field=sex").text
            #expect(page.components(separatedBy: "class=\"tile\"").count == 4)
            var form = ["field": "sex", "keys": "4", "ms": "3000", "except1": "1"]
            for (index, id) in [1, 2, 3].enumerated() {
                form["document\(index)"] = String(id)
                form["key\(index)"] = "sex"
                form["value\(index)"] = "女"
            }
            let answer = try await browser.post("/review/group", form)
            #expect(answer.text.contains(Phrase.deskGroupAccepted.with("2", "1").text(.chinese)))
        }
        var left: [[FieldKey]] = []
        for id in Int64(1)...3 { left.append(try await fixture.store.document(id).doubtful) }
        #expect(left == [[.birthDate], [.birthDate, .sex], [.birthDate]])
    }
}
