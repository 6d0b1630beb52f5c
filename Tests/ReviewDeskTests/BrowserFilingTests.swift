import Foundation
import IntakeModel
import Registry
import RegistryStore
import Testing

@testable import ReviewDesk

/// Papers go to their cases by keyboard alone.
@Suite("浏览器归档", .serialized)
struct BrowserFilingTests {
    @Test func papersGoToTheirCasesByKeyboardAlone() async throws {
        let fixture = try await DeskFixture()
        let number = try await fixture.correction()
        let sure = try await fixture.sureCard(shade: 190)
        let doubtful = try await fixture.sureCard(shade: 201, name: "陈梓函")
        let stranger = try await fixture.sureCard(shade: 202, name: "赵一", number: nil)
        let rest = try await fixture.sureCard(shade: 203, name: "钱二", number: nil)
        @Sendable func at(_ paper: Int64) -> String {
            "document.getElementById('filing').dataset.document === '\(paper)'"
        }
        try await LiveDesk.run(fixture) { base in
            try await WebDriver.run { browser in
                try await browser.signIn(base)
                try await browser.go(base + "/filing")
                #expect(try await browser.until(at(sure)))
                #expect(try await browser.until("document.querySelector('.filing-view img').naturalWidth === 300"))
                try await browser.check("filing")
                try await browser.screenshot(LiveDesk.picture("filing"))
                // Nothing speaks against it: one key.
                try await browser.press(LiveDesk.enter)
                #expect(try await browser.until(at(doubtful)))
                #expect(try await fixture.store.caseFile(number).evidence.count == 1)
                // A question: it opens, asks for a reason, and is answered.
                try await browser.press(LiveDesk.enter)
                #expect(try await browser.until("document.activeElement.name === 'reason'"))
                try await browser.check("filing-question")
                try await browser.screenshot(LiveDesk.picture("filing-question"))
                try await browser.press("户口簿为准" + LiveDesk.enter)
                #expect(try await browser.until(at(stranger)))
                #expect(try await fixture.store.caseFile(number).evidence.count == 2)
                // Taken back, and filed anew.
                try await browser.press("z")
                #expect(try await browser.until(at(doubtful)))
                #expect(try await fixture.store.caseFile(number).evidence.count == 1)
                try await browser.press(LiveDesk.down)
                #expect(try await browser.until(at(stranger)))
                // Nobody whom it names has a case: another is looked for.
                try await browser.press("c")
                #expect(try await browser.until("document.activeElement.name === 'q'"))
                try await browser.press("\(number)" + LiveDesk.enter)
                #expect(try await browser.until("document.querySelectorAll('.choice').length === 1"))
                try await browser.press(LiveDesk.escape + "1")
                #expect(try await browser.until("document.activeElement.name === 'reason'"))
                try await browser.press("监护人的卡" + LiveDesk.enter)
                #expect(try await browser.until(at(rest)))
                // It belongs to no case.
                try await browser.press("k")
                #expect(try await browser.until("document.activeElement.name === 'reason'"))
                try await browser.press("多扫的" + LiveDesk.enter)
                #expect(try await browser.until(at(doubtful)))
                #expect(try await browser.complaints() == [])
            }
        }
        #expect(try await fixture.store.caseFile(number).evidence.map(\.document?.id) == [sure, stranger])
        #expect(try await fixture.store.unfiledPapers(for: "clerk").papers.map(\.document.id) == [doubtful])
    }
}
