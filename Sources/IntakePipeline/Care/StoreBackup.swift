internal import EvidenceVault
public import Foundation
internal import IntakeModel
public import Registry
public import RegistryStore
internal import Synchronization

/// 备份: all rows as they stood at one moment and every original that they name, in a folder, each piece under its hash.
///
/// Desks and workers may go on meanwhile. Where the environment names keys, everything in the folder is sealed.
public struct StoreBackup: Sendable {
    private let store: RegistryStore
    private let vault: any Vault
    private let folder: URL
    private let environment: [String: String]

    public init(store: RegistryStore, vault: any Vault, folder: URL, environment: [String: String]) {
        self.store = store
        self.vault = vault
        self.folder = folder
        self.environment = environment
    }

    /// Where the parts lie in a backup's folder.
    static func rows(_ folder: URL, _ environment: [String: String]) throws(IntakeError) -> PartShelf {
        try PartShelf(folder.appending(path: "rows"), keys: try SealKeys(environment: environment))
    }

    static func originals(_ folder: URL, _ environment: [String: String]) throws(IntakeError) -> any Vault {
        try VaultAddress.open("file:" + folder.appending(path: "originals").path, environment: environment)
    }

    /// Throws `backup.exists` unless the folder is new or empty. Everything written is read back before the manifest is
    /// written. `progress` is told rows and originals done since it was told last.
    public func make(progress: @escaping @Sendable (Int) -> Void) async throws -> BackupManifest {
        let there = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
        guard there.isEmpty else {
            throw IntakeError(
                "backup.exists", .backupExists.with(folder.path), remedy: .backupExistsRemedy, exit: .usage)
        }
        let shelf = try StoreBackup.rows(folder, environment)
        let writer = RowsWriter(shelf)
        let extent = try await store.export(begin: { writer.begin() }) { table, rows in
            try writer.add(rows, to: table)
            progress(rows.count)
        }
        var manifest = BackupManifest(
            madeAt: Int64(Date().timeIntervalSince1970), extent: extent,
            isSealed: try SealKeys(environment: environment) != nil)
        manifest.tables = try writer.finish()
        for part in manifest.tables.flatMap(\.parts) { _ = try shelf.get(part.hash) }

        let copies = try StoreBackup.originals(folder, environment)
        let copy = VaultCopy(from: vault, into: copies)
        for digit in 0..<16 {
            let digits = String(digit, radix: 16)
            let named = try await store.originals(startingWith: digits)
            let result = try await copy.these(Set(named.map(\.hash)), startingWith: digits, progress: progress)
            manifest.missing.merge(result.faults) { $1 }
            manifest.originals += result.copied + result.known
            var written: [String] = []
            try await copies.eachHash(startingWith: digits) { written.append($0) }
            for hash in written { _ = try await copies.get(hash) }
        }
        try manifest.write(folder)
        return manifest
    }
}

/// Lines of rows gathered into parts of some megabytes.
private final class RowsWriter: Sendable {
    private struct State {
        var tables: [BackupManifest.Table] = []
        var lines = Data()
        var rows = 0
    }

    private let shelf: PartShelf
    private let state = Mutex(State())
    private static let size = 4 << 20

    init(_ shelf: PartShelf) { self.shelf = shelf }

    func begin() { state.withLock { $0 = State() } }

    func add(_ rows: [StoredRow], to table: StoreTable) throws {
        try state.withLock { state in
            if state.tables.last?.name != table.name {
                try flush(&state)
                state.tables.append(BackupManifest.Table(name: table.name, parts: []))
            }
            for row in rows {
                state.lines.append(contentsOf: row.line.utf8)
                state.lines.append(0x0A)
                state.rows += 1
                if state.lines.count >= RowsWriter.size { try flush(&state) }
            }
        }
    }

    func finish() throws -> [BackupManifest.Table] {
        try state.withLock { state in
            try flush(&state)
            return state.tables
        }
    }

    private func flush(_ state: inout State) throws {
        guard state.rows > 0 else { return }
        let part = BackupManifest.Part(hash: try shelf.put(state.lines), rows: state.rows)
        state.tables[state.tables.count - 1].parts.append(part)
        state.lines = Data()
        state.rows = 0
    }
}
