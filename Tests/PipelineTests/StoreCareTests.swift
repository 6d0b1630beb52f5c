import EvidenceVault
import Foundation
import IntakeModel
import IntakePipeline
import Registry
import RegistryStore
import TestSupport
import Testing

/// Checking, backing up, restoring and moving, by the commands, on files and on servers.
@Suite("库的照管")
struct StoreCareTests {
    private struct Summary: Decodable {
        let originals: Int
        let missing: Int
        let damaged: Int
        let orphaned: Int
        let auditEntries: Int
        let whole: Bool
    }

    private func check(_ fixture: CareFixture, quick: Bool = false) throws -> (status: Int32, summary: Summary) {
        let result =
            quick ? try fixture.run("store", "check", "--json", "--quick") : try fixture.run("store", "check", "--json")
        let last = try #require(result.output.split(separator: "\n").last, "\(result.errors)")
        return (result.status, try JSONDecoder().decode(Summary.self, from: Data(last.utf8)))
    }

    @Test(arguments: CarePlace.allCases) func whatIsMissingDamagedOrOrphanedIsFound(_ place: CarePlace) async throws {
        let fixture = try await CareFixture(place)
        let whole = try check(fixture)
        #expect(whole.status == 0 && whole.summary.whole && whole.summary.originals == CareFixture.pages)
        #expect(whole.summary.auditEntries > CareFixture.pages)

        let hashes = try await fixture.hashes().sorted()
        let bare = try #require(fixture.vault as? any BlobPlace)
        _ = try await bare.store(Data("other".utf8), as: hashes[0], replacing: true)
        _ = try await fixture.vault.put(Data("nobody names this".utf8))
        // A page whose original never reached the vault.
        _ = try await fixture.store.addPage(
            hash: String(repeating: "0", count: 64), name: "x", origin: .file, batch: "b", organization: "S",
            caseNumber: nil, by: "clerk")
        let bad = try check(fixture)
        #expect(bad.status == 65 && !bad.summary.whole)
        #expect(bad.summary.damaged == 1 && bad.summary.missing == 1 && bad.summary.orphaned == 1)
        let quick = try check(fixture, quick: true)
        #expect(quick.status == 65 && quick.summary.damaged == 0 && quick.summary.missing == 1)
    }

    /// Backed up from one kind of place, restored to the other, backed up there: the rows are the same, line by line.
    @Test(arguments: CarePlace.allCases) func aBackupRestoredIsTheSame(_ place: CarePlace) async throws {
        let fixture = try await CareFixture(place)
        let target = try place.other.fresh(fixture.folder)
        let first = fixture.folder.file("first").path
        let made = try fixture.run("store", "backup", first)
        #expect(made.status == 0, "\(made.errors)")
        #expect(try fixture.run("store", "backup", first).status == 64)
        let nothing = try fixture.run("store", "restore", fixture.folder.file("nowhere").path)
        #expect(nothing.status == 65)
        // A store that holds something is not overwritten.
        #expect(try fixture.run("store", "restore", first).status == 64)

        func restored(_ arguments: String...) throws -> CommandResult {
            try Workplace.run(
                arguments + ["--store", target.store, "--vault", target.vault], environment: CareFixture.environment)
        }
        let restoring = try restored("store", "restore", first)
        #expect(restoring.status == 0, "\(restoring.errors)")
        let second = fixture.folder.file("second").path
        #expect(try restored("store", "backup", second).status == 0)
        #expect(try tables(first) == tables(second))
        #expect(try restored("store", "check").status == 0)
        // Numbers go on after the largest.
        let store = try await RegistryStore.open(url: target.store)
        let page = try await store.addPage(
            hash: "new", name: "x", origin: .file, batch: "b", organization: "S", caseNumber: nil, by: "clerk"
        ).page
        #expect(page.id == Int64(CareFixture.pages) + 1)
    }

