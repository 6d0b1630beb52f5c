import EvidenceVault
import Foundation
import ImageCodecs
import IntakeModel
import IntakePipeline
import Registry
import RegistryStore
import TestSupport
import Testing

@testable import ReviewDesk

/// Scans at a desk that listens, from the virtual scanner.
@Suite("工作台扫描", .serialized, .timeLimit(.minutes(30)))
struct ScanTests {
    static let choices = [
        "device": "xueji_virtual:0", "source": "adf", "resolution": "50", "mode": "gray", "case": "",
    ]

    /// Pages on the pile, each with a shade of its own: number × 10.
    static func lay(_ count: Int, on scanner: VirtualScanner) throws {
        for number in 1...count {
            let page = PageImage(width: 413, height: 585, channels: 1, dpi: 50, filledWith: UInt8(number * 10))
            try scanner.lay(PNMFile.encode(page), number: number)
        }
    }

    /// Shades of the pages of the school, oldest first, without the one that the fixture brings.
    private func shades(_ fixture: DeskFixture) async throws -> [Int] {
        var found: [Int] = []
        for listed in try await fixture.store.pages(under: "S").reversed() where listed.page.id != fixture.page {
            let image = try ImageDecoder().pages(of: try await fixture.vault.get(listed.page.hash), name: "page")[0]
            found.append(Int(image.pixels[image.pixels.count / 2]))
        }
        return found
    }

    /// Of the pages that were told.
    private func numbers(_ events: [EventReader.Event]) -> [Int] {
        var found: [Int] = []
        for event in events where event.name == "page" { found.append(event.number("number")) }
        return found
    }

    private func isOver(_ event: EventReader.Event) -> Bool {
        event.name == "state" && event.text("state") != "scanning" && event.text("state") != "none"
    }

    @Test func aJamAtThreeGoesOnAtThree() async throws {
        let fixture = try await DeskFixture()
        try ScanTests.lay(4, on: fixture.scanner)
        try fixture.scanner.control("jam-at 3")
        try await LiveDesk.run(fixture) { base in
            let member = try await LiveMember(base)
            let events = try await member.events()
            #expect(try await member.post("/scan/start", ScanTests.choices).status == 204)
            let first = try await events.until(isOver)
            #expect(numbers(first) == [1, 2])
            let broken = try #require(first.last)
            #expect(broken.text("state") == "broken" && broken.number("next") == 3)
            #expect(broken.text("message") == Phrase.scanJammed.with("3").chinese.replacing("%1", with: "3"))
            #expect(broken.text("remedy").contains("第 3 页"))
            #expect(try await member.post("/scan/continue").status == 204)
            let second = try await events.until(isOver)
            #expect(numbers(second) == [3, 4])
            #expect(second.last?.text("state") == "done")
            // A picture of a page is there as soon as the page is.
            let page = try #require(try await fixture.store.pages(under: "S").first?.page.id)
            #expect(try await member.get("/pages/\(page)/picture?size=small").status == 200)
        }
        #expect(try await shades(fixture) == [10, 20, 30, 40])
        let pages = try await fixture.store.pages(under: "S").map(\.page).filter { $0.id != fixture.page }
        #expect(Set(pages.map(\.batch)).count == 1 && pages.allSatisfy { $0.origin == .scanner })
        let entries = try await fixture.store.auditEntries().filter { $0.action == "page.add" && $0.person == "clerk" }
        #expect(entries.count == 5)
    }

    @Test func whoComesBackIsToldWhatIsNew() async throws {
        let fixture = try await DeskFixture()
        try ScanTests.lay(3, on: fixture.scanner)
        try await LiveDesk.run(fixture) { base in
            let member = try await LiveMember(base)
            let events = try await member.events()
            try await member.post("/scan/start", ScanTests.choices)
            let all = try await events.until(isOver)
            let ids = all.compactMap(\.id)
            let second = try #require(ids.dropFirst().first)
            let again = try await member.events(lastSeen: second).until { $0.name == "preview" }
            #expect(numbers(again) == [3])
            let anew = try await member.events().until { $0.name == "preview" }
            #expect(numbers(anew) == [1, 2, 3])
            // Nobody else is told anything of it.
            let other = try await LiveMember(base, as: "second")
            let theirs = try await other.events().until { $0.name == "preview" }
            #expect(numbers(theirs).isEmpty)
        }
    }

