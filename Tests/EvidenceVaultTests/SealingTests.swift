import Foundation
import IntakeModel
import Registry
import TestSupport
import Testing

@testable import EvidenceVault

@Suite("原件加密")
struct SealingTests {
    private static func keys(_ lines: String...) throws -> SealKeys {
        try #require(try SealKeys(environment: ["XUEJI_VAULT_KEYS": lines.joined(separator: ";")]))
    }

    private static let first = "k1 " + Data(repeating: 7, count: 32).base64EncodedString()
    private static let second = "k2 " + Data(repeating: 9, count: 32).base64EncodedString()

    @Test func theHeaderNamesFormatAlgorithmAndKey() throws {
        let data = bytes(100)
        let sealed = try SealedBlob.seal(
            data, name: FolderVault.hash(data), keys: try SealingTests.keys(SealingTests.first))
        #expect(sealed.starts(with: Data("XJSEALED\u{1}\u{B}AES-256-GCM\u{2}k1".utf8)))
        #expect(SealedBlob.keyName(sealed) == "k1")
        // The same bytes never look the same twice.
        let again = try SealedBlob.seal(
            data, name: FolderVault.hash(data), keys: try SealingTests.keys(SealingTests.first))
        #expect(again != sealed)
    }

    /// Every single bit counts, in the header as in the chunks; so do their order, their number and the address.
    @Test func nothingCanBeChanged() throws {
        let keys = try SealingTests.keys(SealingTests.first)
        let data = bytes(250)
        let name = FolderVault.hash(data)
        let sealed = try SealedBlob.seal(data, name: name, keys: keys, chunk: 100)
        #expect(try SealedBlob.open(sealed, name: name, keys: keys) == data)
        for index in sealed.indices {
            var forged = sealed
            forged[index] ^= 0x10
            #expect(throws: IntakeError.self, "byte \(index)") { try SealedBlob.open(forged, name: name, keys: keys) }
        }
        let body = sealed.count - 2 * 116 - 66
        let chunks = [sealed[body..<body + 116], sealed[(body + 116)..<(body + 232)], sealed[(body + 232)...]]
        let header = sealed[..<body]
        #expect(header + chunks.joined() == sealed)
        for forged in [
            header + chunks[1] + chunks[0] + chunks[2], header + chunks[0] + chunks[1], header + chunks[0] + chunks[2],
            header, sealed + Data([0]), sealed.dropLast(), Data(sealed.prefix(20)), Data(),
        ] { #expect(throws: IntakeError.self) { try SealedBlob.open(Data(forged), name: name, keys: keys) } }
        let other = FolderVault.hash(bytes(1))
        #expect(throws: IntakeError.self) { try SealedBlob.open(sealed, name: other, keys: keys) }
    }

    /// A forged length must not make the program ask for memory.
    @Test func hugeLengthsAreRefused() throws {
        let keys = try SealingTests.keys(SealingTests.first)
        let data = bytes(10)
        let name = FolderVault.hash(data)
        var sealed = try SealedBlob.seal(data, name: name, keys: keys)
        for high in [0x7F, 0xFF] as [UInt8] {
            sealed[sealed.count - 26 - 8] = high
            #expect(throws: IntakeError.self) { try SealedBlob.open(sealed, name: name, keys: keys) }
        }
    }

    @Test func unknownKeysAndAlgorithmsAreNamed() async throws {
        let data = bytes(10)
        let name = FolderVault.hash(data)
        let sealed = try SealedBlob.seal(data, name: name, keys: try SealingTests.keys(SealingTests.first))
        let other = try SealingTests.keys(SealingTests.second)
        #expect(await code { try SealedBlob.open(sealed, name: name, keys: other) } == "vault.no-key")
        var strange = sealed
        strange.replaceSubrange(10..<13, with: Data("SM4".utf8))
        let keys = try SealingTests.keys(SealingTests.first)
        #expect(await code { try SealedBlob.open(strange, name: name, keys: keys) } == "vault.algorithm")
    }

    @Test func keysAreReadFromFilesAndFaultsNameTheLine() throws {
        let folder = try TemporaryFolder()
        let file = folder.file("keys").path
        #expect(try SealKeys(environment: [:]) == nil)
        try Data("# since 2027\n\(SealingTests.second)\n\n\(SealingTests.first) # till 2026\n".utf8).write(
            to: URL(filePath: file))
        #expect(try SealKeys(environment: ["XUEJI_VAULT_KEY_FILE": file])?.current == "k2")
        for text in ["", "k1", "k1 AAAA", "\(SealingTests.first)\n\(SealingTests.first)", "a/b AAAA"] {
            try Data(text.utf8).write(to: URL(filePath: file))
            let error = #expect(throws: IntakeError.self) { try SealKeys(environment: ["XUEJI_VAULT_KEY_FILE": file]) }
            #expect(error?.message.text(.chinese).contains(file) == true)
        }
    }

    /// Old originals stay open under their old keys, or under none, until they are sealed anew.
    @Test(arguments: [VaultKind.folder, .bucket]) func keysChange(_ kind: VaultKind) async throws {
        let place = try VaultPlace(kind)
        let plain = try await place.vault.put(bytes(100, seed: 1))
        let old = SealedVault(place.place, keys: try SealingTests.keys(SealingTests.first))
        let sealed = try await old.put(bytes(100, seed: 2))
        #expect(try await old.get(plain) == bytes(100, seed: 1))
        #expect(await code { try await place.vault.get(sealed) } == "vault.no-key")
        #expect(await code { try await place.vault.put(bytes(100, seed: 2)) } == "vault.no-key")
        let new = SealedVault(place.place, keys: try SealingTests.keys(SealingTests.second, SealingTests.first))
        #expect(try await new.get(sealed) == bytes(100, seed: 2))
        for hash in [plain, sealed] {
            #expect(try await new.rekey(hash))
            #expect(try await !new.rekey(hash))
        }
        let alone = SealedVault(place.place, keys: try SealingTests.keys(SealingTests.second))
        #expect(try await alone.get(plain) == bytes(100, seed: 1))
        #expect(try await alone.get(sealed) == bytes(100, seed: 2))
        #expect(await code { try await old.get(sealed) } == "vault.no-key")
    }
}
