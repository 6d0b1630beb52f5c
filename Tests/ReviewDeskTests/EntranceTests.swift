import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import IntakeModel
import Registry
import RegistryStore
import Testing

@testable import ReviewDesk

@Suite("工作台入口")
struct EntranceTests {
    @Test func healthNeedsNoLogInAndEverythingElseDoes() async throws {
        try await DeskFixture().run { browser in
            #expect(try await browser.get("/health").status == .ok)
            for path in [
                "/", "/intake", "/review", "/review/1", "/cases", "/cases/1", "/cases/new", "/cases/1/file.pdf",
                "/review/group",
                "/students", "/students/1", "/settings", "/people", "/system",
            ] {
                let response = try await browser.get(path)
                #expect(response.status == .seeOther && response.headers[.location] == "/login", "\(path)")
            }
            for path in ["/intake/list", "/pages/1/picture", "/documents/1/picture", "/cases/1/pages/1/picture"] {
                #expect(try await browser.get(path, accept: "*/*").status == .unauthorized, "\(path)")
            }
            #expect(try await browser.get("/nothing-here").status == .notFound)
            #expect(try await browser.get("/assets/desk.css").status == .ok)
            #expect(try await browser.get("/assets/..%2Ftemplates%2Flayout.mustache").status == .notFound)
        }
    }

    @Test func signingInTakesThePasswordAndSigningOutEndsTheSession() async throws {
        try await DeskFixture().run { browser in
            try await browser.get("/login")
            let wrong = try await browser.post("/login", ["login": "clerk", "password": "wrong"])
            #expect(wrong.status == .forbidden && wrong.text.contains(Phrase.signInWrong.chinese))
            try await browser.signIn("clerk")
            #expect(try await browser.get("/").status == .ok)
            #expect(try await browser.post("/logout", [:]).status == .seeOther)
            #expect(try await browser.get("/").headers[.location] == "/login")
        }
    }

    @Test func sessionsEndByThemselves() async throws {
        let fixture = try await DeskFixture()
        try await fixture.run { browser in
            try await browser.signIn("clerk")
            fixture.clock.advance(minutes: 29)
            #expect(try await browser.get("/").status == .ok)
            fixture.clock.advance(minutes: 29)
            #expect(try await browser.get("/").status == .ok)
            fixture.clock.advance(minutes: 31)
            #expect(try await browser.get("/").status == .seeOther)
            // However busy, nobody stays signed in for ever.
            try await browser.signIn("clerk")
            for _ in 0..<35 {
                fixture.clock.advance(minutes: 20)
                #expect(try await browser.get("/").status == .ok)
            }
            fixture.clock.advance(minutes: 25)
            #expect(try await browser.get("/").status == .seeOther)
        }
    }

    @Test func changesWithoutTheFormTokenAreRefused() async throws {
        try await DeskFixture().run { browser in
            try await browser.get("/login")
            browser.forgetToken()
            #expect(
                try await browser.post("/login", ["login": "clerk", "password": DeskFixture.password]).status
                    == .forbidden)
            try await browser.signIn("clerk")
            browser.forgetToken()
            for path in ["/review/next", "/review/1/decide", "/cases", "/logout", "/language"] {
                #expect(try await browser.post(path, [:]).status == .forbidden, "\(path)")
            }
            #expect(try await browser.put("/intake/files", .init()).status == .forbidden)
            #expect(try await browser.get("/").status == .ok)
        }
    }

    @Test func theSetUpLinkWorksOnce() async throws {
        let fixture = try await DeskFixture(withPasswords: false)
        let path = try #require(fixture.desk.setupPath)
        let token = String(path.split(separator: "=")[1])
        try await fixture.run { browser in
            #expect(try await browser.get("/setup?token=" + String(repeating: "0", count: 64)).status == .forbidden)
            #expect(try await browser.get(path).text.contains("clerk"))
            let fields = [
                "token": token, "person": "clerk", "trained": "2026-03-01", "filing": "F9", "password": "long enough 1",
                "again": "long enough 1",
            ]
            let differing = try await browser.post("/setup", fields.merging(["again": "another one 22"]) { $1 })
            #expect(differing.status == .unprocessableContent)
            #expect(try await browser.post("/setup", fields).status == .seeOther)
            #expect(try await browser.get(path).status == .forbidden)
            #expect(try await browser.post("/setup", fields).status == .forbidden)
            try await browser.signIn("clerk", password: "long enough 1")
        }
        #expect(fixture.desk.setupPath == nil)
        #expect(try await fixture.store.person("clerk").filing == "F9")
    }

    @Test func aNewPersonWithANewOrganizationCanBeTheFirst() async throws {
        let fixture = try await DeskFixture(withPasswords: false)
        let token = String(try #require(fixture.desk.setupPath).split(separator: "=")[1])
        try await fixture.run { browser in
            try await browser.get("/setup?token=" + token)
            let response = try await browser.post(
                "/setup",
                [
                    "token": token, "login": "first", "name": "首位", "role": "cityRegistrar", "organization": "M",
                    "organizationName": "某市教体局", "level": "city", "trained": "2026-03-01", "filing": "F1",
                    "password": "long enough 1", "again": "long enough 1",
                ])
            #expect(response.status == .seeOther)
            try await browser.signIn("first", password: "long enough 1")
        }
        #expect(try await fixture.store.organization("M")?.level == .city)
    }

    @Test func theOtherLanguageIsASwitchAway() async throws {
        try await DeskFixture().run { browser in
            #expect(try await browser.get("/login").text.contains("<html lang=\"zh-CN\">"))
            // Back to a path of the desk, and to nowhere else.
            let response = try await browser.post("/language", ["back": "//example.org/"])
            #expect(response.headers[.location] == "/")
            let english = try await browser.get("/login").text
            #expect(english.contains("<html lang=\"en\">") && english.contains("Sign in"))
        }
    }
}