    /// With keys nothing in a backup can be read, and everything can be restored.
    @Test func aSealedBackupHidesNamesAndPictures() async throws {
        let fixture = try await CareFixture(.files)
        let keys = ["XUEJI_VAULT_KEYS": "k1 " + Data(repeating: 7, count: 32).base64EncodedString()]
        let backup = fixture.folder.file("backup")
        #expect(try fixture.run("store", "backup", backup.path, environment: keys).status == 0)
        var files = 0
        for case let file as URL in FileManager.default.enumerator(at: backup, includingPropertiesForKeys: nil)
            ?? .init()
        where !file.hasDirectoryPath {
            files += 1
            let data = try Data(contentsOf: file)
            for word in ["陈梓涵", "51072720140516322X", "page 3 "] {
                #expect(data.range(of: Data(word.utf8)) == nil, "\(file.lastPathComponent)")
            }
        }
        #expect(files > CareFixture.pages)
        let target = try CarePlace.files.fresh(fixture.folder)
        func restore(_ keys: [String: String]) throws -> CommandResult {
            try Workplace.run(
                ["store", "restore", backup.path, "--store", target.store, "--vault", target.vault],
                environment: CareFixture.environment.merging(keys) { $1 })
        }
        #expect(try restore([:]).status == 69)
        #expect(try restore(keys).status == 0)
    }

    @Test func aDamagedBackupIsRefusedBeforeAnythingIsWritten() async throws {
        let fixture = try await CareFixture(.files)
        let backup = fixture.folder.file("backup")
        #expect(try fixture.run("store", "backup", backup.path).status == 0)
        let rows = backup.appending(path: "rows")
        let part = try #require(try FileManager.default.contentsOfDirectory(atPath: rows.path).first)
        var data = try Data(contentsOf: rows.appending(path: part))
        data[data.count / 2] ^= 1
        try data.write(to: rows.appending(path: part))
        let target = try CarePlace.files.fresh(fixture.folder)
        let result = try Workplace.run(
            ["store", "restore", backup.path, "--store", target.store, "--vault", target.vault],
            environment: CareFixture.environment)
        #expect(result.status == 74 && result.errors.contains("backup.damaged"))
        #expect(!FileManager.default.fileExists(atPath: String(target.vault.dropFirst(5))))
    }

    @Test(arguments: CarePlace.allCases) func everythingMovesToTheOtherPlace(_ place: CarePlace) async throws {
        let fixture = try await CareFixture(place)
        let target = try place.other.fresh(fixture.folder)
        let moved = try fixture.run("store", "migrate", "--to-store", target.store, "--to-vault", target.vault)
        #expect(moved.status == 0, "\(moved.errors)")
        let there = try Workplace.run(
            ["store", "check", "--json", "--store", target.store, "--vault", target.vault],
            environment: CareFixture.environment)
        #expect(there.status == 0, "\(there.errors)")
        let before = try await fixture.store.extent()
        let after = try await RegistryStore.open(url: target.store).extent()
        #expect(before == after)
        // A second time the target is not empty, and nothing is overwritten.
        #expect(try fixture.run("store", "migrate", "--to-store", target.store).status == 64)
        #expect(try fixture.run("store", "migrate").status == 64)
    }

    @Test func keysAreChangedByOneCommand() async throws {
        let fixture = try await CareFixture(.files)
        #expect(try fixture.run("store", "rekey").status == 64)
        let old = "old " + Data(repeating: 1, count: 32).base64EncodedString()
        let new = "new " + Data(repeating: 2, count: 32).base64EncodedString()
        for keys in [old, new + ";" + old] {
            let result = try fixture.run("store", "rekey", "--json", environment: ["XUEJI_VAULT_KEYS": keys])
            #expect(result.status == 0 && result.output.contains("\"changed\":\(CareFixture.pages)"))
        }
        #expect(try fixture.run("store", "check").status == 65)
        #expect(try fixture.run("store", "check", environment: ["XUEJI_VAULT_KEYS": new]).status == 0)
    }

    private func tables(_ folder: String) throws -> [BackupTable] {
        let data = try Data(contentsOf: URL(filePath: folder).appending(path: "manifest.json"))
        return try JSONDecoder().decode(Manifest.self, from: data).tables
    }

    private struct Manifest: Decodable { let tables: [BackupTable] }
    private struct BackupTable: Decodable, Equatable {
        struct Part: Decodable, Equatable {
            let hash: String
            let rows: Int
        }
        let name: String
        let parts: [Part]
    }
}
