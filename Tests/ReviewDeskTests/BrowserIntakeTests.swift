import EvidenceVault
import Foundation
import IntakeModel
import Registry
import RegistryStore
import TestSupport
import Testing

@testable import ReviewDesk

/// 浏览器收件: a large file over a bad line.
@Suite("浏览器收件", .serialized, .timeLimit(.minutes(30)))
struct BrowserIntakeTests {
    private static let part = "document.querySelector('#uploads progress').value"
    private static func said(_ name: String) -> String {
        "document.getElementById('uploads').textContent.includes('\(DeskWords.phrase(name).chinese)')"
    }

    /// 60 MB: the line breaks in the middle and comes back; then the page is closed, and the file chosen again.
    @Test func aLargeFileOutlivesTheLineAndThePage() async throws {
        let fixture = try await DeskFixture()
        let file = fixture.folder.file("large.png")
        var data = Data([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A])
        // Bytes that differ everywhere, so that a piece in a wrong place shows.
        data.append(contentsOf: (0..<7_499_999).flatMap { withUnsafeBytes(of: UInt64($0)) { Array($0) } })
        try data.write(to: file)
        let whole = data
        try await LiveDesk.run(fixture) { base in
            try await WebDriver.run { browser in
                try await browser.signIn(base)
                try await browser.go(base + "/intake")
                try await browser.network(upload: 8 << 20)
                try await browser.type(file.path, into: "#files")
                #expect(try await browser.until(BrowserIntakeTests.part + " > 0.25"))
                try await browser.network(offline: true)
                #expect(try await browser.until(BrowserIntakeTests.said("uploadBroken")))
                try await browser.screenshot(LiveDesk.picture("upload-broken"))
                let before = try #require(try await fixture.unfinished())
                #expect(before > 0 && before < whole.count)
                try await browser.network(upload: 8 << 20)
                #expect(try await browser.until(BrowserIntakeTests.part + " > 0.5"))
                try await browser.screenshot(LiveDesk.picture("upload-going-on"))
                // The page is gone in the middle of a piece.
                try await browser.script("location.href = '/'")
                #expect(try await browser.until("location.pathname === '/'"))
                let after = try #require(try await fixture.unfinished())
                #expect(after > before && after < whole.count)
                try await browser.network()
                try await browser.go(base + "/intake")
                try await browser.type(file.path, into: "#files")
                #expect(try await browser.until(BrowserIntakeTests.said("uploadDone")))
                #expect(try await browser.until("document.getElementById('list').textContent.includes('large.png')"))
                try await browser.check("intake")
                try await browser.screenshot(LiveDesk.picture("upload-done"))
                // The broken line is on the console, and that the page, which nobody had clicked on, asked whether it may
                // be left; nothing else is.
                let others = try await browser.complaints().filter {
                    !$0.contains("ERR_INTERNET_DISCONNECTED") && !$0.contains("'beforeunload'")
                }
                #expect(others == [])
            }
        }
        let page = try #require(try await fixture.store.pages(under: "S").first?.page)
        #expect(page.name == "large.png")
        #expect(try await fixture.vault.get(page.hash) == whole)
    }

    @Test func severalFilesOfAllKindsAtOnce() async throws {
        let fixture = try await DeskFixture()
        let good = Workplace.samples.appending(path: "residentCard-7-000.jpg").path
        let text = fixture.folder.file("说明.txt")
        try Data("hello".utf8).write(to: text)
        try await LiveDesk.run(fixture) { base in
            try await WebDriver.run { browser in
                try await browser.signIn(base)
                try await browser.go(base + "/intake")
                try await browser.type(good + "\n" + text.path, into: "#files")
                #expect(try await browser.until("document.querySelectorAll('#uploads li').length === 2"))
                #expect(try await browser.until(BrowserIntakeTests.said("uploadDone")))
                #expect(try await browser.until(BrowserIntakeTests.said("uploadFailed")))
                try await browser.check("intake")
                try await browser.screenshot(LiveDesk.picture("upload-several"))
                #expect(try await browser.complaints() == [])
            }
        }
    }
}

extension DeskFixture {
    /// Bytes of the one file that is not whole yet.
    fileprivate func unfinished() async throws -> Int? {
        let uploads = folder.file("uploads")
        let part = try FileManager.default.contentsOfDirectory(atPath: uploads.path).first { $0.hasSuffix(".part") }
        return try part.flatMap {
            let path = uploads.appending(path: $0).path
            return (try FileManager.default.attributesOfItem(atPath: path)[.size] as? NSNumber)?.intValue
        }
    }
}
