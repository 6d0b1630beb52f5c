import Foundation
import IntakeModel
import Registry
import RegistryStore
import Testing

@testable import ReviewDesk

@Suite("浏览器批次", .serialized)
struct BrowserBatchTests {
    @Test func aBatchIsPutInOrderByKeyAndByMouse() async throws {
        let fixture = try await DeskFixture()
        let batch = try await BatchPageTests.batch(fixture, "x", pages: 6)
        let entries = try await fixture.store.entries(ofBatch: batch)
        @Sendable func order(_ numbers: [Int]) -> String {
            let wanted = numbers.map { String(entries[$0 - 1].id) }.joined(separator: ",")
            return "[...document.querySelectorAll('.leaf')].map((one) => one.dataset.entry).join() === '\(wanted)'"
        }
        try await LiveDesk.run(fixture) { base in
            try await WebDriver.run { browser in
                try await browser.signIn(base)
                try await browser.go(base + "/batches/\(batch)")
                #expect(try await browser.until("document.querySelector('.leaf.current')"))
                // Down the page: the second goes to the third place.
                try await browser.press(LiveDesk.right)
                try await browser.press(LiveDesk.right, holding: LiveDesk.shift)
                #expect(try await browser.until(order([1, 3, 2, 4, 5, 6])))
                try await browser.press("x")
                #expect(try await browser.until("document.querySelectorAll('.leaf.aside').length === 1"))
                try await browser.press("o")
                #expect(try await browser.until("document.querySelector('.leaf.current img').src.endsWith('turn=90')"))
                #expect(
                    try await browser.until("document.querySelector('.leaf.current img').naturalWidth > 250"))
                #expect(
                    try await browser.until(
                        "[...document.querySelectorAll('.leaf img')].every((one) => one.naturalWidth > 0)"))
                try await browser.check("batch")
                try await browser.screenshot(LiveDesk.picture("batch"))
                try await browser.press("x")
                #expect(try await browser.until("document.querySelectorAll('.leaf.aside').length === 0"))
                // A page dragged onto another takes its place.
                try await browser.script(
                    """
                    const data = new DataTransfer();
                    const [first, , , fourth] = document.querySelectorAll(".leaf");
                    for (const [name, target] of [["dragstart", first], ["dragover", fourth], ["drop", fourth]])
                      target.dispatchEvent(new DragEvent(name, { dataTransfer: data, bubbles: true, cancelable: true }));
                    """)
                #expect(try await browser.until(order([3, 2, 4, 1, 5, 6])))
                for left in [
                    order([1, 3, 2, 4, 5, 6]), "document.querySelectorAll('.leaf.aside').length === 1",
                    "[...document.querySelectorAll('.leaf img')].every((one) => one.src.endsWith('turn=0'))",
                    "document.querySelectorAll('.leaf.aside').length === 0", order([1, 2, 3, 4, 5, 6]),
                ] {
                    try await browser.press("z")
                    #expect(try await browser.until(left))
                }
                // From the page at hand on it is a batch of its own.
                try await browser.script("document.querySelectorAll('.leaf')[3].click()")
                try await browser.press("s")
                #expect(try await browser.until("location.pathname !== '/batches/\(batch)'"))
                #expect(try await browser.until(order([4, 5, 6])))
                try await browser.go(base + "/batches")
                try await browser.check("batches")
                try await browser.screenshot(LiveDesk.picture("batches"))
                #expect(try await browser.complaints().filter { !$0.contains("422") } == [])
            }
        }
        #expect(try await fixture.store.entries(ofBatch: batch).map(\.number) == [1, 2, 3])
    }
}
