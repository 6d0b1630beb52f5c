import Foundation
import ImageCodecs
import IntakeModel
import Registry
import RegistryStore
import TestSupport
import Testing

@testable import ReviewDesk

/// One reviewer and one clerk at a desk that really listens.
@Suite("工作台浏览器", .serialized)
struct RealBrowserTests {
    @Test func papersAreReviewedByKeyboardAlone() async throws {
        let fixture = try await DeskFixture()
        let second = try await DeskFixture.card(fixture.store, fixture.vault, shade: 120)
        let other = try await fixture.store.documents(onPage: second)[0].id
        try await LiveDesk.run(fixture) { base in
            try await WebDriver.run { browser in
                try await browser.signIn(base)
                try await browser.screenshot(LiveDesk.picture("start"))
                try await browser.go(base + "/review")
                try await browser.press(LiveDesk.enter)
                #expect(try await browser.until("location.pathname === '/review/\(fixture.document)'"))
                #expect(try await browser.until("document.getElementById('picture').naturalWidth === 200"))
                #expect(try await browser.until("document.querySelector('.current').dataset.key === 'birthDate'"))
                try await browser.screenshot(LiveDesk.picture("review"))

                // Keys of an input method at work are nobody else's.
                try await browser.script(
                    """
                    for (const key of ["u", "1", "Enter", "x"])
                      document.dispatchEvent(new KeyboardEvent("keydown", { key, isComposing: true, bubbles: true }));
                    """)
                #expect(
                    try await browser.script("return document.querySelector('[data-panel=x]').hidden") as? Bool == true)

                // What is typed and not stored comes back; shortcuts are letters in the box.
                try await browser.press(LiveDesk.down + "e")
                try await browser.press("xun")
                #expect(try await browser.script("return document.activeElement.value") as? String == "xun")
                try await browser.press(LiveDesk.escape)
                #expect(try await fixture.store.document(fixture.document).reviews.isEmpty)
                try await browser.go(base + "/review/\(fixture.document)")
                #expect(try await browser.until("document.querySelector('[data-key=sex] .typed').value === 'xun'"))

                // The other reading by its number; then the second field is typed anew.
                try await browser.press("1")
                #expect(try await browser.until("document.querySelectorAll('.field.open').length === 1"))
                try await browser.press("e")
                try await browser.press("男" + LiveDesk.enter)
                #expect(try await browser.until("document.querySelectorAll('.field.open').length === 0"))
                try await browser.screenshot(LiveDesk.picture("review-done"))
                let first = try await fixture.store.document(fixture.document)
                #expect(first.status == .verified)
                #expect(first.value(.birthDate) == "2014-05-16" && first.value(.sex) == "男")
                #expect(try await browser.script("return localStorage.length") as? Int == 0)

                // Enter leads on to the next paper, where one field is unreadable and one is right.
                try await browser.press(LiveDesk.enter)
                #expect(
                    try await browser.until(
                        "location.pathname === '/review/\(other)' && document.querySelector('.current')"))
                try await browser.press("u")
                #expect(try await browser.until("document.querySelectorAll('.field.open').length === 1"))
                try await browser.press(LiveDesk.enter)
                #expect(try await browser.until("document.querySelectorAll('.field.open').length === 0"))
                let last = try await fixture.store.document(other)
                #expect(last.status == .verified && last.value(.birthDate) == nil && last.value(.sex) == "女")
                #expect(try await browser.complaints() == [])
            }
        }
    }

    @Test func filesAreTakenInAndShownWithoutReloading() async throws {
        let fixture = try await DeskFixture()
        let file = fixture.folder.file("扫描件.png")
        try PNGFile.encode(PageImage(width: 50, height: 50, channels: 1, filledWith: 3)).write(to: file)
        let text = fixture.folder.file("不是图像.png")
        try Data("hello".utf8).write(to: text)
        try await LiveDesk.run(fixture) { base in
            try await WebDriver.run { browser in
                try await browser.signIn(base)
                try await browser.go(base + "/intake")
                try await browser.type(file.path + "\n" + text.path, into: "#files")
                let said = DeskWords.phrase("uploadDone").chinese
                #expect(try await browser.until("document.getElementById('uploads').textContent.includes('\(said)')"))
                #expect(try await browser.until("document.getElementById('list').textContent.includes('扫描件.png')"))
                let failed = DeskWords.phrase("uploadFailed").chinese
                #expect(try await browser.until("document.getElementById('uploads').textContent.includes('\(failed)')"))
                try await browser.screenshot(LiveDesk.picture("intake"))
            }
        }
        #expect(try await fixture.store.pages(under: "S").map(\.page.name) == ["扫描件.png", "card.png"])
    }
}
