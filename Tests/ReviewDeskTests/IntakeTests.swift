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

@Suite("工作台收件", .timeLimit(.minutes(30)))
struct IntakeTests {
    private static let offset = HTTPField.Name("Upload-Offset")!

    private func picture(_ shade: UInt8 = 7) throws -> Data {
        try PNGFile.encode(PageImage(width: 40, height: 40, channels: 1, filledWith: shade))
    }

    /// What the desk says of an upload.
    private struct News: Decodable {
        let id: String
        let offset: Int
        let stage: String
        let pages: Int
        let known: Int
        let failures: [String]
        let failed: Int
    }

    private func news(_ response: TestResponse) throws -> News {
        try JSONDecoder().decode(News.self, from: response.bytes)
    }

    private func begin(
        _ browser: Browser, _ name: String, _ size: Int, _ more: [String: String] = [:]
    ) async throws -> News {
        let fields = ["name": name, "size": String(size)].merging(more) { $1 }
        let response = try await browser.post("/intake/uploads", fields, accept: "application/json")
        try #require(response.status == .created, "\(response.text)")
        return try news(response)
    }

    private func put(_ browser: Browser, _ id: String, _ data: Data, at offset: Int) async throws -> TestResponse {
        try await browser.put("/intake/uploads/" + id, data, headers: [IntakeTests.offset: String(offset)])
    }

    /// Asks until all is taken in.
    private func done(_ browser: Browser, _ id: String) async throws -> News {
        while true {
            let told = try news(try await browser.get("/intake/uploads/" + id, accept: "application/json"))
            if told.stage == "done" { return told }
            await Task.yield()
        }
    }

    /// From beginning to end.
    private func send(_ browser: Browser, _ name: String, _ data: Data) async throws -> News {
        let begun = try await begin(browser, name, data.count)
        #expect(try await put(browser, begun.id, data, at: 0).status == .ok)
        return try await done(browser, begun.id)
    }

    @Test func aFileIsTakenInOnceWithItsJob() async throws {
        let fixture = try await DeskFixture()
        let data = try picture()
        try await fixture.run { browser in
            try await browser.signIn("clerk")
            let first = try await send(browser, "../../etc/扫描.png", data)
            #expect(first.pages == 1 && first.known == 0 && first.failed == 0)
            let again = try await send(browser, "扫描.png", data)
            #expect(again.pages == 1 && again.known == 1)
            let list = try await browser.get("/intake/list").text
            #expect(list.contains("<td>扫描.png</td>"))
        }
        #expect(try await fixture.store.jobCounts()[.queued] == 1)
        let page = try await fixture.store.pages(under: "S").first?.page
        #expect(page?.name == "扫描.png" && page?.organization == "S")
        #expect(try await fixture.vault.get(try #require(page?.hash)) == data)
    }

    @Test func piecesMakeAFile() async throws {
        let fixture = try await DeskFixture()
        let data = try picture()
        try await fixture.run { browser in
            try await browser.signIn("clerk")
            let identity = ["identity": "abc"]
            let begun = try await begin(browser, "a.png", data.count, identity)
            #expect(try news(try await put(browser, begun.id, data.prefix(20), at: 0)).offset == 20)
            let asked = try await browser.head("/intake/uploads/" + begun.id)
            #expect(asked.status == .ok && asked.headers[IntakeTests.offset] == "20")
            // Bytes that are there, or not yet due, are not taken.
            #expect(try await put(browser, begun.id, data.prefix(20), at: 0).status == .conflict)
            #expect(try await put(browser, begun.id, data.suffix(3), at: data.count - 3).status == .conflict)
            // The same file, chosen again by the same person, goes on; another's, or another file, does not.
            let same = try await begin(browser, "a.png", data.count, identity)
            #expect(same.id == begun.id && same.offset == 20)
            #expect(try await begin(browser, "a.png", data.count, ["identity": "abd"]).id != begun.id)
            let other = browser.other()
            try await other.signIn("second")
            #expect(try await begin(other, "a.png", data.count, identity).id != begun.id)
            #expect(try await other.get("/intake/uploads/" + begun.id).status == .notFound)
            #expect(try await put(other, begun.id, data.dropFirst(20), at: 20).status == .notFound)
            #expect(try await put(browser, begun.id, data.dropFirst(20), at: 20).status == .ok)
            #expect(try await done(browser, begun.id).pages == 1)
        }
        let hash = try await fixture.store.pages(under: "S").first?.page.hash
        #expect(try await fixture.vault.get(try #require(hash)) == data)
    }

    @Test func aDeskThatStartsAgainGoesOn() async throws {
        let fixture = try await DeskFixture()
        let data = try picture()
        try await fixture.run { browser in
            try await browser.signIn("clerk")
            let begun = try await begin(browser, "a.png", data.count, ["identity": "abc"])
            _ = try await put(browser, begun.id, data.prefix(30), at: 0)
        }
        try await fixture.restarted().run { browser in
            try await browser.signIn("clerk")
            let found = try await begin(browser, "a.png", data.count, ["identity": "abc"])
            #expect(found.offset == 30)
            _ = try await put(browser, found.id, data.dropFirst(30), at: 30)
            #expect(try await done(browser, found.id).pages == 1)
        }
    }

