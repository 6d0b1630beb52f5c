import EvidenceVault
import Foundation
import IntakeModel
import Registry
import RegistryStore
import TestSupport
import Testing

@testable import ReviewDesk

/// 浏览器办公: cases, refusals, and how every page looks.
@Suite("浏览器办公", .serialized)
struct BrowserOfficeTests {
    @Test func fromCaseToDecision() async throws {
        let fixture = try await DeskFixture()
        _ = try await fixture.student()
        let letter = try await fixture.letter()
        for (key, value) in [(FieldKey.birthDate, "2014-05-16"), (.sex, "女")] {
            _ = try await fixture.store.review(
                document: fixture.document, field: key, action: .correct, after: value, reason: nil, by: "second")
        }
        try await LiveDesk.run(fixture) { base in
            try await WebDriver.run { browser in
                try await browser.signIn(base)
                try await browser.go(base + "/cases/new")
                try await browser.check("case-new")
                try await browser.screenshot(LiveDesk.picture("case-new"))
                try await browser.choose("infoCorrection", in: "kind")
                try await browser.type("陈梓涵", into: "[name=student]")
                try await browser.choose("birthDate", in: "field")
                try await browser.type("2014年5月16日", into: "[name=newValue]")
                try await browser.choose("applicantRelation", in: "detail1")
                try await browser.type("母亲" + LiveDesk.enter, into: "[name=value1]")
                #expect(try await browser.until("location.pathname === '/cases/1'"))
                // What is missing is named before anything is attached, and when it is handed in all the same.
                #expect(try await browser.until("document.querySelectorAll('.obstacles .block').length > 0"))
                try await browser.click("form[action='/cases/1/submit'] button")
                #expect(try await browser.until("document.querySelector('[role=alert]')"))
                try await browser.screenshot(LiveDesk.picture("case-refused"))
                for (page, kind) in [(fixture.page, ""), (letter, "writtenApplication")] {
                    try await browser.choose(String(page), in: "page")
                    try await browser.choose(kind, in: "kind")
                    try await browser.script(
                        "document.querySelector(\"form[action='/cases/1/attach'] [name=original]\").checked = true")
                    try await browser.type("柜1" + LiveDesk.enter, into: "form[action='/cases/1/attach'] [name=keptAt]")
                    #expect(
                        try await browser.until("document.querySelector('.evidence').textContent.includes('页 \(page)')")
                    )
                }
                try await browser.click("form[action='/cases/1/submit'] button")
                #expect(try await browser.until("document.querySelector('.steps .now')"))
                try await browser.screenshot(LiveDesk.picture("case"))
                try await browser.check("case")
                for person in ["leader", "county"] {
                    try await browser.signOut()
                    try await browser.signIn(base, as: person)
                    try await browser.go(base + "/cases/1")
                    try await browser.type("材料齐全", into: "form[action='/cases/1/decide'] [name=reason]")
                    try await browser.click("[value=approved]")
                    #expect(
                        try await browser.until(
                            "document.querySelector('h1') && !document.querySelector('[value=approved]')"))
                }
                try await browser.screenshot(LiveDesk.picture("case-decided"))
                #expect(try await browser.complaints().filter { !$0.contains("403") } == [])
            }
        }
        #expect(try await fixture.store.student("陈梓涵")[.birthDate] == "2014-05-16")
        #expect(try await fixture.store.caseFile(1).matter.state == .approved)
    }

    @Test func aReasonTypedOutlivesTheSession() async throws {
        let fixture = try await DeskFixture()
        let student = try await fixture.student()
        let matter = try await fixture.store.openCase(
            .init(kind: .infoCorrection, student: student.id, field: .birthDate, newValue: "2014-05-16"), by: "clerk")
        let path = "/cases/\(matter.number)"
        try await LiveDesk.run(fixture) { base in
            try await WebDriver.run { browser in
                let box = "form[action='\(path)/withdraw'] [name=reason]"
                let value = "document.querySelector(\"\(box)\").value"
                try await browser.signIn(base)
                try await browser.go(base + path)
                try await browser.type("家长撤回申请", into: box)
                fixture.clock.advance(minutes: 31)
                try await browser.type(LiveDesk.enter, into: box)
                #expect(try await browser.until("location.pathname === '/login'"))
                try await browser.type("clerk", into: "[name=login]")
                try await browser.type(DeskFixture.password + LiveDesk.enter, into: "[name=password]")
                #expect(try await browser.until("location.pathname === '\(path)'"))
                #expect(try await browser.until(value + " === '家长撤回申请'"))
                #expect(try await fixture.store.caseFile(matter.number).matter.state == .open)
                try await browser.type(LiveDesk.enter, into: box)
                #expect(try await browser.until("!document.querySelector(\"\(box)\")"))
                #expect(try await browser.script("return localStorage.length") as? Int == 0)
            }
        }
        #expect(try await fixture.store.caseFile(matter.number).matter.state == .withdrawn)
    }

    @Test func whatIsNobodysBusinessIsRefusedInWords() async throws {
        let fixture = try await DeskFixture()
        try await LiveDesk.run(fixture) { base in
            try await WebDriver.run { browser in
                try await browser.go(base + "/review/\(fixture.document)")
                #expect(try await browser.until("location.pathname === '/login'"))
                try await browser.signIn(base, as: "stranger")
                try await browser.go(base + "/review/\(fixture.document)")
                let said = Phrase.deskForeign.chinese
                #expect(
                    try await browser.until("document.querySelector('[role=alert]').textContent.includes('\(said)')"))
                try await browser.check("error")
                try await browser.screenshot(LiveDesk.picture("refused"))
            }
        }
    }

    /// Each at 1366 × 768, and at 200 % in the same window.
    @Test func everyPageFitsIsLabelledAndReadable() async throws {
        let fixture = try await DeskFixture()
        let student = try await fixture.student()
        let annex = try await fixture.highSchoolCase()
        let ledger = try await fixture.ledger()
        let matter = try await fixture.store.openCase(
            .init(kind: .infoCorrection, student: student.id, field: .birthDate, newValue: "2014-05-16"), by: "clerk")
        for page in [fixture.page, ledger] {
            try await fixture.store.attach(page: page, toCase: matter.number, as: nil, by: "clerk")
        }
        let rows = try await fixture.store.documents(onPage: ledger)[0].id
        let pages = [
            "/": "start", "/intake": "intake-page", "/scan": "scan-page", "/review": "queue",
            "/review/\(fixture.document)": "review-sheet",
            "/review/\(rows)": "review-ledger", "/review/group?field=name": "group-page", "/cases": "cases",
            "/cases/\(matter.number)": "case-open", "/cases/\(annex)": "case-seals", "/cases/new": "case-new",
            "/students": "students", "/students/\(student.id)": "student", "/system": "system",
            "/settings": "settings", "/people": "people",
        ]
        try await LiveDesk.run(fixture) { base in
            try await WebDriver.run { browser in
                try await browser.go(base + "/login")
                try await browser.check("login")
                try await browser.screenshot(LiveDesk.picture("login"))
                try await browser.signIn(base, as: "county")
                for (width, height, zoom, suffix) in [(1366, 768, 1.0, ""), (683, 384, 2.0, "-200")] {
                    try await browser.size(width: width, height: height, zoom: zoom)
                    for (path, name) in pages.sorted(by: { $0.key < $1.key }) {
                        try await browser.go(base + path)
                        #expect(try await browser.until("document.readyState === 'complete'"))
                        try await browser.check(name + suffix)
                        try await browser.screenshot(LiveDesk.picture(name + suffix))
                    }
                }
                #expect(try await browser.complaints() == [])
            }
        }
    }

    @Test func englishOnRequest() async throws {
        let fixture = try await DeskFixture()
        try await LiveDesk.run(fixture) { base in
            try await WebDriver.run { browser in
                try await browser.signIn(base)
                try await browser.go(base + "/review/\(fixture.document)")
                try await browser.click("form[action='/language'] button")
                #expect(try await browser.until("document.documentElement.lang === 'en'"))
                try await browser.go(base + "/review/\(fixture.document)")
                try await browser.check("review, English")
                try await browser.screenshot(LiveDesk.picture("review-english"))
            }
        }
    }
}

extension WebDriver {
    /// Chooses an option by its value in the first list of that name.
    func choose(_ value: String, in name: String) async throws {
        try await script("document.querySelector(\"select[name='\(name)']\").value = \"\(value)\"")
    }
}
