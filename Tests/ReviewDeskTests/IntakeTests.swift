import EvidenceVault
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

@Suite("工作台收件")
struct IntakeTests {
    @Test func aFileIsTakenInOnceWithItsJob() async throws {
        let fixture = try await DeskFixture()
        let data = try PNGFile.encode(PageImage(width: 40, height: 40, channels: 1, filledWith: 7))
        let name = HTTPField.Name("X-File-Name")!
        try await fixture.run { browser in
            try await browser.signIn("clerk")
            let path = "..%2F..%2Fetc%2F%E6%89%AB%E6%8F%8F.png"
            let first = try await browser.put("/intake/files", data, headers: [name: path])
            #expect(first.status == .created && first.text.contains("\"isNew\":\"1\""))
            let again = try await browser.put("/intake/files", data, headers: [name: path])
            #expect(again.status == .created && again.text.contains("\"isNew\":\"\""))
            let list = try await browser.get("/intake/list").text
            #expect(list.contains("<td>扫描.png</td>"))
        }
        #expect(try await fixture.store.jobCounts()[.queued] == 1)
        let page = try await fixture.store.pages(under: "S").first?.page
        #expect(page?.name == "扫描.png" && page?.organization == "S")
        #expect(try await fixture.vault.get(try #require(page?.hash)) == data)
    }

    @Test func whatIsNoPictureOrTooLargeIsRefused() async throws {
        let fixture = try await DeskFixture()
        try await fixture.run { browser in
            try await browser.signIn("clerk")
            let text = try await browser.put("/intake/files", Data("hello".utf8))
            #expect(text.status == .unprocessableContent && text.text.contains("\"message\":"))
            #expect(try await browser.put("/intake/files", Data()).status == .unprocessableContent)
            // A picture by its first bytes, one byte over the limit.
            var large = Data([0xFF, 0xD8, 0xFF])
            large.append(Data(count: ImageLimits.standard.bytes - 2))
            let refused = try await browser.put("/intake/files", large)
            #expect(refused.status == .contentTooLarge && refused.text.contains("desk.too-large"))
        }
        #expect(try await fixture.store.jobCounts()[.queued] == nil)
    }

    @Test(arguments: [
        ("a/b/c.png", "c.png"), ("C:\\扫描\\x.jpg", "x.jpg"), ("%00%0A", "upload"), ("a%0Ab.png", "ab.png"), ("..", ".."),
    ])
    func namesAreNeverPaths(_ given: String, _ kept: String) {
        #expect(IntakeRoutes.name(given) == kept)
    }
}
