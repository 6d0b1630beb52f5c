public import Foundation
internal import ImageCodecs
public import IntakeModel

/// 备份分卷: pieces of a backup in a folder, each under the SHA-256 of what it holds, sealed where there are keys.
///
/// Blocks: for use off the cooperative pool.
public struct PartShelf: Sendable {
    private let folder: URL
    private let keys: SealKeys?

    public init(_ folder: URL, keys: SealKeys?) throws(IntakeError) {
        self.folder = folder
        self.keys = keys
        do {
            try FileManager.default.createDirectory(
                at: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        } catch {
            throw IntakeError(
                "file.unwritable", .cannotWrite.with(folder.lastPathComponent, "I/O"), remedy: .checkPermissions,
                exit: .inputOutput, underlying: "\(error)")
        }
    }

    public func put(_ data: Data) throws(IntakeError) -> String {
        let hash = FolderVault.hash(data)
        let stored = if let keys { try SealedBlob.seal(data, name: hash, keys: keys) } else { data }
        try DurableFile.write(stored, to: folder.appending(path: hash))
        return hash
    }

    /// Throws `backup.damaged` when the piece is missing or is not what its name says.
    public func get(_ hash: String) throws(IntakeError) -> Data {
        guard BlobName.isOne(hash), let stored = try? Data(contentsOf: folder.appending(path: hash)) else {
            throw PartShelf.damaged(hash)
        }
        if FolderVault.hash(stored) == hash { return stored }
        guard SealedBlob.isOne(stored) else { throw PartShelf.damaged(hash) }
        guard let keys else { throw VaultFault.noKey }
        let data = try SealedBlob.open(stored, name: hash, keys: keys)
        guard FolderVault.hash(data) == hash else { throw PartShelf.damaged(hash) }
        return data
    }

    private static func damaged(_ hash: String) -> IntakeError {
        IntakeError(
            "backup.damaged", .backupDamaged.with(String(hash.prefix(12))), remedy: .backupDamagedRemedy,
            exit: .inputOutput)
    }
}