    @Test func aDeviceHasOneScanAtATime() async throws {
        let fixture = try await DeskFixture()
        try ScanTests.lay(3, on: fixture.scanner)
        try fixture.scanner.control("stall-at 2")
        try await LiveDesk.run(fixture) { base in
            let (member, other) = (try await LiveMember(base), try await LiveMember(base, as: "second"))
            let events = try await member.events()
            try await member.post("/scan/start", ScanTests.choices)
            _ = try await events.until { $0.name == "page" }
            let refused = try await other.post("/scan/start", ScanTests.choices)
            #expect(refused.status == 409 && refused.text.contains("scan.busy"))
            let own = try await member.post("/scan/continue")
            #expect(own.status == 409 && own.text.contains("scan.yours"))
            try await member.post("/scan/stop")
            let told = try await events.until(isOver)
            let stopped = try #require(told.last)
            #expect(stopped.text("state") == "stopped" && stopped.number("next") == 2)
            try await member.post("/scan/continue")
            _ = try await events.until(isOver)
            let theirs = try await other.events()
            try await other.post("/scan/start", ScanTests.choices)
            let empty = try await theirs.until(isOver).last
            #expect(empty?.text("message") == Phrase.scanOutOfPaper.chinese)
        }
        #expect(try await shades(fixture) == [10, 20, 30])
    }

    /// The vault is gone when the page comes: the sheet is through the feeder and is not asked for again.
    @Test func aPageThatCouldNotBeTakenInWaits() async throws {
        let fixture = try await DeskFixture()
        try ScanTests.lay(2, on: fixture.scanner)
        let vault = fixture.folder.file("vault")
        let aside = fixture.folder.file("aside")
        try FileManager.default.moveItem(at: vault, to: aside)
        try Data("x".utf8).write(to: vault)
        try await LiveDesk.run(fixture) { base in
            let member = try await LiveMember(base)
            let events = try await member.events()
            try await member.post("/scan/start", ScanTests.choices)
            let told = try await events.until(isOver)
            let broken = try #require(told.last)
            #expect(broken.text("state") == "broken" && broken.number("next") == 1)
            // A new batch would forget it.
            let anew = try await member.post("/scan/start", ScanTests.choices)
            #expect(anew.status == 409 && anew.text.contains("scan.waiting"))
            try FileManager.default.removeItem(at: vault)
            try FileManager.default.moveItem(at: aside, to: vault)
            try await member.post("/scan/continue")
            let done = try await events.until(isOver)
            #expect(numbers(done) == [1, 2])
            #expect(done.last?.text("state") == "done")
        }
        #expect(try await shades(fixture) == [10, 20])
        #expect(fixture.scanner.fed.count == 2)
        let spools = try FileManager.default.contentsOfDirectory(atPath: fixture.folder.file("scan").path)
        #expect(spools.isEmpty)
    }

    /// The network breaks between two sheets: the pile goes through, and everything is there once when it is back.
    @Test func aScanGoesOnWithoutTheVaultAndIsDeliveredLater() async throws {
        let fixture = try await DeskFixture()
        try ScanTests.lay(5, on: fixture.scanner)
        try fixture.scanner.control("jam-at 3")
        try await LiveDesk.run(fixture) { base in
            let member = try await LiveMember(base)
            let events = try await member.events()
            try await member.post("/scan/start", ScanTests.choices)
            #expect(numbers(try await events.until(isOver)) == [1, 2])
            fixture.access.setAway(true)
            try fixture.scanner.control("")
            try await member.post("/scan/continue")
            let held = try #require(try await events.until(isOver).last)
            #expect(held.text("state") == "held" && held.text("message").contains("3"))
            #expect(try await shades(fixture) == [10, 20])
            // Nothing is scanned over what waits.
            let more = try await member.post("/scan/continue")
            #expect(more.status == 409 && more.text.contains("scan.held"))
            fixture.access.setAway(false)
            let done = try await events.until { $0.name == "page" && $0.number("number") == 5 }
            #expect(numbers(done) == [3, 4, 5])
            #expect(done.last { $0.name == "state" }?.text("state") == "done")
        }
        #expect(try await shades(fixture) == [10, 20, 30, 40, 50])
        #expect(fixture.scanner.fed.count == 5)
        #expect(try FileManager.default.contentsOfDirectory(atPath: fixture.folder.file("scan").path).isEmpty)
    }

