import Foundation
import Hummingbird
import HummingbirdTesting
import ReviewDesk
import TestSupport
import Testing

/// A desk that really listens, for Chromium; screenshots go to `.build/desk-screenshots`.
enum LiveDesk {
    static let enter = "\u{E007}"
    static let escape = "\u{E00C}"
    static let down = "\u{E015}"
    static let shift = "\u{E008}"
    static let right = "\u{E014}"

    static func picture(_ name: String) -> URL {
        Workplace.root.appending(path: ".build/desk-screenshots/\(name).png")
    }

    /// `body` gets the desk's address.
    static func run(_ fixture: DeskFixture, _ body: @escaping @Sendable (String) async throws -> Void) async throws {
        try await Application(
            router: fixture.desk.router(), configuration: .init(address: .hostname("127.0.0.1", port: 0))
        ).test(.live) { client in try await body("http://127.0.0.1:\(try #require(client.port))") }
        await fixture.desk.stop()
    }
}

extension WebDriver {
    func signIn(_ base: String, as person: String = "clerk") async throws {
        try await go(base + "/login")
        try await type(person, into: "[name=login]")
        try await type(DeskFixture.password + LiveDesk.enter, into: "[name=password]")
        #expect(try await until("location.pathname === '/'"))
    }

    func signOut() async throws {
        try await click("form[action='/logout'] button")
        #expect(try await until("location.pathname === '/login'"))
    }

    /// What no page may do: be wider than the window, leave a box without a name, or print too faintly.
    func check(_ page: String) async throws {
        let faults = try await script(PageChecks.script) as? [String]
        #expect(faults == [], "\(page)")
    }
}
