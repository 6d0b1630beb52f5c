import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import IntakeModel
import Registry
import RegistryStore
import TestSupport
import Testing

@testable import ReviewDesk

@Suite("工作台办公")
struct OfficeTests {
    @Test func onlyAdministratorsSetThresholdsAndPasswords() async throws {
        let fixture = try await DeskFixture()
        try await fixture.run { browser in
            try await browser.signIn("clerk")
            for path in ["/settings", "/people"] { #expect(try await browser.get(path).status == .forbidden) }
            #expect(try await browser.post("/settings", ["share": "0.5", "keying": "never"]).status == .forbidden)
            #expect(try await browser.post("/people/password", ["person": "leader"]).status == .forbidden)
            #expect(try await !browser.get("/").text.contains("href=\"/settings\""))
            let county = browser.other()
            try await county.signIn("county")
            let page = try await county.get("/settings").text
            #expect(page.contains("name=\"threshold.birthDate\"") && page.contains("份绘制的文书"))
            let bad = try await county.post("/settings", ["threshold.name": "0.3", "share": "0.02", "keying": "never"])
            #expect(bad.status == .unprocessableContent)
            let saved = try await county.post(
                "/settings", ["threshold.name": "0.95", "share": "0.05", "keying": "always"])
            #expect(saved.headers[.location] == "/settings?saved=1")
            let short = try await county.post(
                "/people/password", ["person": "clerk", "password": "short", "again": "short"])
            #expect(short.status == .unprocessableContent)
            let fresh = "another horse"
            let set = try await county.post(
                "/people/password", ["person": "clerk", "password": fresh, "again": fresh])
            #expect(set.headers[.location] == "/people?changed=1")
            // The person's session is over; the new password opens a new one.
            #expect(try await browser.get("/").headers[.location] == "/login")
            try await browser.signIn("clerk", password: fresh)
        }
        let settings = try await fixture.store.settings(for: "S")
        #expect(settings.thresholds[.name] == 0.95 && settings.sampleShare == 0.05 && settings.doubleKeying == .always)
    }

    @Test func studentsAreFoundByThoseWhomTheyConcernAndEachLookIsOnRecord() async throws {
        let fixture = try await DeskFixture()
        let student = try await fixture.student()
        try await fixture.run { browser in
            try await browser.signIn("clerk")
            let found = try await browser.post("/students", ["student": "陈梓涵"])
            #expect(found.status == .ok && found.text.contains("href=\"/students/\(student.id)\""))
            let page = try await browser.get("/students/\(student.id)").text
            #expect(page.contains("G51072720140516322X") && page.contains("建籍") && page.contains("名册"))
            let stranger = browser.other()
            try await stranger.signIn("stranger")
            #expect(try await !stranger.post("/students", ["student": "陈梓涵"]).text.contains("/students/\(student.id)"))
            #expect(try await stranger.get("/students/\(student.id)").status == .notFound)
        }
        let looks = try await fixture.store.auditEntries(subject: "student:\(student.id)").filter {
            $0.action == "student.view"
        }
        #expect(looks.map(\.person) == ["clerk"])
    }

    @Test func theSystemPageSaysWhatIsBroken() async throws {
        let fixture = try await DeskFixture()
        try await fixture.run { browser in
            try await browser.signIn("clerk")
            let page = try await browser.get("/system").text
            #expect(page.contains("SQLite") && page.contains(DeskWords.phrase("workers").chinese))
        }
        #expect(DeskSystem.free(fixture.folder.url.path).map { $0 > 0 } == true)
        #expect(DeskSystem.free("/nowhere") == nil)
    }

    @Test func theLoginLeadsBackToOwnPathsOnly() async throws {
        try await DeskFixture().run { browser in
            #expect(
                try await browser.get("/login?back=%2Freview%2F7").text.contains("name=\"back\" value=\"/review/7\""))
            for elsewhere in ["//evil.example", "https://evil.example", "/\\evil.example"] {
                let response = try await browser.post(
                    "/login", ["login": "clerk", "password": DeskFixture.password, "back": elsewhere])
                #expect(response.headers[.location] == "/", "\(elsewhere)")
                try await browser.get("/")
                _ = try await browser.post("/logout", [:])
                try await browser.get("/login")
            }
        }
    }

    @Test func aCaseFilePrintsSearchablyWithHashesAndWithoutOthers() async throws {
        let fixture = try await DeskFixture()
        let student = try await fixture.student()
        let page = try await fixture.ledger()
        let matter = try await fixture.store.openCase(
            .init(kind: .infoCorrection, student: student.id, field: .birthDate, newValue: "2014-05-16"), by: "clerk")
        for attached in [fixture.page, page] {
            try await fixture.store.attach(page: attached, toCase: matter.number, as: nil, by: "clerk")
        }
        let file = fixture.folder.file("case.pdf")
        try await fixture.run { browser in
            try await browser.signIn("clerk")
            let response = try await browser.get("/cases/\(matter.number)/file.pdf")
            #expect(response.headers[.contentType] == "application/pdf")
            try response.bytes.write(to: file)
            let stranger = browser.other()
            try await stranger.signIn("stranger")
            #expect(try await stranger.get("/cases/\(matter.number)/file.pdf").status == .forbidden)
        }
        let text = try PDFText.read(file).replacing("\n", with: "").replacing(" ", with: "")
        for hash in try await fixture.store.caseFile(matter.number).evidence.map(\.hash) {
            #expect(text.contains(hash))
        }
        #expect(text.contains("2014-05-18→2014-05-16") && text.contains("凭据目录") && text.contains("第3页/共3页"))
        // Behind the scans: the card's birth date and the student's row, of the others nothing.
        #expect(text.components(separatedBy: "G51072720140516322X").count == 3)
        #expect(text.contains("陈梓涵") && !text.contains("赵一") && !text.contains("钱三"))
        let prints = try await fixture.store.auditEntries(subject: "case:\(matter.number)").map(\.action)
        #expect(prints.contains("case.print"))
    }

    @Test func theChainOfSealsIsDrawn() async throws {
        let fixture = try await DeskFixture()
        let number = try await fixture.highSchoolCase()
        let file = try await fixture.store.caseFile(number)
        let chain = try fixture.store.judge(file.matter).sealChain(file)
        #expect(chain.map(\.role) == [.boxA, .box1, .box2, .box3, .boxB, .boxC])
        #expect(chain.map(\.isThere) == [true, true, false, true, true, false])
        #expect(chain.map(\.isTooEarly) == [false, true, false, false, false, false])
        try await fixture.run { browser in
            try await browser.signIn("county")
            let page = try await browser.get("/cases/\(number)").text
            #expect(page.components(separatedBy: "<circle").count == 7 && page.contains("role=\"img\""))
        }
    }
}

/// The text of a PDF, by poppler.
enum PDFText {
    static func read(_ file: URL) throws -> String {
        guard FileManager.default.isExecutableFile(atPath: "/usr/bin/pdftotext") else {
            try Test.cancel("pdftotext is not installed: run scripts/setup")
        }
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/pdftotext")
        let out = file.appendingPathExtension("txt")
        process.arguments = [file.path, out.path]
        try process.run()
        process.waitUntilExit()
        return try String(contentsOf: out, encoding: .utf8)
    }
}
