internal import EvidenceVault
public import Foundation
internal import ImageCodecs
internal import IntakeModel
public import Registry
public import RegistryStore

/// 扫描补收: pages that the scanner was done with when whoever scanned was ended hard. Each batch notes whose it is beside its pages,
/// so that the next start takes them in; what was taken in already is known by its bytes.
public struct ScanRecovery: Sendable {
    /// What is noted of a batch.
    public struct Note: Codable, Sendable {
        let batch: String
        let person: String
        let organization: String
        let caseNumber: Int64?
        var device: String?
        var profile: String?
        var request: String?

        public init(_ batch: IntakeBatch) {
            self.batch = batch.key
            person = batch.person
            organization = batch.organization
            caseNumber = batch.caseNumber
            device = batch.device
            profile = batch.profile
            request = batch.request
        }

        fileprivate var intakeBatch: IntakeBatch {
            IntakeBatch(
                organization: organization, key: batch, origin: .scanner, person: person, device: device,
                profile: profile, request: request, caseNumber: caseNumber)
        }
    }

    /// Pages of a scan that was broken off, taken in now.
    public struct Found: Sendable {
        /// Number of their batch.
        public let batch: Int64
        public let pages: Int
    }

    private static let noteName = "batch.json"

    public static func write(_ note: Note, to spool: URL) throws {
        try DurableFile.write(try JSONEncoder().encode(note), to: spool.appending(path: noteName))
    }

    /// Takes in what lies under `folder`, or one batch of it; a batch that fails stays for the next time.
    @discardableResult
    public static func takeIn(
        _ folder: URL, only batch: String? = nil, store: RegistryStore, vault: any Vault
    ) async -> [Found] {
        var found: [Found] = []
        let spools = (try? FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)) ?? []
        for spool in spools where batch == nil || spool.lastPathComponent == batch {
            // A program that lives has the folders of its batches.
            guard let lock = FolderLock(spool) else { continue }
            defer { withExtendedLifetime(lock) {} }
            let note = (try? Data(contentsOf: spool.appending(path: noteName))).flatMap {
                try? JSONDecoder().decode(Note.self, from: $0)
            }
            // A folder that was just made has its note in a moment.
            if note == nil, isYoung(spool) { continue }
            do {
                if let note, let taken = try await takeIn(spool, note, store: store, vault: vault) {
                    found.append(taken)
                }
                try FileManager.default.removeItem(at: spool)
            } catch {
                continue
            }
        }
        return found
    }

    /// `nil` when no page lies there: then there is no batch either, unless an earlier page has made it.
    private static func takeIn(
        _ spool: URL, _ note: Note, store: RegistryStore, vault: any Vault
    ) async throws -> Found? {
        let pages = try pages(spool)
        guard !pages.isEmpty else { return nil }
        let batch = try await store.openBatch(note.intakeBatch)
        let intake = PageIntake(store: store, vault: vault, person: note.person, organization: note.organization)
        for (number, file) in pages {
            _ = try await intake.take(
                try Data(contentsOf: file), name: "scan-\(number).png", origin: .scanner, batch: note.batch,
                number: number, caseNumber: note.caseNumber)
        }
        return Found(batch: batch.id, pages: pages.count)
    }

    private static func isYoung(_ spool: URL) -> Bool {
        let changed = try? spool.resourceValues(forKeys: [.contentModificationDateKey]).contentModificationDate
        guard let changed else { return false }
        return Date().timeIntervalSince(changed) < 600
    }

    /// Whole pages, by their number: the scanning child names a file only when it is whole.
    private static func pages(_ spool: URL) throws -> [(number: Int, file: URL)] {
        try FileManager.default.contentsOfDirectory(at: spool, includingPropertiesForKeys: nil).compactMap { file in
            let parts = file.lastPathComponent.split(separator: "-")
            guard file.pathExtension == "png", parts.count > 2, parts[0] == "page", let number = Int(parts[1]) else {
                return nil
            }
            return (number, file)
        }.sorted { $0.number < $1.number }
    }
}
