import Foundation
import IntakeModel
import Registry
import RegistryStore
import Testing

@testable import ReviewDesk

/// 浏览器断库复核: what a person sees while the store is away, and of a conflict afterwards.
@Suite("浏览器断库复核", .serialized)
struct BrowserOfflineTests {
    @Test func reviewingGoesOnAndAConflictIsSettled() async throws {
        let fixture = try await DeskFixture()
        for shade in UInt8(1)...2 { _ = try await DeskFixture.card(fixture.store, fixture.vault, shade: shade) }
        await fixture.desk.takeUp()
        try await LiveDesk.run(fixture) { base in
            try await WebDriver.run { browser in
                try await browser.signIn(base)
                try await browser.go(base + "/review/1")
                #expect(try await browser.until("document.querySelectorAll('.field.open').length === 2"))
                await fixture.desk.offline.held.settled("clerk")
                fixture.line.setAway(true)
                for id in 1...3 {
                    #expect(try await browser.until("location.pathname === '/review/\(id)'"))
                    #expect(try await browser.until("document.querySelectorAll('.field.open').length === 2"))
                    #expect(try await browser.until("document.getElementById('picture').naturalWidth > 0"))
                    try await browser.press("1")
                    #expect(try await browser.until("document.querySelectorAll('.field.open').length === 1"))
                    #expect(try await browser.until("document.getElementById('said').textContent.includes('保存在本机')"))
                    if id == 2 { try await browser.screenshot(LiveDesk.picture("review-store-away")) }
                    try await browser.press(LiveDesk.enter)
                    #expect(try await browser.until("document.querySelectorAll('.field.open').length === 0"))
                    try await browser.press(LiveDesk.enter)
                }
                #expect(try await browser.until("location.pathname === '/review'"))
                try await browser.check("held")
                try await browser.screenshot(LiveDesk.picture("review-all-kept"))
                // Meanwhile, where the store can be reached, somebody decides the first one otherwise.
                fixture.clock.advance(minutes: 6)
                try await fixture.store.holdDocument(1, by: "second")
                _ = try await fixture.store.review(
                    document: 1, field: .birthDate, action: .correct, after: "2014-05-11", reason: nil, by: "second")
                try await fixture.store.releaseDocument(1, by: "second")
                fixture.line.setAway(false)
                try await browser.go(base + "/review")
                let clerk = try await fixture.store.person("clerk")
                while try await fixture.store.reviewConflicts(for: clerk).isEmpty {
                    try await Task.sleep(for: .milliseconds(100))
                }
                try await browser.go(base + "/review")
                try await browser.click("a[href='/conflicts']")
                #expect(try await browser.until("document.querySelector('a[href=\"/conflicts/1\"]')"))
                try await browser.check("conflicts")
                try await browser.click("a[href='/conflicts/1']")
                #expect(try await browser.until("document.querySelector('.conflict img').naturalWidth > 0"))
                #expect(
                    try await browser.script("return document.querySelector('.mine').textContent") as? String
                        == "2014-05-16")
                #expect(
                    try await browser.script("return document.querySelector('.theirs').textContent") as? String
                        == "2014-05-11")
                try await browser.check("conflict")
                try await browser.screenshot(LiveDesk.picture("conflict"))
                try await browser.click("button[value='theirs']")
                #expect(try await browser.until("location.pathname === '/conflicts'"))
            }
        }
        #expect(try await fixture.store.document(1).value(.birthDate) == "2014-05-11")
        #expect(try await fixture.store.document(2).value(.birthDate) == "2014-05-16")
    }
}
