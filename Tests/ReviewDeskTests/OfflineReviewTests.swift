import Foundation
import HTTPTypes
import HummingbirdTesting
import IntakeModel
import Registry
import RegistryStore
import TestSupport
import Testing

@testable import ReviewDesk

/// A desk that loses its store goes on with what it holds, and merges.
@Suite("断库复核")
struct OfflineReviewTests {
    /// Four cards; a desk that has its folder for itself.
    private func fixture() async throws -> (DeskFixture, [Int64]) {
        let fixture = try await DeskFixture()
        for shade in UInt8(1)...3 { _ = try await DeskFixture.card(fixture.store, fixture.vault, shade: shade) }
        await fixture.desk.takeUp()
        return (fixture, [1, 2, 3, 4])
    }

    private func outbox(_ fixture: DeskFixture) throws -> [URL] {
        let folder = fixture.folder.file("outbox")
        guard FileManager.default.fileExists(atPath: folder.path) else { return [] }
        return try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
    }

    /// Signs in, takes the first paper, and waits until the desk holds what comes after it.
    private func begin(_ fixture: DeskFixture, _ browser: Browser) async throws {
        try await browser.signIn("clerk")
        #expect(try await browser.post("/review/next", [:]).headers[.location] == "/review/1")
        try await browser.get("/review/1")
        await fixture.desk.offline.held.settled("clerk")
        #expect(await fixture.desk.offline.held.papers(of: "clerk").map(\.id) == [1, 2, 3, 4])
    }

    private func decide(
        _ browser: Browser, _ id: Int64, born: String = "2014-05-16"
    ) async throws -> [TestResponse] {
        [
            try await browser.post(
                "/review/\(id)/decide", ["field": "birthDate", "action": "correct", "value": born],
                accept: "application/json"),
            try await browser.post(
                "/review/\(id)/decide", ["field": "sex", "action": "accept"], accept: "application/json"),
        ]
    }

    @Test func itGoesOnAndDeliversOnce() async throws {
        let (fixture, ids) = try await fixture()
        try await fixture.run { browser in
            try await begin(fixture, browser)
            fixture.line.setAway(true)
            fixture.access.setAway(true)
            for id in ids {
                let answers = try await decide(browser, id)
                #expect(answers.allSatisfy { $0.status == .ok && $0.text.contains("保存在本机") }, "\(answers[0].text)")
                #expect(answers[1].text.contains("\"left\":\"0\"") && answers[1].text.contains("\"verified\""))
                let next = try await browser.post("/review/next", ["after": String(id)]).headers[.location]
                guard id < 4 else {
                    #expect(next == "/review")
                    break
                }
                #expect(next == "/review/\(id + 1)")
                let page = try await browser.get("/review/\(id + 1)").text
                #expect(page.contains("连不上学籍库") && page.contains("2014-05-18") && page.contains("陈梓涵"))
                for part in ["", "?red=lifted", "?field=birthDate"] {
                    let picture = try await browser.get("/documents/\(id + 1)/picture" + part)
                    #expect(picture.status == .ok && picture.headers[.contentType] == "image/jpeg", "\(part)")
                }
            }
            // What needs the store says so, and is not done.
            let note = try await browser.post("/review/1/note", ["note": "x"], accept: "application/json")
            #expect(note.status == .serviceUnavailable)
            #expect(try await browser.get("/cases").text.contains("继续复核本机留存的文书"))
            #expect(try await browser.get("/review").text.contains("已决定的 4 份保存在本机"))
            #expect(try outbox(fixture).count == 4)
            #expect(try await fixture.store.document(1).reviews.isEmpty)
            fixture.line.setAway(false)
            fixture.access.setAway(false)
            try await wait { try outbox(fixture).isEmpty }
        }
        for id in ids {
            let document = try await fixture.store.document(id)
            #expect(document.status == .verified && document.value(.birthDate) == "2014-05-16")
            #expect(try await fixture.store.trail(ofDocument: id).entries.count == 2)
        }
        // Every look is on record, those of the outage with their time.
        for id in ids {
            let page = try await fixture.store.document(id).page
            let looks = try await fixture.store.auditEntries(subject: "page:\(page)").filter {
                $0.action == "page.view" && $0.person == "clerk"
            }
            #expect(looks.count >= 1, "\(id)")
        }
        _ = try await fixture.store.verifyAudit()
        await fixture.desk.stop()
    }

