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

@Suite("工作台复核")
struct ReviewTests {
    @Test func decisionsAreStoredAndThePaperIsVerified() async throws {
        let fixture = try await DeskFixture()
        try await fixture.run { browser in
            try await browser.signIn("clerk")
            let next = try await browser.post("/review/next", [:])
            #expect(next.headers[.location] == "/review/\(fixture.document)")
            let page = try await browser.get("/review/\(fixture.document)").text
            #expect(page.contains("2014-05-18") && page.contains("2014-05-16") && page.contains("陈梓涵"))
            // The page lies on its side: what is 20 from the left of 300 and 40…60 from the top of 200.
            #expect(page.contains("data-place=\"0.7 0.0667 0.1 0.3333\""))
            let path = "/review/\(fixture.document)/decide"
            let corrected = try await browser.post(
                path, ["field": "birthDate", "action": "correct", "value": "2014年5月16日"], accept: "application/json")
            #expect(corrected.status == .ok && corrected.text.contains("\"value\":\"2014-05-16\""))
            let last = try await browser.post(
                path, ["field": "sex", "action": "accept"], accept: "application/json")
            #expect(last.text.contains("\"status\":\"verified\""))
        }
        let document = try await fixture.store.document(fixture.document)
        #expect(document.status == .verified)
        #expect(document.value(.birthDate) == "2014-05-16" && document.value(.sex) == "女")
        #expect(document.reviews[.birthDate]?.person == "clerk")
    }

    @Test func whatNobodyCanReadHasNoValue() async throws {
        let fixture = try await DeskFixture()
        try await fixture.run { browser in
            try await browser.signIn("clerk")
            let response = try await browser.post(
                "/review/\(fixture.document)/decide", ["field": "sex", "action": "unreadable"],
                accept: "application/json")
            #expect(response.status == .ok)
            // And it cannot be waved through afterwards.
            let accepted = try await browser.post(
                "/review/\(fixture.document)/decide", ["field": "sex", "action": "accept"], accept: "application/json")
            #expect(accepted.status == .unprocessableContent)
        }
        let document = try await fixture.store.document(fixture.document)
        #expect(document.value(.sex) == nil && document.doubtful == [.birthDate])
    }

    @Test func rejectingNeedsAReasonAndValuesMustFit() async throws {
        let fixture = try await DeskFixture()
        let path = "/review/\(fixture.document)/decide"
        try await fixture.run { browser in
            try await browser.signIn("clerk")
            for fields in [
                ["field": "document", "action": "reject"],
                ["field": "birthDate", "action": "correct", "value": "2014-13-40"],
            ] {
                let refused = try await browser.post(path, fields, accept: "application/json")
                #expect(refused.status == .unprocessableContent && refused.text.contains("\"message\":"))
            }
            #expect(try await fixture.store.document(fixture.document).reviews.isEmpty)
            let rejected = try await browser.post(
                path, ["field": "document", "action": "reject", "reason": "非本校文书"], accept: "application/json")
            #expect(rejected.text.contains("\"status\":\"rejected\""))
        }
    }

    @Test func twoReviewersNeverHaveTheSamePaper() async throws {
        let fixture = try await DeskFixture()
        let second = try await DeskFixture.card(fixture.store, fixture.vault, shade: 90)
        let other = try await fixture.store.documents(onPage: second)[0].id
        try await fixture.run { browser in
            let colleague = browser.other()
            try await browser.signIn("clerk")
            try await colleague.signIn("second")
            #expect(try await browser.post("/review/next", [:]).headers[.location] == "/review/\(fixture.document)")
            #expect(try await colleague.post("/review/next", [:]).headers[.location] == "/review/\(other)")
            #expect(try await colleague.get("/review/\(fixture.document)").status == .conflict)
            let decision = ["field": "sex", "action": "accept"]
            let late = try await colleague.post("/review/\(fixture.document)/decide", decision)
            #expect(late.status == .conflict)
            #expect(try await fixture.store.document(fixture.document).reviews.isEmpty)
            // Given back it is free at once, and left alone after a while.
            #expect(try await browser.post("/review/\(fixture.document)/release", [:]).status == .noContent)
            #expect(try await colleague.get("/review/\(fixture.document)").status == .ok)
            fixture.clock.advance(minutes: 6)
            #expect(try await browser.get("/review/\(fixture.document)").status == .ok)
            #expect(try await colleague.post("/review/\(fixture.document)/decide", decision).status == .conflict)
        }
    }

    @Test func manyAtOnceEachGetTheirOwn() async throws {
        let fixture = try await DeskFixture()
        for shade in UInt8(1)...3 { _ = try await DeskFixture.card(fixture.store, fixture.vault, shade: shade) }
        let taken = try await withThrowingTaskGroup(of: Int64?.self) { group in
            for person in ["clerk", "second", "county", "leader"] {
                group.addTask { try await fixture.store.takeNextDocument(by: person) }
            }
            return try await group.reduce(into: [Int64]()) { if let id = $1 { $0.append(id) } }
        }
        #expect(taken.count == 4 && Set(taken).count == 4)
    }

    @Test func pagesOfOtherOrganizationsAreRefused() async throws {
        let fixture = try await DeskFixture()
        try await fixture.run { browser in
            try await browser.signIn("stranger")
            for path in ["/pages/\(fixture.page)/picture", "/documents/\(fixture.document)/picture"] {
                #expect(try await browser.get(path).status == .forbidden, "\(path)")
            }
            #expect(try await browser.get("/review/\(fixture.document)").status == .forbidden)
            let decision = try await browser.post(
                "/review/\(fixture.document)/decide", ["field": "sex", "action": "accept"])
            #expect(decision.status == .forbidden)
            #expect(try await browser.post("/review/next", [:]).headers[.location] == "/review")
            #expect(try await !browser.get("/review").text.contains("/review/\(fixture.document)\""))
            #expect(try await !browser.get("/intake").text.contains("card.png"))
            let superior = browser.other()
            try await superior.signIn("county")
            #expect(try await superior.get("/pages/\(fixture.page)/picture").status == .ok)
        }
        #expect(try await fixture.store.document(fixture.document).reviews.isEmpty)
    }

    @Test func picturesAreUprightCutAndOnRecord() async throws {
        let fixture = try await DeskFixture()
        try await fixture.run { browser in
            try await browser.signIn("clerk")
            let whole = try await browser.get("/pages/\(fixture.page)/picture")
            #expect(whole.headers[.contentType] == "image/jpeg")
            let page = try ImageDecoder().pages(of: whole.bytes, name: "p")[0]
            #expect(page.width == 200 && page.height == 300)
            let part = try await browser.get("/documents/\(fixture.document)/picture?field=birthDate")
            let crop = try ImageDecoder().pages(of: part.bytes, name: "p")[0]
            // 100 × 20 with 20 pixels of paper around, turned.
            #expect(crop.width == 60 && crop.height == 140)
            let lifted = try await browser.get("/pages/\(fixture.page)/picture?red=lifted")
            #expect(try ImageDecoder().pages(of: lifted.bytes, name: "p")[0].width == 200)
            #expect(try await browser.get("/documents/\(fixture.document)/picture?field=nothing").status == .notFound)
            #expect(try await browser.get("/pages/999/picture").status == .notFound)
        }
        let looks = try await fixture.store.auditEntries(subject: "page:\(fixture.page)").filter {
            $0.action == "page.view"
        }
        #expect(looks.map(\.person) == ["clerk"])
    }
}
