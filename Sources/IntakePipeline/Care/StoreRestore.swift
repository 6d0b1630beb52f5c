internal import EvidenceVault
public import Foundation
public import IntakeModel
public import Registry
internal import RegistryStore

/// 恢复: a backup into an empty store and a vault. It can be broken off and taken up again; until every row has been
/// compared with the backup nobody can open the store.
public struct StoreRestore: Sendable {
    public let manifest: BackupManifest
    private let identity: String
    private let folder: URL
    private let environment: [String: String]

    /// Reads the manifest; throws when it is missing or of a newer version.
    public init(_ folder: URL, environment: [String: String]) throws(IntakeError) {
        self.folder = folder
        self.environment = environment
        let (manifest, hash) = try BackupManifest.read(folder)
        self.manifest = manifest
        identity = "backup " + hash
    }

    /// Rows count twice: filled in and compared.
    public var steps: Int { 2 * manifest.extent.total + manifest.originals }

    /// Checks every part of the backup before anything is written.
    public func run(
        into url: String, vault: any Vault, now: Int64, progress: (Int) -> Void
    ) async throws -> VaultCopy.Result {
        let shelf = try StoreBackup.rows(folder, environment)
        for part in manifest.tables.flatMap(\.parts) { _ = try shelf.get(part.hash) }
        let fill = try await StoreFill(
            url: url, source: identity, migrations: manifest.extent.migrations, now: now)
        let originals = try await VaultCopy(
            from: try StoreBackup.originals(folder, environment), into: vault
        ).all(progress: progress)
        for table in StoreTable.all {
            let parts = manifest.tables.first { $0.name == table.name }?.parts ?? []
            try await add(parts, of: table, from: shelf, to: fill, progress)
        }
        for table in StoreTable.all {
            let parts = manifest.tables.first { $0.name == table.name }?.parts ?? []
            try await compare(parts, of: table, in: shelf, with: fill, progress)
        }
        guard try await fill.extent() == manifest.extent else { throw StoreRestore.differs("—") }
        try await fill.finish()
        return originals
    }

    private func add(
        _ parts: [BackupManifest.Part], of table: StoreTable, from shelf: PartShelf, to fill: StoreFill,
        _ progress: (Int) -> Void
    ) async throws {
        let known = try await fill.progress(table)
        var passed = 0
        for part in parts {
            passed += part.rows
            // Rows came in their order, so whole parts that are there need not be read.
            if passed > known.rows { try await fill.add(rows(part, shelf), to: table, last: false) }
            progress(part.rows)
        }
        if !known.isDone { try await fill.add([], to: table, last: true) }
    }

    private func compare(
        _ parts: [BackupManifest.Part], of table: StoreTable, in shelf: PartShelf, with fill: StoreFill,
        _ progress: (Int) -> Void
    ) async throws {
        var last: StoredRow?
        // A table whose rows refer to each other comes whole.
        var ahead: [StoredRow] = []
        for part in parts {
            let expected = try rows(part, shelf)
            while ahead.count < expected.count {
                let some = try await fill.rows(table, after: last, count: expected.count)
                guard let end = some.last else { throw StoreRestore.differs(table.name) }
                ahead += some
                last = end
            }
            guard ahead.starts(with: expected) else { throw StoreRestore.differs(table.name) }
            ahead.removeFirst(expected.count)
            progress(part.rows)
        }
    }

    private func rows(_ part: BackupManifest.Part, _ shelf: PartShelf) throws -> [StoredRow] {
        try String(decoding: try shelf.get(part.hash), as: UTF8.self).split(separator: "\n").map {
            try StoredRow(line: $0)
        }
    }

    private static func differs(_ table: String) -> IntakeError {
        IntakeError("backup.differs", .backupDiffers.with(table), remedy: .backupDiffersRemedy, exit: .inputOutput)
    }
}
