import EvidenceVault
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

@Suite("运维入口")
struct OperationTests {
    private struct Readiness: Decodable {
        let status: String
        let store: String
        let vault: String
    }

    @Test func aliveAndReadyNeedNoLogIn() async throws {
        try await DeskFixture().run { browser in
            #expect(try await browser.get("/health").status == .ok)
            let ready = try await browser.get("/ready")
            #expect(ready.status == .ok && ready.text.contains("\"status\":\"ready\""))
        }
    }

    /// A vault that cannot be written: the desk lives, and says that it is not ready, without saying where the vault is.
    @Test func aVaultThatIsAwayIsTold() async throws {
        let fixture = try await DeskFixture()
        try FileManager.default.removeItem(at: fixture.vault.root)
        try Data("a file".utf8).write(to: fixture.vault.root)
        try await fixture.run { browser in
            #expect(try await browser.get("/health").status == .ok)
            let ready = try await browser.get("/ready")
            #expect(ready.status == .serviceUnavailable)
            let told = try JSONDecoder().decode(Readiness.self, from: Data(ready.text.utf8))
            #expect(told.status == "unavailable" && told.store == "ok" && told.vault == "file.unwritable")
            #expect(!ready.text.contains(fixture.folder.url.path))
        }
    }

    /// Tables of another version: a desk that was left behind by an upgrade takes itself out.
    @Test func tablesOfAnotherVersionAreTold() async throws {
        let fixture = try await DeskFixture()
        let other = try SQLiteDatabase(path: fixture.folder.file("registry.sqlite").path)
        try await other.write { session in
            _ = try session.execute("INSERT INTO migration (number, hash, appliedAt) VALUES (9999, 'x', 0)", [])
        }
        try await fixture.run { browser in
            let ready = try await browser.get("/ready")
            #expect(ready.status == .serviceUnavailable && ready.text.contains("store.newer"))
        }
    }

    @Test func metricsAreForThisMachineOrWithTheToken() async throws {
        let fixture = try await DeskFixture(system: DeskSystem(metricsToken: "secret"))
        try await fixture.run { browser in
            try await browser.signIn("clerk")
            _ = try await browser.get("/students?q=陈梓涵")
            _ = try await browser.get("/review/\(fixture.document)")
            _ = try await browser.get("/nothing-here")
            let refused = try await browser.get("/metrics")
            #expect(refused.status == .forbidden)
            let text = try await browser.get("/metrics", headers: [.authorization: "Bearer secret"]).text
            #expect(text.contains("xueji_requests_total{method=\"GET\",status=\"4xx\"}"))
            #expect(text.contains("xueji_store_up 1") && text.contains("xueji_vault_up 1"))
            #expect(text.contains("xueji_jobs{state=\"queued\"} 0"))
            #expect(text.contains("xueji_papers_to_review 1"))
            for line in text.split(separator: "\n") where !line.hasPrefix("#") {
                #expect(
                    line.wholeMatch(of: #/[a-z_]+(\{[a-z]+="[^"]*"(,[a-z]+="[^"]*")*\})? [0-9.e+-]+/#) != nil, "\(line)"
                )
            }
            for word in ["陈梓涵", "clerk", "/students", "/review", "单位"] { #expect(!text.contains(word)) }
        }
        // Without a token only connections from this machine may; a test's connection is none.
        try await DeskFixture().run { browser in
            let refused = try await browser.get("/metrics")
            #expect(refused.status == .forbidden)
        }
    }
}
