public import Foundation
public import IntakeModel
public import Registry

/// 存放处: bytes under names of 64 hexadecimal digits; a folder or a bucket. What the bytes are is not its concern.
public protocol BlobPlace: Sendable {
    /// Stores bytes whole or not at all; they are safe when it returns. Answers `false`, and changes nothing, when the
    /// name is taken and `replacing` is not asked for.
    func store(_ data: Data, as name: String, replacing: Bool) async throws(IntakeError) -> Bool

    /// The bytes of a name; `nil` when there are none.
    func load(_ name: String) async throws(IntakeError) -> Data?

    /// Calls `visit` with every name that begins so.
    func eachName(
        startingWith digits: String, _ visit: (String) async throws(IntakeError) -> Void
    ) async throws(IntakeError)

    /// Throws when bytes cannot be stored or loaded now.
    func reach() async throws(IntakeError)
}

/// A place is a vault that holds originals as they are.
extension Vault where Self: BlobPlace {
    public func put(_ data: Data) async throws(IntakeError) -> String {
        let hash = FolderVault.hash(data)
        if try await store(data, as: hash, replacing: false) { return hash }
        if let known = try await load(hash) {
            if FolderVault.hash(known) == hash { return hash }
            // What is sealed stays so: whoever put it here wanted nobody to read it.
            if SealedBlob.isOne(known) { throw VaultFault.noKey }
        }
        _ = try await store(data, as: hash, replacing: true)
        return hash
    }

    public func get(_ hash: String) async throws(IntakeError) -> Data {
        guard let data = try await load(hash) else { throw VaultFault.missing }
        guard FolderVault.hash(data) == hash else {
            throw SealedBlob.isOne(data) ? VaultFault.noKey : VaultFault.damaged
        }
        return data
    }

    public func eachHash(
        startingWith digits: String, _ visit: (String) async throws(IntakeError) -> Void
    ) async throws(IntakeError) { try await eachName(startingWith: digits, visit) }
}

/// What can be wrong with an original.
enum VaultFault {
    static let missing = IntakeError("vault.missing", .vaultMissing, remedy: .vaultRemedy, exit: .inputOutput)
    static let damaged = IntakeError("vault.damaged", .vaultDamaged, remedy: .vaultRemedy, exit: .inputOutput)
    static let noKey = IntakeError("vault.no-key", .vaultNoKey, remedy: .vaultNoKeyRemedy, exit: .unavailable)
}

/// Names as vaults give them.
enum BlobName {
    static func isOne(_ name: some StringProtocol) -> Bool {
        name.utf8.count == 64 && name.utf8.allSatisfy { (0x30...0x39).contains($0) || (0x61...0x66).contains($0) }
    }
}
