public import Foundation
public import IntakeModel

/// 密封的小文件: what a program keeps beside the vault for a while, sealed where there are keys, as originals are.
public struct NoteSealer: Sendable {
    private let keys: SealKeys?

    public init(keys: SealKeys?) { self.keys = keys }

    /// `name` is a part of the seal: what was sealed under one name opens under no other.
    public func sealed(_ data: Data, name: String) throws(IntakeError) -> Data {
        guard let keys else { return data }
        return try SealedBlob.seal(data, name: name, keys: keys)
    }

    /// What was written while there were no keys is taken as it is. Throws `vault.damaged` or `vault.no-key`.
    public func opened(_ data: Data, name: String) throws(IntakeError) -> Data {
        guard SealedBlob.isOne(data) else { return data }
        guard let keys else { throw VaultFault.noKey }
        return try SealedBlob.open(data, name: name, keys: keys)
    }
}