    /// Whole, but not taken in when the desk ended.
    @Test func whatWasWholeIsTakenInByTheNextDesk() async throws {
        let fixture = try await DeskFixture()
        let data = try picture()
        let folder = fixture.folder.file("uploads")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        var upload = Upload(
            id: UUID().uuidString.lowercased(), person: "clerk", organization: "S", name: "a.png", size: data.count,
            identity: "", sha256: nil, caseNumber: nil)
        upload.stage = .taking
        try JSONEncoder().encode(upload).write(to: folder.appending(path: upload.id + ".json"))
        try data.write(to: folder.appending(path: upload.id + ".part"))
        await fixture.desk.takeUp()
        let id = upload.id
        try await fixture.run { browser in
            try await browser.signIn("clerk")
            #expect(try await done(browser, id).pages == 1)
        }
    }

    @Test func archivesPDFAndPhonesAreTakenAsByImport() async throws {
        let fixture = try await DeskFixture()
        let archive = fixture.folder.file("in.zip")
        let script = """
            import sys, zipfile
            with zipfile.ZipFile(sys.argv[1], 'w') as z:
                z.writestr('a/1.png', bytes.fromhex(sys.argv[2])); z.writestr('a/note.txt', b'hello')
                z.writestr('b.pdf', b'%PDF-1.4 x')
            """
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/python3")
        process.arguments = ["-c", script, archive.path, try picture().map { String(format: "%02x", $0) }.joined()]
        try process.run()
        process.waitUntilExit()
        let bytes = try Data(contentsOf: archive)
        let heic = Data([0, 0, 0, 24]) + Data("ftypheic".utf8) + Data(count: 20)
        try await fixture.run { browser in
            try await browser.signIn("clerk")
            let told = try await send(browser, "--in.zip", bytes)
            #expect(told.pages == 2 && told.failed == 1)
            #expect(told.failures.first?.contains("note.txt") == true)
            #expect(try await send(browser, "p.heic", heic).pages == 1)
            #expect(try await send(browser, "p.pdf", Data("%PDF-1.7 y".utf8)).pages == 1)
        }
        let names = try await fixture.store.pages(under: "S").map(\.page.name)
        #expect(Set(names).isSuperset(of: ["--in.zip/1.png", "--in.zip/b.pdf", "p.heic", "p.pdf"]))
        let left = try FileManager.default.contentsOfDirectory(atPath: fixture.folder.file("uploads").path)
        #expect(left.allSatisfy { $0.hasSuffix(".json") })
    }

    @Test func whatIsNoPictureOrTooLargeIsRefused() async throws {
        let fixture = try await DeskFixture()
        try await fixture.run { browser in
            try await browser.signIn("clerk")
            let text = try await send(browser, "a.png", Data("hello".utf8))
            #expect(text.pages == 0 && text.failed == 1)
            let sizes = [
                ("a.png", 0, HTTPResponse.Status.unprocessableContent),
                ("a.png", ImageLimits.standard.bytes + 1, .contentTooLarge), ("a.zip", (2 << 30) + 1, .contentTooLarge),
            ]
            for (name, size, status) in sizes {
                let refused = try await browser.post(
                    "/intake/uploads", ["name": name, "size": String(size)], accept: "application/json")
                #expect(refused.status == status && refused.text.contains("\"message\":"))
            }
            // More than was announced.
            let begun = try await begin(browser, "a.png", 10)
            #expect(try await put(browser, begun.id, Data(count: 11), at: 0).status == .contentTooLarge)
        }
        #expect(try await fixture.store.jobCounts()[.queued] == nil)
    }

    @Test func damageOnTheWayIsNoticed() async throws {
        let fixture = try await DeskFixture()
        let data = try picture()
        try await fixture.run { browser in
            try await browser.signIn("clerk")
            let begun = try await begin(browser, "a.png", data.count, ["sha256": String(repeating: "0", count: 64)])
            _ = try await put(browser, begun.id, data, at: 0)
            let told = try await done(browser, begun.id)
            #expect(told.pages == 0 && told.failures.first?.contains(Phrase.uploadDamaged.chinese) == true)
        }
        #expect(try await fixture.store.jobCounts()[.queued] == nil)
    }

    @Test func nobodyFillsTheDisk() async throws {
        let fixture = try await DeskFixture()
        try await fixture.run { browser in
            try await browser.signIn("clerk")
            var ids: [String] = []
            for number in 0..<UploadLimits.personFiles {
                ids.append(try await begin(browser, "\(number).png", 10).id)
            }
            let fields = ["name": "more.png", "size": "10"]
            let refused = try await browser.post("/intake/uploads", fields, accept: "application/json")
            #expect(refused.status == .conflict && refused.text.contains("upload.too-many"))
            // A day after its last byte an upload is gone.
            let old = [FileAttributeKey.modificationDate: Date(timeIntervalSinceNow: -UploadLimits.lifetime - 60)]
            try FileManager.default.setAttributes(old, ofItemAtPath: fixture.desk.shelf.bytes(ids[0]).path)
            _ = try await begin(browser, "more.png", 10)
            #expect(try await browser.get("/intake/uploads/" + ids[0]).status == .notFound)
        }
    }

    @Test func whatIsGivenUpIsGone() async throws {
        let fixture = try await DeskFixture()
        try await fixture.run { browser in
            try await browser.signIn("clerk")
            let begun = try await begin(browser, "a.png", 10)
            #expect(try await browser.delete("/intake/uploads/" + begun.id).status == .noContent)
            #expect(try await browser.get("/intake/uploads/" + begun.id).status == .notFound)
        }
        #expect(try FileManager.default.contentsOfDirectory(atPath: fixture.folder.file("uploads").path).isEmpty)
    }
}
