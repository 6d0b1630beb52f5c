import EvidenceVault
import Foundation
import ImageCodecs
import IntakeModel
import Registry
import RegistryStore
import TestSupport
import Testing

@testable import ReviewDesk

/// 浏览器扫描: a clerk, a scanner, and paper that jams.
@Suite("浏览器扫描", .serialized, .timeLimit(.minutes(30)))
struct BrowserScanTests {
    /// Drawn forms on the pile.
    private func lay(_ count: Int, on scanner: VirtualScanner) throws {
        let names = ["7-000", "7-001", "7-002", "8-000"]
        for number in 1...count {
            let file = Workplace.samples.appending(path: "transferContactForm-\(names[number - 1]).jpg")
            try scanner.lay(PNMFile.encode(try ImageDecoder().pages(at: file)[0]), number: number)
        }
    }

    private static let pages = "document.querySelectorAll('#pages li').length"
    private static let shown =
        "[...document.querySelectorAll('#pages img')].every((one) => one.complete && one.naturalWidth > 0)"

    private func open(_ browser: WebDriver, _ base: String, source: String) async throws {
        try await browser.signIn(base)
        try await browser.go(base + "/scan")
        #expect(try await browser.until("document.querySelector('[name=device]').value === 'xueji_virtual:0'"))
        for (name, value) in [("source", source), ("resolution", "150")] {
            try await browser.choose(value, in: name)
            try await browser.script(
                "document.querySelector('[name=\(name)]').dispatchEvent(new Event('change', { bubbles: true }))")
        }
    }

