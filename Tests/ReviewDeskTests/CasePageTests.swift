import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import IntakeModel
import Registry
import RegistryStore
import Testing

@testable import ReviewDesk

@Suite("工作台案卷")
struct CasePageTests {
    private func withStudent() async throws -> DeskFixture {
        let fixture = try await DeskFixture()
        let roster = try StudentRoster(
            Data("姓名,性别,出生日期,学籍号,年级,学校\n陈梓涵,女,2014-05-18,G51072720140516322X,三年级,S\n".utf8), file: "r.csv")
        _ = try await fixture.store.importRoster(roster, organization: "S", by: "root")
        return fixture
    }

    /// Her birth date is to be corrected: case 1.
    private func openCorrection(_ browser: Browser) async throws {
        _ = try await browser.post(
            "/cases",
            ["kind": "infoCorrection", "student": "陈梓涵", "field": "birthDate", "newValue": "2014-05-16"])
    }

    @Test func aCaseIsOpenedAndItsRefusalNamesWhatIsMissing() async throws {
        let fixture = try await withStudent()
        try await fixture.run { browser in
            try await browser.signIn("clerk")
            #expect(try await browser.get("/cases/new").status == .ok)
            let same = try await browser.post(
                "/cases",
                ["kind": "infoCorrection", "student": "陈梓涵", "field": "birthDate", "newValue": "2014-05-18"])
            #expect(same.status == .unprocessableContent && same.text.contains(Phrase.sameValue.chinese))
            let opened = try await browser.post(
                "/cases",
                [
                    "kind": "infoCorrection", "student": "陈梓涵", "field": "birthDate", "newValue": "2014年5月16日",
                    "detail1": "applicantRelation", "value1": "母亲",
                ])
            #expect(opened.headers[.location] == "/cases/1")
            let page = try await browser.get("/cases/1").text
            #expect(page.contains("<del>2014-05-18</del>") && page.contains("<ins>2014-05-16</ins>"))
            let refused = try await browser.post("/cases/1/submit", [:])
            #expect(refused.status == .forbidden && refused.text.contains("role=\"alert\""))
            #expect(refused.text.contains("书面申请"))
        }
        #expect(try await fixture.store.caseFile(1).matter.state == .open)
    }

    @Test func casesAreListedByWhoHasToActAndFoundByStudent() async throws {
        let fixture = try await withStudent()
        try await fixture.run { browser in
            try await browser.signIn("clerk")
            try await openCorrection(browser)
            let link = "<a href=\"/cases/1\">1</a>"
            for address in ["/cases", "/cases?show=mine", "/cases?show=all&kind=infoCorrection", "/"] {
                let page = try await browser.get(address).text
                #expect(page.contains(link) && page.contains("陈梓涵") && page.contains("单位S"), "\(address)")
            }
            for address in ["/cases?show=overdue", "/cases?show=ended", "/cases?show=all&kind=suspension"] {
                #expect(try await !browser.get(address).text.contains(link), "\(address)")
            }
            #expect(try await browser.get("/cases?show=nonsense&page=-3&kind=x").text.contains(link))
            #expect(try await browser.post("/cases/find", ["student": "陈梓涵"]).text.contains(link))
            #expect(try await !browser.post("/cases/find", ["student": "无此人"]).text.contains(link))
            // It is the school's to hand in, not the county's.
            let county = browser.other()
            try await county.signIn("county")
            #expect(try await county.get("/cases").text.contains(link))
            #expect(try await !county.get("/cases?show=mine").text.contains(link))
        }
    }

    @Test func papersAreAttachedAndShownWithTheirPictures() async throws {
        let fixture = try await withStudent()
        try await fixture.run { browser in
            try await browser.signIn("clerk")
            try await openCorrection(browser)
            let attached = try await browser.post(
                "/cases/1/attach", ["page": String(fixture.page), "original": "1", "keptAt": "柜1"])
            #expect(attached.status == .seeOther)
            let page = try await browser.get("/cases/1").text
            #expect(page.contains("/pages/\(fixture.page)/picture") && page.contains("柜1"))
            let stranger = browser.other()
            try await stranger.signIn("stranger")
            #expect(try await stranger.get("/cases/1").status == .forbidden)
            #expect(try await stranger.post("/cases/1/withdraw", ["reason": "x"]).status == .forbidden)
            #expect(try await !stranger.get("/cases").text.contains("/cases/1\""))
            let withoutReason = try await browser.post("/cases/1/withdraw", [:])
            #expect(withoutReason.status == .unprocessableContent)
            #expect(try await browser.post("/cases/1/withdraw", ["reason": "申请人撤回"]).status == .seeOther)
        }
        #expect(try await fixture.store.caseFile(1).matter.state == .withdrawn)
    }

    @Test func everyWordOfTheTemplatesIsInTheTable() throws {
        let folder = DeskTemplates.folder
        let files = try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
        #expect(files.count > 10)
        for file in files {
            let text = try String(contentsOf: file, encoding: .utf8)
            for match in text.matches(of: /\{\{t\.([A-Za-z.]+)\}\}/) {
                #expect(DeskWords.all[String(match.1)] != nil, "\(match.1) in \(file.lastPathComponent)")
            }
            #expect(
                !text.contains("style=\"") && !text.contains("onclick") && !text.contains("://"),
                "\(file.lastPathComponent)")
        }
    }

    @Test func everyValueOfAClosedListHasAName() {
        let names =
            CaseKind.allCases.map { "kind.\($0.rawValue)" } + CaseState.allCases.map { "state.\($0.rawValue)" }
            + Role.allCases.map { "role.\($0.rawValue)" } + CaseDetail.allCases.map { "detail.\($0.rawValue)" }
            + DecisionOutcome.allCases.map { "outcome.\($0.rawValue)" }
            + OrganizationLevel.allCases.map { "level.\($0.rawValue)" }
            + StudentState.allCases.map { "student.\($0.rawValue)" }
            + StudentEvent.Kind.allCases.map { "event.\($0.rawValue)" }
            + FieldReview.Action.allCases.map { "action.\($0.rawValue)" }
            + DeskSettings.DoubleKeying.allCases.map { "keying.\($0.rawValue)" }
        for field in StudentField.allCases { #expect(FieldKey.titles[field.rawValue] != nil, "\(field)") }
        for name in names { #expect(DeskWords.all[name] != nil, "\(name)") }
    }
}