    /// What is kept outlives the desk that kept it.
    @Test func whatIsKeptIsDeliveredByTheNextDesk() async throws {
        let fixture = try await DeskFixture()
        try ScanTests.lay(3, on: fixture.scanner)
        fixture.access.setAway(true)
        try await LiveDesk.run(fixture) { base in
            let member = try await LiveMember(base)
            let events = try await member.events()
            try await member.post("/scan/start", ScanTests.choices)
            let held = try #require(try await events.until(isOver).last)
            #expect(held.text("state") == "held" && held.text("message").contains("3"))
        }
        #expect(try await shades(fixture).isEmpty)
        // The desk was ended with them; what the next one does first delivers them.
        fixture.access.setAway(false)
        await fixture.desk.takeUp()
        #expect(try await shades(fixture) == [10, 20, 30])
    }

    @Test func whatAnEndedDeskLeftIsTakenIn() async throws {
        let fixture = try await DeskFixture()
        let spool = fixture.folder.file("scan").appending(path: "left")
        try FileManager.default.createDirectory(at: spool, withIntermediateDirectories: true)
        try ScanRecovery.write(
            .init(IntakeBatch(organization: "S", key: "left", origin: .scanner, person: "clerk")), to: spool)
        for (number, shade) in [(2, UInt8(20)), (10, 100)] {
            try PNGFile.encode(PageImage(width: 40, height: 60, channels: 1, filledWith: shade)).write(
                to: spool.appending(path: "page-\(number)-x.png"))
        }
        await fixture.desk.takeUp()
        #expect(try await shades(fixture) == [20, 100])
        #expect(!FileManager.default.fileExists(atPath: spool.path))
    }

    @Test func aPreviewIsSeenByOneAndStoredNowhere() async throws {
        let fixture = try await DeskFixture()
        try ScanTests.lay(1, on: fixture.scanner)
        try await LiveDesk.run(fixture) { base in
            let (member, other) = (try await LiveMember(base), try await LiveMember(base, as: "second"))
            let events = try await member.events()
            try await member.post("/scan/preview", ScanTests.choices)
            let told = try await events.until { $0.name == "preview" && $0.data["width"] != nil }
            let seen = try #require(told.last)
            #expect(abs((seen.data["width"] as? Double ?? 0) - 210) < 1)
            #expect(abs((seen.data["height"] as? Double ?? 0) - 297) < 1)
            let path = "/scan/preview/" + seen.text("id")
            #expect(try await member.get(path).status == 200)
            #expect(try await other.get(path).status == 404)
        }
        #expect(try await shades(fixture).isEmpty && fixture.scanner.fed.isEmpty)
    }

    @Test func aCaseOfOthersAndChoicesThatAreNoneAreRefused() async throws {
        let fixture = try await DeskFixture()
        let student = try await fixture.student()
        let matter = try await fixture.store.openCase(
            .init(kind: .infoCorrection, student: student.id, field: .birthDate, newValue: "2014-05-16"), by: "clerk")
        try ScanTests.lay(1, on: fixture.scanner)
        try await LiveDesk.run(fixture) { base in
            let member = try await LiveMember(base)
            let stranger = try await LiveMember(base, as: "stranger")
            let asked = ScanTests.choices.merging(["case": String(matter.number)]) { $1 }
            #expect(try await stranger.post("/scan/start", asked).status == 403)
            for wrong in [["device": ""], ["source": "x"], ["resolution": "9"], ["mode": ""], ["left": "1"]] {
                let answer = try await member.post("/scan/start", ScanTests.choices.merging(wrong) { $1 })
                #expect(answer.status == 422, "\(wrong)")
            }
            #expect(try await member.post("/scan/continue").status == 422)
            let events = try await member.events()
            try await member.post("/scan/start", asked)
            _ = try await events.until(isOver)
        }
        let page = try #require(try await fixture.store.pages(under: "S").first?.page)
        #expect(page.caseNumber == matter.number)
    }

