import Foundation
import IntakeModel
import Registry
import RegistryStore
import Testing

@testable import ReviewDesk

/// 浏览器复核: Chromium, the keyboard and an input method.
@Suite("浏览器复核", .serialized)
struct BrowserReviewTests {
    @Test func tenPapersByKeyboardAlone() async throws {
        let fixture = try await DeskFixture()
        for shade in UInt8(1)...9 { _ = try await DeskFixture.card(fixture.store, fixture.vault, shade: shade) }
        try await LiveDesk.run(fixture) { base in
            try await WebDriver.run { browser in
                try await browser.signIn(base)
                try await browser.go(base + "/review")
                try await browser.press(LiveDesk.enter)
                for number in 1...10 {
                    #expect(
                        try await browser.until(
                            "document.querySelector('.current') && document.querySelectorAll('.field.open').length === 2"
                        ))
                    // The birth date by its other reading, the sex as it was read.
                    try await browser.press("1")
                    #expect(try await browser.until("document.querySelectorAll('.field.open').length === 1"))
                    try await browser.press(LiveDesk.enter)
                    #expect(try await browser.until("document.querySelectorAll('.field.open').length === 0"))
                    try await browser.press(LiveDesk.enter)
                    let next =
                        number < 10
                        ? "document.querySelectorAll('.field.open').length === 2" : "location.pathname === '/review'"
                    #expect(try await browser.until(next))
                }
                try await browser.screenshot(LiveDesk.picture("queue-empty"))
                #expect(try await browser.complaints() == [])
            }
        }
        for id in Int64(1)...10 {
            let document = try await fixture.store.document(id)
            #expect(document.status == .verified && document.value(.birthDate) == "2014-05-16")
        }
        // What it cost is on record: three keys a paper with the one that leads on.
        let forecast = try await fixture.store.queueForecast(under: "S")
        #expect(forecast.papers == 0 && forecast.perPaper != nil)
    }

    @Test func anInputMethodHasItsKeysForItself() async throws {
        let fixture = try await DeskFixture()
        try await LiveDesk.run(fixture) { base in
            try await WebDriver.run { browser in
                try await browser.signIn(base)
                try await browser.go(base + "/review/\(fixture.document)")
                #expect(try await browser.until("document.querySelector('.current')"))
                try await browser.press(LiveDesk.down + "e")
                #expect(try await browser.until("document.activeElement.id === 'f-sex'"))
                // Pinyin under way: keys arrive as 229, and Enter belongs to the input method.
                for text in ["n", "na", "nan"] {
                    try await browser.chromium(
                        "Input.dispatchKeyEvent",
                        ["type": "rawKeyDown", "windowsVirtualKeyCode": 229, "key": "Process"])
                    try await browser.chromium(
                        "Input.imeSetComposition",
                        ["text": text, "selectionStart": text.count, "selectionEnd": text.count])
                }
                try await browser.script(
                    """
                    for (const key of ["Enter", "u", "x", "1", "Tab", "Escape"])
                      document.activeElement.dispatchEvent(
                        new KeyboardEvent("keydown", { key, isComposing: true, bubbles: true, cancelable: true }));
                    """)
                #expect(try await browser.script("return document.activeElement.id") as? String == "f-sex")
                #expect(try await fixture.store.document(fixture.document).reviews.isEmpty)
                try await browser.chromium("Input.insertText", ["text": "男"])
                #expect(try await browser.until("document.activeElement.value === '男'"))
                try await browser.press(LiveDesk.enter)
                #expect(try await browser.until("document.querySelectorAll('.field.open').length === 1"))
                #expect(try await fixture.store.document(fixture.document).value(.sex) == "男")
                #expect(try await browser.complaints() == [])
            }
        }
    }

    @Test func nothingTypedIsLost() async throws {
        let fixture = try await DeskFixture()
        let sheet = "/review/\(fixture.document)"
        try await LiveDesk.run(fixture) { base in
            try await WebDriver.run { browser in
                try await browser.signIn(base)
                try await browser.go(base + sheet)
                #expect(try await browser.until("document.querySelector('.current')"))
                try await browser.press("e2014-05-19")
                // A dead network: told, kept, and stored when it is back.
                try await browser.chromium("Network.enable")
                try await browser.chromium(
                    "Network.emulateNetworkConditions",
                    ["offline": true, "latency": 0, "downloadThroughput": 0, "uploadThroughput": 0])
                try await browser.press(LiveDesk.enter)
                #expect(try await browser.until("document.getElementById('said').classList.contains('bad')"))
                #expect(try await browser.script("return localStorage.length") as? Int == 1)
                let network = DeskWords.phrase("uploadNetwork").chinese
                #expect(try await browser.until("document.getElementById('said').textContent.includes('\(network)')"))
                try await browser.screenshot(LiveDesk.picture("review-offline"))
                try await browser.chromium(
                    "Network.emulateNetworkConditions",
                    ["offline": false, "latency": 0, "downloadThroughput": -1, "uploadThroughput": -1])
                // An expired session: to the login page, back to the same paper, with what was typed.
                fixture.clock.advance(minutes: 31)
                try await browser.press(LiveDesk.enter)
                #expect(try await browser.until("location.pathname === '/login'"))
                try await browser.screenshot(LiveDesk.picture("login-expired"))
                try await browser.type("clerk", into: "[name=login]")
                try await browser.type(DeskFixture.password + LiveDesk.enter, into: "[name=password]")
                #expect(try await browser.until("location.pathname === '\(sheet)'"))
                #expect(try await browser.until("document.getElementById('f-birthDate').value === '2014-05-19'"))
                #expect(try await fixture.store.document(fixture.document).reviews.isEmpty)
                // A closed tab: a new one has it still.
                try await browser.go("about:blank")
                try await browser.go(base + sheet)
                #expect(try await browser.until("document.getElementById('f-birthDate').value === '2014-05-19'"))
                try await browser.press("e" + LiveDesk.enter)
                #expect(try await browser.until("document.querySelectorAll('.field.open').length === 1"))
                #expect(try await fixture.store.document(fixture.document).value(.birthDate) == "2014-05-19")
                #expect(try await browser.script("return localStorage.length") as? Int == 0)
            }
        }
    }

    @Test func twoReviewersSideBySideNeverHaveTheSamePaper() async throws {
        let fixture = try await DeskFixture()
        for shade in UInt8(1)...7 { _ = try await DeskFixture.card(fixture.store, fixture.vault, shade: shade) }
        try await LiveDesk.run(fixture) { base in
            try await WebDriver.run { left in
                try await WebDriver.run { right in
                    try await left.signIn(base)
                    try await right.signIn(base, as: "second")
                    async let one = BrowserReviewTests.work(left, base)
                    async let two = BrowserReviewTests.work(right, base)
                    let (mine, theirs) = (try await one, try await two)
                    #expect(Set(mine).isDisjoint(with: theirs) && mine.count + theirs.count == 8)
                }
            }
        }
        for id in Int64(1)...8 {
            let document = try await fixture.store.document(id)
            let people = Set(document.reviews.values.map(\.person))
            #expect(document.status == .verified && people.count == 1)
        }
    }

    /// Accepts whatever comes until nothing does; answers which papers came.
    private static func work(_ browser: WebDriver, _ base: String) async throws -> [String] {
        var seen: [String] = []
        try await browser.go(base + "/review")
        try await browser.script("document.querySelector('[action=\"/review/next\"]').submit()")
        while true {
            #expect(
                try await browser.until(
                    "location.pathname === '/review' || document.querySelector('.current') && !document.getElementById('review').dataset.done"
                ))
            guard let path = try await browser.script("return location.pathname") as? String, path != "/review",
                seen.last != path
            else { return seen }
            seen.append(path)
            for left in [1, 0] {
                try await browser.press(LiveDesk.enter)
                #expect(try await browser.until("document.querySelectorAll('.field.open').length === \(left)"))
            }
            try await browser.press(LiveDesk.enter)
            #expect(try await browser.until("location.pathname !== '\(path)'"))
        }
    }

    @Test func actsOnThePaperByKey() async throws {
        let fixture = try await DeskFixture()
        try await LiveDesk.run(fixture) { base in
            try await WebDriver.run { browser in
                try await browser.signIn(base)
                try await browser.go(base + "/review/\(fixture.document)")
                #expect(try await browser.until("document.querySelector('.current')"))
                try await browser.press("m")
                try await browser.press("破损" + LiveDesk.enter)
                #expect(try await browser.until("document.getElementById('history').textContent.includes('破损')"))
                try await browser.press("t")
                #expect(try await browser.until("!document.querySelector('[data-panel=t]').hidden"))
                try await browser.screenshot(LiveDesk.picture("review-panel"))
                try await browser.press(LiveDesk.escape)
                #expect(try await browser.until("document.querySelector('[data-panel=t]').hidden"))
                try await browser.press("o")
                #expect(try await browser.until("document.getElementById('picture').naturalWidth === 300"))
                try await browser.press("z")
                #expect(try await browser.until("document.getElementById('picture').naturalWidth === 200"))
                try await browser.press("g")
                #expect(try await browser.until("document.getElementById('settled').open"))
                // Red ink is lifted and shown again.
                try await browser.press("r")
                #expect(try await browser.until("document.getElementById('picture').src.endsWith('?red=lifted')"))
                try await browser.press("x")
                try await browser.press("缺角" + LiveDesk.enter)
                #expect(try await browser.until("document.getElementById('said').textContent.includes('退回')"))
                #expect(try await fixture.store.document(fixture.document).status == .rejected)
                try await browser.press("z")
                #expect(try await browser.until("document.getElementById('said').textContent === ''"))
                #expect(try await fixture.store.document(fixture.document).status == .pending)
                #expect(try await browser.complaints() == [])
            }
        }
    }

    @Test func aGroupByKey() async throws {
        let fixture = try await DeskFixture()
        for shade in UInt8(1)...5 { _ = try await DeskFixture.card(fixture.store, fixture.vault, shade: shade) }
        try await LiveDesk.run(fixture) { base in
            try await WebDriver.run { browser in
                try await browser.signIn(base)
                try await browser.go(base + "/review/group?field=sex")
                #expect(try await browser.until("document.activeElement.name === 'except0'"))
                try await browser.press(LiveDesk.right + "x")
                #expect(try await browser.until("document.querySelectorAll('.tile.picked').length === 1"))
                try await browser.check("group")
                try await browser.screenshot(LiveDesk.picture("group"))
                try await browser.press(LiveDesk.enter)
                let said = Phrase.deskGroupAccepted.with("5", "1").text(.chinese)
                #expect(try await browser.until("document.body.textContent.includes('\(said)')"))
                #expect(try await browser.complaints() == [])
            }
        }
        #expect(try await fixture.store.document(2).doubtful == [.birthDate, .sex])
    }
}
