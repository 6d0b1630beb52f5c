public import Foundation
public import IntakeModel
public import Registry

/// 加密的原件库: originals sealed before they reach a folder or a bucket; their address stays the SHA-256 of what they are.
///
/// What was put there before there were keys can still be got: its address says that it is whole.
public struct SealedVault: Vault {
    private let place: any BlobPlace
    private let keys: SealKeys

    public init(_ place: any BlobPlace, keys: SealKeys) {
        self.place = place
        self.keys = keys
    }

    public func put(_ data: Data) async throws(IntakeError) -> String {
        let hash = FolderVault.hash(data)
        let sealed = try SealedBlob.seal(data, name: hash, keys: keys)
        if try await place.store(sealed, as: hash, replacing: false) { return hash }
        if let known = try await place.load(hash) {
            do {
                _ = try opened(known, hash)
                return hash
            } catch  where error.code != "vault.damaged" {
                throw error
            } catch {}
        }
        _ = try await place.store(sealed, as: hash, replacing: true)
        return hash
    }

    public func get(_ hash: String) async throws(IntakeError) -> Data {
        guard let data = try await place.load(hash) else { throw VaultFault.missing }
        return try opened(data, hash)
    }

    public func eachHash(
        startingWith digits: String, _ visit: (String) async throws(IntakeError) -> Void
    ) async throws(IntakeError) { try await place.eachName(startingWith: digits, visit) }

    public func reach() async throws(IntakeError) { try await place.reach() }

    /// Seals with the current key what an older one sealed or none did; answers whether there was anything to do.
    ///
    /// The sealed bytes take the place of the old ones in one step, after they were opened once for trial.
    public func rekey(_ hash: String) async throws(IntakeError) -> Bool {
        guard let data = try await place.load(hash) else { throw VaultFault.missing }
        let plain = try opened(data, hash)
        if FolderVault.hash(data) != hash, SealedBlob.keyName(data) == keys.current { return false }
        let sealed = try SealedBlob.seal(plain, name: hash, keys: keys)
        guard try opened(sealed, hash) == plain else { throw VaultFault.damaged }
        return try await place.store(sealed, as: hash, replacing: true)
    }

    private func opened(_ data: Data, _ hash: String) throws(IntakeError) -> Data {
        if FolderVault.hash(data) == hash { return data }
        let plain = try SealedBlob.open(data, name: hash, keys: keys)
        guard FolderVault.hash(plain) == hash else { throw VaultFault.damaged }
        return plain
    }
}
