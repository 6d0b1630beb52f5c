import EvidenceVault
import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import ImageCodecs
import IntakeModel
import Registry
import RegistryStore
import TestSupport
import Testing

@testable import ReviewDesk

@Suite("工作台批次", .serialized, .timeLimit(.minutes(30)))
struct BatchPageTests {
    /// Pages of a batch of its own; answers it.
    static func batch(_ fixture: DeskFixture, _ key: String, pages: Int) async throws -> Int64 {
        for number in 1...pages {
            let picture = PageImage(width: 200, height: 280, channels: 1, filledWith: UInt8(number * 20))
            let hash = try await fixture.vault.put(try PNGFile.encode(picture))
            _ = try await fixture.store.addPage(
                hash: hash, name: "p\(number)", origin: .scanner, batch: key, organization: "S", caseNumber: nil,
                by: "clerk")
        }
        return try #require(try await fixture.store.batch(key: key)).id
    }

    private func places(_ fixture: DeskFixture, _ batch: Int64) async throws -> [Int] {
        try await fixture.store.entries(ofBatch: batch).map(\.number)
    }

    @Test func pagesAreMovedTurnedAndSetAside() async throws {
        let fixture = try await DeskFixture()
        let batch = try await BatchPageTests.batch(fixture, "x", pages: 3)
        let entries = try await fixture.store.entries(ofBatch: batch)
        let path = "/batches/\(batch)"
        try await fixture.run { browser in
            try await browser.signIn("clerk")
            #expect(try await browser.get("/batches").text.contains("href=\"\(path)\""))
            #expect(try await browser.get(path).text.contains("data-entry=\"\(entries[2].id)\""))
            let first = String(entries[0].id)
            #expect(try await browser.post(path + "/move", ["entry": first, "position": "3"]).status == .noContent)
            #expect(try await browser.post(path + "/turn", ["entry": first]).status == .noContent)
            #expect(try await browser.post(path + "/aside", ["entry": first]).status == .noContent)
            let sheet = try await browser.get(path + "/sheet").text
            #expect(sheet.contains("class=\"leaf aside\"") && sheet.contains("turn=90") && !sheet.contains("<html"))
            let split = try await browser.post(
                path + "/split", ["entry": String(entries[2].id)], accept: "application/json")
            let made = try #require(
                (try JSONSerialization.jsonObject(with: split.bytes) as? [String: Any])?["batch"] as? Int64)
            #expect(try await fixture.store.entries(ofBatch: made).map(\.number) == [3, 1])
            let merged = try await browser.post(path + "/merge", ["other": String(made)])
            #expect(merged.status == .seeOther)
            for _ in 0..<5 { #expect(try await browser.post(path + "/undo", [:]).status == .noContent) }
            #expect(try await browser.post(path + "/undo", [:]).status == .unprocessableContent)

            let stranger = browser.other()
            try await stranger.signIn("stranger")
            #expect(try await stranger.get(path).status == .forbidden)
            #expect(try await stranger.post(path + "/turn", ["entry": first]).status == .forbidden)
            #expect(try await !stranger.get("/batches").text.contains(path + "\""))
            // A batch that was not scanned here cannot go on.
            #expect(try await browser.post(path + "/go-on", [:]).status == .unprocessableContent)
        }
        #expect(try await places(fixture, batch) == [1, 2, 3])
        #expect(try await fixture.store.entries(ofBatch: batch).allSatisfy { $0.aside == nil })
    }

    /// A jam at page 3; the desk is ended and started again; the batch goes on at 3.
    @Test func aBatchGoesOnAfterTheDeskWasEnded() async throws {
        let fixture = try await DeskFixture()
        try ScanTests.lay(4, on: fixture.scanner)
        try fixture.scanner.control("jam-at 3")
        @Sendable func isOver(_ event: EventReader.Event) -> Bool {
            event.name == "state" && event.text("state") != "scanning" && event.text("state") != "none"
        }
        try await LiveDesk.run(fixture) { base in
            let member = try await LiveMember(base)
            let events = try await member.events()
            try await member.post("/scan/start", ScanTests.choices)
            _ = try await events.until(isOver)
        }
        let listed = try #require(try await fixture.store.batches(under: "S").first)
        #expect(listed.pages == 2 && listed.end?.detail == "scan.jammed" && listed.batch.device == "xueji_virtual:0")
        let again = try await fixture.restarted()
        try await LiveDesk.run(again) { base in
            let member = try await LiveMember(base)
            let events = try await member.events()
            let page = try await member.get("/batches/\(listed.batch.id)").text
            #expect(page.contains("/go-on") && page.contains("（3）"))
            #expect(try await member.post("/batches/\(listed.batch.id)/go-on").status < 400)
            let told = try await events.until(isOver)
            #expect(told.last?.text("state") == "done")
            var numbers: [Int] = []
            for event in told where event.name == "page" { numbers.append(event.number("number")) }
            #expect(numbers == [1, 2, 3, 4])
        }
        let after = try await fixture.store.listedBatch(listed.batch.id, visibleTo: "clerk")
        #expect(after.pages == 4 && after.end?.detail == nil && fixture.scanner.fed.count == 4)
    }
}