    /// What is kept under a name fills in the page again, for that scanner.
    @Test func settingsAreKeptAsAProfile() async throws {
        let fixture = try await DeskFixture()
        try ScanTests.lay(1, on: fixture.scanner)
        let asked = ScanTests.choices.merging(["size": "A5", "brightness": "-10", "source": "flatbed"]) { $1 }
        try await LiveDesk.run(fixture) { base in
            let member = try await LiveMember(base)
            #expect(try await member.get("/scan").text.contains(Phrase.scanProfileKept.chinese) == false)
            let kept = try await member.post("/scan/profile", asked.merging(["name": "毕业证书"]) { $1 })
            #expect(kept.status == 200 && kept.text.contains("毕业证书"))
            #expect(try await member.get("/scan").text.contains("<option value=\"毕业证书\">"))
            let filled = try await member.get(
                "/scan/profile?name=%E6%AF%95%E4%B8%9A%E8%AF%81%E4%B9%A6&device=xueji_virtual:0"
            ).text
            for part in [
                "\"size\":\"A5\"", "\"brightness\":\"-10\"", "\"source\":\"flatbed\"", "\"resolution\":\"50\"",
            ] {
                #expect(filled.contains(part), "\(filled)")
            }
            // Under the name of one that came with the program it holds for this scanner alone.
            #expect(try await member.post("/scan/profile", asked.merging(["name": "forms"]) { $1 }).status == 200)
            #expect(try await member.get("/scan/profile?name=forms&device=xueji_virtual:0").text.contains("A5"))
            #expect(try await member.get("/scan/profile?name=forms&device=other:0").text.contains("\"size\":\"auto\""))
            for wrong in [["name": ""], ["name": "../x"], ["size": "A9"], ["brightness": "101"], ["brightness": "x"]] {
                let answer = try await member.post(
                    "/scan/profile", asked.merging(["name": "y"]) { $1 }.merging(wrong) { $1 })
                #expect(answer.status == 422, "\(wrong)")
            }
            #expect(try await member.get("/scan/profile?name=none&device=x").status == 422)
            let events = try await member.events()
            #expect(try await member.post("/scan/start", asked.merging(["profile": "毕业证书"]) { $1 }).status == 204)
            _ = try await events.until(isOver)
        }
        let page = try #require(try await fixture.store.pages(under: "S").first?.page)
        let image = try ImageDecoder().pages(of: try await fixture.vault.get(page.hash), name: page.name)[0]
        #expect(image.width == 291 && image.height == 413)
    }

    /// Looking for devices takes long: the page does not wait for it.
    @Test func theListOfDevicesIsThereAtOnce() async throws {
        let fixture = try await DeskFixture()
        try Data(#"[{"name":"old:1","vendor":"Old","model":"one","kind":"scanner"}]"#.utf8).write(
            to: fixture.folder.file("scanners.json"))
        let again = try await fixture.restarted()
        try ScanTests.lay(1, on: fixture.scanner)
        try fixture.scanner.control("search-ms 1000")
        try await LiveDesk.run(again) { base in
            let member = try await LiveMember(base)
            #expect(try await member.get("/scan").text.contains("Old one"))
            let events = try await member.events()
            let looking = try await events.until { $0.name == "devices" }.last
            #expect(looking?.data["isLooking"] as? Bool == true)
            let found = try await events.until { $0.name == "devices" && $0.data["isLooking"] as? Bool == false }.last
            let devices = found?.data["devices"] as? [[String: Any]]
            #expect(devices?.first?["name"] as? String == "xueji_virtual:0")
        }
    }
}
