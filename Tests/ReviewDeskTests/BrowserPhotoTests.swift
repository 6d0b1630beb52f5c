import Foundation
import IntakeModel
import Registry
import RegistryStore
import TestSupport
import Testing

@testable import ReviewDesk

/// A clerk decides a run of photos by keyboard alone.
@Suite("照片浏览器", .serialized)
struct BrowserPhotoTests {
    @Test func aRunIsDecidedByKeyboardAlone() async throws {
        let fixture = try await DeskFixture()
        let (run, photos) = try await fixture.photoRun()
        let large = "!document.getElementById('large').hidden"
        let current = "document.querySelector('.shot.current').dataset.photo"
        try await LiveDesk.run(fixture) { base in
            try await WebDriver.run { browser in
                try await browser.signIn(base)
                try await browser.go(base + "/photos")
                try await browser.check("photos")
                try await browser.screenshot(LiveDesk.picture("photo-runs"))
                try await browser.go(base + "/photos/\(run)")
                #expect(
                    try await browser.until(
                        "[...document.querySelectorAll('.shot img')].every((one) => one.naturalWidth > 0 && one.clientWidth > 60)"
                    ))
                // The first that waits has the focus.
                #expect(try await browser.until("\(current) === '\(photos[6])'"))
                try await browser.check("photosheet")
                try await browser.screenshot(LiveDesk.picture("photo-sheet"))

                // Enlarged, with its reasons and their limits.
                try await browser.press(LiveDesk.right + " ")
                #expect(try await browser.until(large + " && \(current) === '\(photos[7])'"))
                #expect(
                    try await browser.until(
                        "[...document.querySelectorAll('#large figure:not([hidden]) img')].every((one) => one.naturalWidth > 300)"
                    ))
                #expect(
                    try await browser.script("return document.querySelector('#large .figures').textContent") as? String
                        == "实测 0.2 · 界限 0.25")
                try await browser.check("photo-large")
                try await browser.screenshot(LiveDesk.picture("photo-large"))

                // Sent back while it is large; the next that waits follows, which is accepted, and then the first.
                try await browser.press("x")
                #expect(try await browser.until("\(current) === '\(photos[8])'"))
                try await browser.press(LiveDesk.enter)
                #expect(try await browser.until("\(current) === '\(photos[6])'"))
                try await browser.press(LiveDesk.escape)
                try await browser.press(LiveDesk.enter)
                let done = DeskWords.phrase("photoDone").chinese
                #expect(try await browser.until("document.getElementById('said').textContent === '\(done)'"))

                // Taken back and decided anew.
                try await browser.press("z")
                #expect(try await browser.until("document.getElementById('open').textContent === '1'"))
                #expect(try await browser.until("\(current) === '\(photos[6])'"))
                try await browser.press("x")
                #expect(try await browser.until("document.getElementById('open').textContent === '0'"))

                // What failed is accepted only with a reason.
                try await browser.script("document.querySelector('[data-photo=\"\(photos[9])\"]').click()")
                try await browser.press(LiveDesk.enter)
                #expect(try await browser.until("!document.getElementById('overrule').hidden"))
                try await browser.press(LiveDesk.enter)
                let refused = Phrase.photoOverruleReason.chinese
                #expect(try await browser.until("document.getElementById('said').textContent.includes('\(refused)')"))
                try await browser.screenshot(LiveDesk.picture("photo-overrule"))
                try await browser.press("毕业照无法重拍" + LiveDesk.enter)
                #expect(try await browser.until("document.getElementById('overrule').hidden"))
                #expect(try await browser.until("document.getElementById('usable').textContent === '8'"))

                // Nothing finished, nothing to accept.
                try await browser.script("document.querySelector('[data-photo=\"\(photos[11])\"]').click()")
                try await browser.press(LiveDesk.enter)
                let unusable = Phrase.photoUnusable.chinese
                #expect(try await browser.until("document.getElementById('said').textContent.includes('\(unusable)')"))

                // By reason: one of the failed.
                try await browser.choose("blur", in: "reason")
                try await browser.script("document.getElementById('filter').requestSubmit()")
                #expect(try await browser.until("location.search.includes('reason=blur')"))
                #expect(try await browser.until("document.querySelectorAll('.shot').length === 1"))
                try await browser.screenshot(LiveDesk.picture("photo-filtered"))

                // Refused overrules are answers of 4xx and no faults of the page.
                #expect(try await browser.complaints().filter { !$0.contains("422") } == [])

                try await browser.signOut()
                try await browser.signIn(base, as: "stranger")
                try await browser.go(base + "/photos")
                #expect(try await browser.script("return document.querySelectorAll('tbody a').length") as? Int == 0)
                try await browser.go(base + "/photos/\(run)")
                #expect(try await browser.script("return document.querySelectorAll('.shot').length") as? Int == 0)
            }
        }
        let decided = try await fixture.store.photos(ofRun: run).photos
        #expect(decided[6].trail.map(\.action) == [.accept, .undo, .reject] && decided[6].outcome == .returned)
        #expect(decided[7].outcome == .returned && decided[8].outcome == .usable)
        #expect(decided[9].outcome == .usable && decided[9].photo.verdict == .fail)
        #expect(decided[9].decision?.reason == "毕业照无法重拍" && decided[11].outcome == .returned)
    }
}