    /// The desk is cut off, its lease runs out, and somebody decides the same paper elsewhere.
    @Test func aConflictIsShownAndSettled() async throws {
        let (fixture, _) = try await fixture()
        try await fixture.run { browser in
            try await begin(fixture, browser)
            fixture.line.setAway(true)
            for id in [Int64(1), 2] { _ = try await decide(browser, id) }
            fixture.clock.advance(minutes: 6)
            for field in [FieldKey.birthDate, .sex] {
                try await fixture.store.holdDocument(1, by: "second")
                _ = try await fixture.store.review(
                    document: 1, field: field, action: .correct, after: field == .sex ? "女" : "2014-05-11",
                    reason: nil, by: "second")
            }
            try await fixture.store.releaseDocument(1, by: "second")
            fixture.line.setAway(false)
            try await wait { try outbox(fixture).isEmpty }
            #expect(try await fixture.store.document(1).value(.birthDate) == "2014-05-11")
            #expect(try await fixture.store.document(2).value(.birthDate) == "2014-05-16")
            let queue = try await browser.get("/review").text
            #expect(queue.contains("有 1 份与他人的决定冲突"))
            let sheet = try await browser.get("/conflicts/1").text
            #expect(sheet.contains("2014-05-16") && sheet.contains("2014-05-11") && sheet.contains("second"))
            #expect(sheet.contains("/documents/1/picture?field=birthDate"))
            // Nobody else's.
            let colleague = browser.other()
            try await colleague.signIn("second")
            #expect(try await colleague.get("/conflicts/1").status == .notFound)
            #expect(try await colleague.post("/conflicts/1/settle", ["choice": "mine"]).status == .notFound)
            let settled = try await browser.post("/conflicts/1/settle", ["choice": "mine"])
            #expect(settled.headers[.location] == "/conflicts")
            #expect(try await browser.get("/conflicts").text.contains("没有待处理的冲突"))
        }
        let document = try await fixture.store.document(1)
        #expect(document.value(.birthDate) == "2014-05-16" && document.reviews[.birthDate]?.person == "clerk")
        // The sex they agreed on is the colleague's row.
        #expect(document.reviews[.sex]?.person == "second")
        await fixture.desk.stop()
    }

    @Test func whatWasDecidedIsTakenBackBeforeItIsSent() async throws {
        let (fixture, _) = try await fixture()
        try await fixture.run { browser in
            try await begin(fixture, browser)
            fixture.line.setAway(true)
            let answers = try await decide(browser, 1, born: "2014-13-40")
            #expect(answers[0].status == .unprocessableContent && answers[1].status == .ok)
            _ = try await decide(browser, 1, born: "2014-05-12")
            #expect(try await browser.post("/review/1/undo", [:], accept: "application/json").status == .noContent)
            #expect(try await browser.get("/review/1").text.contains("2014-05-12"))
            fixture.line.setAway(false)
            try await wait { try outbox(fixture).isEmpty }
        }
        #expect(try await fixture.store.document(1).value(.birthDate) == "2014-05-12")
        await fixture.desk.stop()
    }

    /// Rights are kept for as long as the store would have them, and no longer; a visitor has none.
    @Test func nobodyGetsInByTheOutage() async throws {
        let (fixture, _) = try await fixture()
        try await fixture.run { browser in
            try await begin(fixture, browser)
            let stranger = browser.other()
            try await stranger.signIn("stranger")
            let visitor = browser.other()
            try await visitor.get("/login")
            fixture.line.setAway(true)
            #expect(try await visitor.get("/review/2").status != .ok)
            #expect(
                try await visitor.post("/login", ["login": "clerk", "password": DeskFixture.password]).status
                    == .serviceUnavailable)
            for path in ["/review/1", "/review/2", "/documents/2/picture", "/review"] {
                #expect(try await stranger.get(path).status == .serviceUnavailable, "\(path)")
            }
            #expect(try await browser.get("/review/2").status == .ok)
            fixture.clock.advance(minutes: 29)
            #expect(try await browser.get("/review/2").status == .ok)
            fixture.clock.advance(minutes: 31)
            #expect(try await browser.get("/review/2").status == .serviceUnavailable)
            fixture.line.setAway(false)
            try await wait { await !fixture.desk.offline.reach.isAway }
            #expect(try await browser.get("/review/2").headers[.location] == "/login")
        }
        await fixture.desk.stop()
    }

    /// A session that was used during the outage goes on after it.
    @Test func theSessionGoesOnAfterwards() async throws {
        let (fixture, _) = try await fixture()
        try await fixture.run { browser in
            try await begin(fixture, browser)
            fixture.line.setAway(true)
            for _ in 0..<3 {
                fixture.clock.advance(minutes: 20)
                #expect(try await browser.get("/review/2").status == .ok)
            }
            fixture.line.setAway(false)
            try await wait { try outbox(fixture).isEmpty }
            #expect(try await browser.get("/review").status == .ok)
        }
        await fixture.desk.stop()
    }

    /// What is held goes when its reviewer goes, and when somebody else has taken the paper.
    @Test func nothingIsHeldLongerThanItIsOnesOwn() async throws {
        let (fixture, _) = try await fixture()
        let held = fixture.desk.offline.held
        try await fixture.run { browser in
            try await begin(fixture, browser)
            let colleague = browser.other()
            try await colleague.signIn("second")
            #expect(try await colleague.get("/review/3").status == .ok)
            #expect(try await browser.post("/review/1/keep", [:]).status == .noContent)
            await held.settled("clerk")
            #expect(await held.papers(of: "clerk").map(\.id) == [1, 2, 4])
            _ = try await browser.post("/logout", [:])
            #expect(await held.papers(of: "clerk").isEmpty)
        }
        await fixture.desk.stop()
    }

    private func wait(_ condition: () async throws -> Bool) async throws {
        let deadline = ContinuousClock.now + .seconds(1800)
        while try await !condition() {
            try #require(ContinuousClock.now < deadline)
            try await Task.sleep(for: .milliseconds(100))
        }
    }
}
