internal import Crypto
public import Foundation
public import ImageCodecs
public import IntakeModel
public import Registry

/// 原件库（文件夹）: originals under `ab/cdef…`, named by the SHA-256 of their bytes, readable by their owner only.
public struct FolderVault: Vault, BlobPlace {
    public let root: URL
    /// Writes a file whole and synced; another one is given where a full disk is to be acted out.
    private let write: @Sendable (Data, URL) throws(IntakeError) -> Void

    public init(
        root: URL, write: @escaping @Sendable (Data, URL) throws(IntakeError) -> Void = DurableFile.write
    ) {
        self.root = root
        self.write = write
    }

    public func store(_ data: Data, as name: String, replacing: Bool) async throws(IntakeError) -> Bool {
        let place = file(name)
        if !replacing, FileManager.default.fileExists(atPath: place.path) { return false }
        try makeFolder(place.deletingLastPathComponent())
        try write(data, place)
        return true
    }

    public func load(_ name: String) async throws(IntakeError) -> Data? {
        let place = file(name)
        do {
            return try Data(contentsOf: place)
        } catch {
            guard FileManager.default.fileExists(atPath: place.path) else { return nil }
            throw IntakeError(
                "vault.unreadable", .vaultUnreadable, remedy: .checkPermissions, exit: .inputOutput,
                underlying: "\(error)")
        }
    }

    public func eachName(
        startingWith digits: String, _ visit: (String) async throws(IntakeError) -> Void
    ) async throws(IntakeError) {
        for folder in (try? FileManager.default.contentsOfDirectory(atPath: root.path)) ?? []
        where folder.hasPrefix(digits.prefix(2)) {
            let inside = root.appending(path: folder).path
            for file in (try? FileManager.default.contentsOfDirectory(atPath: inside)) ?? []
            where BlobName.isOne(folder + file) && (folder + file).hasPrefix(digits) { try await visit(folder + file) }
        }
    }

    public func reach() async throws(IntakeError) {
        try makeFolder(root)
        guard FileManager.default.isWritableFile(atPath: root.path) else {
            throw IntakeError(
                "file.unwritable", .cannotWrite.with(root.lastPathComponent, "I/O"), remedy: .checkPermissions,
                exit: .inputOutput)
        }
    }

    private func makeFolder(_ folder: URL) throws(IntakeError) {
        do {
            try FileManager.default.createDirectory(
                at: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        } catch {
            throw IntakeError(
                "file.unwritable", .cannotWrite.with(root.lastPathComponent, "I/O"), remedy: .checkPermissions,
                exit: .inputOutput, underlying: "\(error)")
        }
    }

    private func file(_ name: String) -> URL {
        root.appending(path: String(name.prefix(2))).appending(path: String(name.dropFirst(2)))
    }

    /// 64 lower-case hexadecimal digits.
    public static func hash(_ data: Data) -> String { SHA256.hash(data: data).hexadecimal }
}
