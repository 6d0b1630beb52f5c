import ChildProcesses
import EvidenceVault
import Foundation
import IntakeModel
import IntakePipeline
import Registry
import RegistryStore
import TestSupport
import Testing

/// Moving, restoring and sealing anew, killed (SIGKILL) at random moments and begun again: nobody is let into anything
/// half done, and in the end everything is the same.
@Suite("库的照管：强行终止", .serialized)
struct CareKillTests {
    private static let kills = 6

    /// Some thousands of rows beside those of the fixture, so that there is time to be killed in.
    private func fixture() async throws -> CareFixture {
        let fixture = try await CareFixture(.files)
        let rows = (0..<3000).map { "测试\($0 % 700),2014-05-16,G51072720140600\(1000 + $0)" }
        let csv = "姓名,出生日期,学籍号\n" + rows.joined(separator: "\n") + "\n"
        _ = try await fixture.store.importRoster(
            StudentRoster(Data(csv.utf8), file: "many"), organization: "S", by: "clerk")
        return fixture
    }

    private func start(_ arguments: [String], _ environment: [String: String] = [:]) throws -> LineChild {
        try LineChild(
            LineChild.Command(
                executable: Workplace.xueji, arguments: arguments + ["--json"],
                environment: ProcessInfo.processInfo.environment.merging([
                    "XUEJI_RESOURCES": Workplace.root.appending(path: "models").path
                ]) { $1 }.merging(CareFixture.environment) { $1 }.merging(environment) { $1 }))
    }

    /// How long a command takes when nobody disturbs it.
    private func time(_ arguments: [String], _ environment: [String: String] = [:]) async throws -> Double {
        let begin = ContinuousClock.now
        let child = try start(arguments, environment)
        while (try? await child.receive(within: 1800)) != nil {}
        return (ContinuousClock.now - begin) / .seconds(1)
    }

    /// Kills a command at moments spread over that time, `after` each; then lets it end.
    private func torment(
        _ arguments: [String], _ environment: [String: String] = [:], taking whole: Double,
        after: @Sendable () async throws -> Void
    ) async throws {
        var random = SystemRandomNumberGenerator()
        for kill in 0..<CareKillTests.kills {
            let part = (Double(kill) + Double.random(in: 0..<1, using: &random)) / Double(CareKillTests.kills)
            let child = try start(arguments, environment)
            try await Task.sleep(for: .seconds(whole * part))
            child.kill()
            try await after()
        }
        let result = try Workplace.run(
            arguments, environment: CareFixture.environment.merging(environment) { $1 })
        // It may have ended before it was killed for the last time; then it refuses to begin anew.
        #expect([0, 64].contains(result.status), "\(result.errors)")
    }

    /// A desk is let in to nothing, to everything, or not at all.
    private func expectWholeOrClosed(_ url: String, _ extent: RegistryStore.Extent) async throws {
        if url.hasPrefix("sqlite:"), !FileManager.default.fileExists(atPath: String(url.dropFirst("sqlite:".count))) {
            return
        }
        do throws(IntakeError) {
            let store = try await RegistryStore.open(url: url)
            let total = try await store.extent().total
            #expect([0, extent.total].contains(total))
        } catch {
            #expect(error.code == "store.incomplete")
            let desk = try? Workplace.run(
                ["desk", "--listen", "127.0.0.1:0", "--workers", "0", "--store", url],
                environment: CareFixture.environment)
            #expect(desk?.status == 69 && desk?.errors.contains("store.incomplete") == true, "\(desk?.errors ?? "")")
        }
    }

    private func expectTheSame(
        _ fixture: CareFixture, _ target: (store: String, vault: String), _ extent: RegistryStore.Extent
    ) async throws {
        let there = try await RegistryStore.open(url: target.store)
        #expect(try await there.extent() == extent)
        let check = try Workplace.run(
            ["store", "check", "--store", target.store, "--vault", target.vault], environment: CareFixture.environment)
        #expect(check.status == 0, "\(check.output) \(check.errors)")
    }

