internal import EvidenceVault
internal import Foundation
internal import ImageCodecs
internal import IntakeModel
public import RegistryStore

/// 备份清单: what a backup holds; written last, so that a backup without it was never finished.
public struct BackupManifest: Codable, Sendable {
    /// Rows of one table, some thousands of lines each.
    public struct Part: Codable, Sendable {
        public var hash: String
        public var rows: Int
    }

    public struct Table: Codable, Sendable {
        public var name: String
        public var parts: [Part]
        public var rows: Int { parts.map(\.rows).reduce(0, +) }
    }

    static let current = 1

    public var format = BackupManifest.current
    /// Seconds since 1970.
    public var madeAt: Int64
    public var extent: RegistryStore.Extent
    public var tables: [Table] = []
    public var originals = 0
    /// Hashes that rows name and the vault could not give, with the error's code.
    public var missing: [String: String] = [:]
    public var isSealed: Bool

    private static func file(_ folder: URL) -> URL { folder.appending(path: "manifest.json") }

    /// Throws `backup.unfinished` when there is none, `backup.newer` for one of a newer version.
    static func read(_ folder: URL) throws(IntakeError) -> (manifest: BackupManifest, hash: String) {
        guard let data = try? Data(contentsOf: file(folder)),
            let manifest = try? JSONDecoder().decode(BackupManifest.self, from: data)
        else {
            throw IntakeError(
                "backup.unfinished", .backupUnfinished.with(folder.path), remedy: .backupUnfinishedRemedy)
        }
        let known = Set(StoreTable.all.map(\.name))
        guard manifest.format == current, manifest.tables.allSatisfy({ known.contains($0.name) }) else {
            throw IntakeError(
                "backup.newer", .storeNewer.with(String(manifest.format)), remedy: .storeNewerRemedy, exit: .unavailable
            )
        }
        return (manifest, FolderVault.hash(data))
    }

    func write(_ folder: URL) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys]
        try DurableFile.write(try encoder.encode(self), to: BackupManifest.file(folder))
    }
}
