import Foundation
import ImageCodecs
import IntakeModel
import RegistryStore
import TestSupport
import Testing

/// Stores of one database by the commands: each is backed up, restored, moved and checked by itself.
@Suite("同库照管")
struct SchemaCareTests {
    private func run(_ arguments: [String], _ place: (store: String, vault: String)) throws -> CommandResult {
        try Workplace.run(
            arguments + ["--store", place.store, "--vault", place.vault], environment: CareFixture.environment)
    }

    /// One county's backup becomes another county's store beside it, and is moved on, while the first works.
    @Test func aStoreIsRestoredAndMovedBesideItself() async throws {
        let fixture = try await CareFixture(.servers)
        let first = (store: fixture.storeURL, vault: fixture.vaultURL)
        let second = try CarePlace.servers.fresh(fixture.folder)
        let third = try CarePlace.servers.fresh(fixture.folder)
        let backup = fixture.folder.file("backup").path
        #expect(try run(["store", "backup", backup], first).status == 0)
        let held = try await fixture.store.extent()
        try await fixture.store.recordCaseView(1, by: "clerk")

        let restored = try run(["store", "restore", backup], second)
        #expect(restored.status == 0, "\(restored.errors)")
        let moved = try run(["store", "migrate", "--to-store", third.store, "--to-vault", third.vault], second)
        #expect(moved.status == 0, "\(moved.errors)")
        try await RegistryStore.open(url: third.store).recordCaseView(2, by: "clerk")

        for place in [first, second, third] {
            let checked = try run(["store", "check"], place)
            #expect(checked.status == 0, "\(checked.errors)")
        }
        #expect(try await RegistryStore.open(url: second.store).extent() == held)
        for url in [first.store, third.store] {
            #expect(try await RegistryStore.open(url: url).extent().auditEntries == held.auditEntries + 1)
        }
    }

    /// What a desk keeps beside a store on a server is of that store's schema only.
    @Test func everySchemaHasFoldersOfItsOwn() throws {
        let folder = try TemporaryFolder()
        let places = [try CarePlace.servers.fresh(folder).store, try CarePlace.servers.fresh(folder).store]
        let environment = ["XUEJI_HOME": folder.file("home").path, "XUEJI_USER": "clerk"]
        for (place, tone) in zip(places, [50, 90]) {
            let picture = folder.file("\(tone).png")
            try PNGFile.encode(PageImage(width: 400, height: 300, channels: 1, filledWith: UInt8(tone))).write(
                to: picture)
            for arguments in [
                ["org", "add", "--code", "S", "--name", "学校", "--level", "school"],
                ["person", "add", "--id", "clerk", "--name", "c", "--role", "schoolRegistrar", "--org", "S"],
                ["import", picture.path], ["store", "check"],
            ] {
                let result = try Workplace.run(arguments + ["--store", place], environment: environment)
                #expect(result.status == 0, "\(result.errors)")
            }
        }
        let names = try FileManager.default.contentsOfDirectory(atPath: folder.file("home").path)
        #expect(Set(names) == Set(places.map { "schema-" + $0.split(separator: "=")[1] }))
        for place in places {
            let vault = folder.file("home/schema-\(place.split(separator: "=")[1])/vault")
            let originals = FileManager.default.enumerator(at: vault, includingPropertiesForKeys: nil)?
                .compactMap { ($0 as? URL)?.hasDirectoryPath == false ? 1 : nil }
            #expect(originals?.count == 1)
        }
    }

    /// `doctor` looks and makes nothing.
    @Test func doctorNamesTheSchema() async throws {
        let place = try CarePlace.servers.fresh(TemporaryFolder()).store
        let name = try #require(place.split(separator: "=").last)
        let answer = try Workplace.run(["doctor", "--json", "--store", place])
        let line = try #require(answer.output.split(separator: "\n").first { $0.contains("\"kind\":\"store\"") })
        #expect(line.contains("\"present\":true") && line.contains("schema \(name)"))
        let server = try await PostgreSQLDatabase(url: String(place.split(separator: "?")[0]), connections: 1)
        let made = try await server.read { session in
            try session.rows("SELECT 1 AS one FROM pg_namespace WHERE nspname = $1", [.text(String(name))]).count
        }
        #expect(made == 0)
    }

    @Test func aWrongNameIsToldByEveryCommand() throws {
        let folder = try TemporaryFolder()
        let server = try CarePlace.servers.fresh(folder).store.split(separator: "?")[0]
        let wrong = "\(server)?schema=Mianyang"
        for arguments in [
            ["store", "check"], ["store", "backup", folder.file("b").path], ["worker", "--drain"], ["desk"],
            ["audit", "verify"], ["report", "overdue"],
        ] {
            let result = try Workplace.run(
                arguments + ["--store", wrong], environment: ["XUEJI_HOME": folder.file("home").path])
            #expect(result.status == 64, "\(arguments) \(result.errors)")
            #expect(result.errors.contains("Mianyang") && result.errors.contains("?schema="))
            #expect(!result.errors.contains("only-on-loopback"))
        }
    }
}