    @Test(arguments: CarePlace.allCases) func moving(_ place: CarePlace) async throws {
        let fixture = try await fixture()
        let extent = try await fixture.store.extent()
        func move(_ target: (store: String, vault: String)) -> [String] {
            [
                "store", "migrate", "--to-store", target.store, "--to-vault", target.vault, "--store",
                fixture.storeURL, "--vault", fixture.vaultURL,
            ]
        }
        let whole = try await time(move(place.fresh(fixture.folder)))
        let target = try place.fresh(fixture.folder)
        try await torment(move(target), taking: whole) { try await expectWholeOrClosed(target.store, extent) }
        try await expectTheSame(fixture, target, extent)
    }

    @Test(arguments: CarePlace.allCases) func restoring(_ place: CarePlace) async throws {
        let fixture = try await fixture()
        let extent = try await fixture.store.extent()
        let backup = fixture.folder.file("backup").path
        #expect(try fixture.run("store", "backup", backup).status == 0)
        func restore(_ target: (store: String, vault: String)) -> [String] {
            ["store", "restore", backup, "--store", target.store, "--vault", target.vault]
        }
        let whole = try await time(restore(place.fresh(fixture.folder)))
        let target = try place.fresh(fixture.folder)
        try await torment(restore(target), taking: whole) { try await expectWholeOrClosed(target.store, extent) }
        try await expectTheSame(fixture, target, extent)
    }

    /// A backup that was killed is none; what it left is refused, and the next one goes into a folder of its own.
    @Test func backingUp() async throws {
        let fixture = try await fixture()
        func backup(_ name: String) -> [String] {
            [
                "store", "backup", fixture.folder.file(name).path, "--store", fixture.storeURL, "--vault",
                fixture.vaultURL,
            ]
        }
        let whole = try await time(backup("first"))
        for kill in 0..<CareKillTests.kills {
            let child = try start(backup("killed\(kill)"))
            try await Task.sleep(for: .seconds(whole * (Double(kill) + 0.5) / Double(CareKillTests.kills)))
            child.kill()
            let folder = fixture.folder.file("killed\(kill)")
            let isWhole = FileManager.default.fileExists(atPath: folder.appending(path: "manifest.json").path)
            let target = try CarePlace.files.fresh(fixture.folder)
            let restored = try Workplace.run(
                ["store", "restore", folder.path, "--store", target.store, "--vault", target.vault],
                environment: CareFixture.environment)
            #expect(restored.status == (isWhole ? 0 : 65), "\(restored.errors)")
            #expect(isWhole || restored.errors.contains("backup.unfinished"))
        }
    }

    /// At every moment each original can be read with the keys that are given; in the end with the new one alone.
    @Test func sealingAnew() async throws {
        let fixture = try await CareFixture(.files)
        for number in 0..<200 { _ = try await fixture.vault.put(Data(repeating: UInt8(number), count: 200_000)) }
        let keys = (0..<2).map { "k\($0) " + Data(repeating: UInt8($0), count: 32).base64EncodedString() }
        let both = ["XUEJI_VAULT_KEYS": keys[1] + ";" + keys[0]]
        let rekey = ["store", "rekey", "--store", fixture.storeURL, "--vault", fixture.vaultURL]
        let whole = try await time(rekey, ["XUEJI_VAULT_KEYS": keys[0]])
        try await torment(rekey, both, taking: whole) {
            let result = try fixture.run("store", "check", environment: both)
            #expect(result.status == 0, "\(result.errors)")
        }
        #expect(try fixture.run("store", "check", environment: ["XUEJI_VAULT_KEYS": keys[1]]).status == 0)
        #expect(try fixture.run("store", "check", environment: ["XUEJI_VAULT_KEYS": keys[0]]).status == 65)
        // Nothing half written is left beside the originals.
        let names = FileManager.default.enumerator(atPath: String(fixture.vaultURL.dropFirst("file:".count)))
        let files = (names?.allObjects as? [String] ?? []).map { ($0 as NSString).lastPathComponent }
        #expect(files.filter { $0.contains("tmp") } == [])
    }
}