    @Test func aBatchWithAJamIsScannedToItsEnd() async throws {
        let fixture = try await DeskFixture()
        try lay(4, on: fixture.scanner)
        try fixture.scanner.control("jam-at 3", "delay-ms 20")
        try await LiveDesk.run(fixture) { base in
            try await WebDriver.run { browser in
                try await open(browser, base, source: "adf")
                try await browser.check("scan")
                try await browser.screenshot(LiveDesk.picture("scan-ready"))
                try await browser.click("#start")
                #expect(try await browser.until("!document.getElementById('progress').hidden"))
                try await browser.screenshot(LiveDesk.picture("scan-under-way"))
                let jam = Phrase.scanJammed.with("3").text(.chinese)
                #expect(
                    try await browser.until(
                        "document.getElementById('trouble').textContent.includes('\(jam)')"))
                #expect(try await browser.until(BrowserScanTests.pages + " === 2 && " + BrowserScanTests.shown))
                try await browser.check("scan, jammed")
                try await browser.screenshot(LiveDesk.picture("scan-jam"))
                #expect(try await browser.script("return document.activeElement.id") as? String == "go")
                // The page is closed meanwhile; who comes back finds all as it was.
                try await browser.go(base + "/")
                try await browser.go(base + "/scan")
                #expect(try await browser.until(BrowserScanTests.pages + " === 2"))
                #expect(try await browser.until("document.getElementById('go').textContent.includes('3')"))
                try await browser.click("#go")
                let done = Phrase.scanDone.with("4").text(.chinese)
                #expect(
                    try await browser.until(
                        "document.getElementById('said').textContent.includes('\(done)')"))
                #expect(try await browser.until(BrowserScanTests.pages + " === 4 && " + BrowserScanTests.shown))
                try await browser.check("scan, done")
                try await browser.screenshot(LiveDesk.picture("scan-done"))
                #expect(try await browser.complaints() == [])
            }
        }
        let names = try await fixture.store.pages(under: "S").map(\.page.name).prefix(4)
        #expect(Array(names) == ["scan-4.png", "scan-3.png", "scan-2.png", "scan-1.png"])
        #expect(fixture.scanner.fed.count == 4)
    }

    @Test func theGlassIsLookedAtAndCut() async throws {
        let fixture = try await DeskFixture()
        try lay(2, on: fixture.scanner)
        try await LiveDesk.run(fixture) { base in
            try await WebDriver.run { browser in
                try await open(browser, base, source: "flatbed")
                try await browser.click("#look-at-glass")
                #expect(try await browser.until("document.getElementById('preview').naturalWidth > 0"))
                try await browser.drag("#glass", from: (0.1, 0.1), to: (0.6, 0.4))
                #expect(try await browser.until("!document.getElementById('frame').hidden"))
                func number(_ name: String) async throws -> Double {
                    let text = try await browser.script("return document.querySelector('[name=\(name)]').value")
                    return Double(text as? String ?? "") ?? -1
                }
                let (left, width) = (try await number("left"), try await number("width"))
                #expect(abs(left - 21) < 2 && abs(width - 105) < 2)
                // The numbers move the frame too.
                let before = try await browser.script("return document.getElementById('frame').style.height") as? String
                try await browser.script("document.querySelector('[name=height]').value = ''")
                try await browser.type("100", into: "[name=height]")
                let after = try await browser.script("return document.getElementById('frame').style.height") as? String
                #expect(before != after)
                try await browser.check("scan, preview")
                try await browser.screenshot(LiveDesk.picture("scan-preview"))
                try await browser.click("#start")
                #expect(
                    try await browser.until(BrowserScanTests.pages + " === 1 && " + BrowserScanTests.shown)
                )
                // The next paper on the glass belongs to the same batch.
                #expect(
                    try await browser.until(
                        "!document.getElementById('go').hidden && !document.getElementById('go').disabled"))
                try await browser.click("#go")
                #expect(
                    try await browser.until(BrowserScanTests.pages + " === 2 && " + BrowserScanTests.shown)
                )
                try await browser.screenshot(LiveDesk.picture("scan-glass-done"))
                #expect(try await browser.complaints() == [])
            }
        }
        let pages = try await fixture.store.pages(under: "S").map(\.page).prefix(2)
        #expect(Set(pages.map(\.batch)).count == 1)
        for page in pages {
            let image = try ImageDecoder().pages(of: try await fixture.vault.get(page.hash), name: page.name)[0]
            #expect(abs(image.width - 620) < 15 && abs(image.height - 591) < 15)
        }
    }

    /// Settings kept under a name fill in the page again.
    @Test func settingsAreKeptAndFillInThePage() async throws {
        let fixture = try await DeskFixture()
        try lay(1, on: fixture.scanner)
        try await LiveDesk.run(fixture) { base in
            try await WebDriver.run { browser in
                func shown(_ name: String) async throws -> String? {
                    try await browser.script("return document.querySelector('#choices [name=\(name)]').value")
                        as? String
                }
                func choose(_ value: String, _ name: String) async throws {
                    try await browser.choose(value, in: name)
                    try await browser.script(
                        "document.querySelector('[name=\(name)]').dispatchEvent(new Event('change', { bubbles: true }))"
                    )
                }
                try await open(browser, base, source: "flatbed")
                try await choose("A5", "size")
                try await browser.type("-10", into: "[name=brightness]")
                try await browser.script("document.querySelector('details.card').open = true")
                try await browser.type("毕业证书", into: "#keep-profile [name=name]")
                try await browser.click("#keep-profile button")
                let said = Phrase.scanProfileKept.with("毕业证书").text(.chinese)
                #expect(try await browser.until("document.getElementById('kept').textContent === '\(said)'"))
                try await browser.check("scan, profile kept")
                try await browser.screenshot(LiveDesk.picture("scan-profile"))
                #expect(try await shown("profile") == "毕业证书")
                try await choose("forms", "profile")
                #expect(try await browser.until("document.querySelector('[name=size]').value === 'auto'"))
                for (name, value) in [("source", "adf"), ("brightness", ""), ("resolution", "300")] {
                    #expect(try await shown(name) == value, "\(name)")
                }
                try await choose("毕业证书", "profile")
                #expect(try await browser.until("document.querySelector('[name=size]').value === 'A5'"))
                for (name, value) in [("brightness", "-10"), ("resolution", "150")] {
                    #expect(try await shown(name) == value, "\(name)")
                }
                // A choice of one's own is no profile any more.
                try await choose("A4", "size")
                #expect(try await shown("profile") == "")
                #expect(try await browser.complaints() == [])
            }
        }
    }

    @Test func aScannerThatIsInUseSaysSo() async throws {
        let fixture = try await DeskFixture()
        try lay(1, on: fixture.scanner)
        try fixture.scanner.control("busy 1")
        try await LiveDesk.run(fixture) { base in
            try await WebDriver.run { browser in
                try await open(browser, base, source: "adf")
                try await browser.click("form[action='/language'] button")
                #expect(try await browser.until("document.documentElement.lang === 'en'"))
                try await browser.go(base + "/scan")
                #expect(try await browser.until("document.querySelector('[name=source]').value === 'adf'"))
                try await browser.click("#start")
                #expect(try await browser.until("document.getElementById('trouble').textContent.includes('is in use')"))
                try await browser.check("scan, English")
                try await browser.screenshot(LiveDesk.picture("scan-busy-english"))
                #expect(try await browser.complaints() == [])
            }
        }
    }
}
