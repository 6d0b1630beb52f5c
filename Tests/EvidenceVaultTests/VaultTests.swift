import Foundation
import IntakeModel
import Registry
import TestSupport
import Testing

@testable import EvidenceVault

/// What every vault does, in a folder and in a bucket, sealed and not.
@Suite("原件库")
struct VaultTests {
    /// Sizes around chunks, and one above what goes up in one piece.
    @Test(arguments: VaultKind.allCases, [0, 1, 1 << 20, (1 << 20) + 1, (17 << 20) + 5])
    func whatIsPutIsGot(_ kind: VaultKind, size: Int) async throws {
        let place = try VaultPlace(kind)
        let data = bytes(size)
        let hash = try await place.vault.put(data)
        #expect(hash == FolderVault.hash(data))
        #expect(try await place.vault.get(hash) == data)
        let stored = try #require(try await place.place.load(hash))
        #expect((stored == data) != kind.isSealed)
        // A second time changes nothing.
        #expect(try await place.vault.put(data) == hash)
        #expect(try await place.place.load(hash) == stored)
    }

    @Test(arguments: VaultKind.allCases) func namesAreListed(_ kind: VaultKind) async throws {
        let place = try VaultPlace(kind)
        try await place.vault.reach()
        var expected: Set<String> = []
        for seed in 1...5 { expected.insert(try await place.vault.put(bytes(100, seed: UInt64(seed)))) }
        var found: [String] = []
        try await place.vault.eachHash(startingWith: "") { found.append($0) }
        #expect(found.count == 5 && Set(found) == expected)
        for length in [1, 3] {
            for prefix in Set(expected.map { String($0.prefix(length)) }) {
                var some: [String] = []
                try await place.vault.eachHash(startingWith: prefix) { some.append($0) }
                #expect(Set(some) == expected.filter { $0.hasPrefix(prefix) } && some.count == Set(some).count)
            }
        }
    }

    @Test(arguments: VaultKind.allCases) func missingAndDamagedAreToldApart(_ kind: VaultKind) async throws {
        let place = try VaultPlace(kind)
        let hash = try await place.vault.put(bytes(5000))
        let nothing = String(repeating: "0", count: 64)
        #expect(await code { try await place.vault.get(nothing) } == "vault.missing")
        var stored = try #require(try await place.place.load(hash))
        stored[stored.count / 2] ^= 1
        #expect(try await place.place.store(stored, as: hash, replacing: true))
        #expect(await code { try await place.vault.get(hash) } == "vault.damaged")
        // Taken in once more, it is whole again.
        #expect(try await place.vault.put(bytes(5000)) == hash)
        #expect(try await place.vault.get(hash) == bytes(5000))
    }

    @Test(arguments: [VaultKind.bucket, .sealedBucket]) func manyAtOnce(_ kind: VaultKind) async throws {
        let place = try VaultPlace(kind)
        // Twenty originals, each put by three at once.
        let hashes = try await withThrowingTaskGroup(of: String.self) { group in
            for seed in 0..<60 {
                group.addTask { try await place.vault.put(bytes(20_000, seed: UInt64(seed % 20 + 1))) }
            }
            return try await group.reduce(into: Set<String>()) { $0.insert($1) }
        }
        #expect(hashes.count == 20)
        for hash in hashes { #expect(FolderVault.hash(try await place.vault.get(hash)) == hash) }
    }
}

/// The code of the error; empty when there was none.
func code(_ body: () async throws -> some Any) async -> String {
    do {
        _ = try await body()
        return ""
    } catch { return (error as? IntakeError)?.code ?? "\(error)" }
}
