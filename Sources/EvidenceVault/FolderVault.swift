internal import Crypto
public import Foundation
public import ImageCodecs
public import IntakeModel
public import Registry

/// 原件库（文件夹）: originals under `ab/cdef…`, named by the SHA-256 of their bytes, readable by their owner only.
public struct FolderVault: Vault {
    public let root: URL
    /// Writes a file whole and synced; another one is given where a full disk is to be acted out.
    private let write: @Sendable (Data, URL) throws(IntakeError) -> Void

    public init(
        root: URL, write: @escaping @Sendable (Data, URL) throws(IntakeError) -> Void = DurableFile.write
    ) {
        self.root = root
        self.write = write
    }

    /// Opens what a `--vault` URL names.
    public static func open(url: String) throws(IntakeError) -> FolderVault {
        guard url.hasPrefix("file:") else {
            throw IntakeError("vault.url", .storeURL.with(url), remedy: .storeURLRemedy, exit: .usage)
        }
        return FolderVault(root: URL(filePath: String(url.dropFirst("file:".count))))
    }

    public func put(_ data: Data) async throws(IntakeError) -> String {
        let hash = FolderVault.hash(data)
        let place = file(hash)
        if let known = try? Data(contentsOf: place), FolderVault.hash(known) == hash { return hash }
        do {
            try FileManager.default.createDirectory(
                at: place.deletingLastPathComponent(), withIntermediateDirectories: true,
                attributes: [.posixPermissions: 0o700])
        } catch {
            throw IntakeError(
                "file.unwritable", .cannotWrite.with(root.lastPathComponent, "I/O"), remedy: .checkPermissions,
                exit: .inputOutput, underlying: "\(error)")
        }
        try write(data, place)
        return hash
    }

    public func get(_ hash: String) async throws(IntakeError) -> Data {
        guard let data = try? Data(contentsOf: file(hash)) else {
            throw IntakeError("vault.missing", .vaultMissing, remedy: .vaultRemedy, exit: .inputOutput)
        }
        guard FolderVault.hash(data) == hash else {
            throw IntakeError("vault.damaged", .vaultDamaged, remedy: .vaultRemedy, exit: .inputOutput)
        }
        return data
    }

    private func file(_ hash: String) -> URL {
        root.appending(path: String(hash.prefix(2))).appending(path: String(hash.dropFirst(2)))
    }

    /// 64 lower-case hexadecimal digits.
    public static func hash(_ data: Data) -> String { SHA256.hash(data: data).hexadecimal }
}
