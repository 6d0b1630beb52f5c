import Foundation
import ImageCodecs
import IntakeModel
import IntakePipeline
import Registry
import RegistryStore
import Scanning

/// Where scanned pages go.
protocol ScanTarget: Sendable {
    /// Answers the folder in which pages come.
    func begin(_ request: ScanRequest) async throws -> URL
    /// The page is safe when it returns, before the next one starts.
    func take(_ page: ScannedPage, _ console: Console) async throws
    /// Answers the number of the batch that can go on, where there is one.
    func end(_ error: IntakeError?) async throws -> Int64?
}

/// 扫到文件夹: a file a page, none overwritten.
struct ScanFolder: ScanTarget {
    private let folder: URL

    init(_ path: String, _ console: Console) { folder = URL(filePath: path) }

    func begin(_ request: ScanRequest) throws -> URL {
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let spool = FileManager.default.temporaryDirectory.appending(path: "xueji-scan-\(UUID().uuidString)")
        try FileManager.default.createDirectory(
            at: spool, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        return spool
    }

    func take(_ page: ScannedPage, _ console: Console) throws {
        var target = folder.appending(path: String(format: "page-%03d.png", page.number))
        var copy = 2
        while FileManager.default.fileExists(atPath: target.path) {
            target = folder.appending(path: String(format: "page-%03d-%d.png", page.number, copy))
            copy += 1
        }
        try DurableFile.write(Data(contentsOf: page.file), to: target)
        try console.json
            ? console.sayJSON(ScannedFile(file: target.path, page: page.number)) : console.say(target.path)
    }

    func end(_ error: IntakeError?) -> Int64? { nil }

    private struct ScannedFile: Encodable {
        let file: String
        let page: Int
    }
}

/// 扫到收件库: as pages of a batch that is on record with its first page and can go on, whatever ends it. A scan that gives
/// no page leaves no batch.
struct ScanIntake: ScanTarget {
    private let batch: IntakeBatch
    private let intake: PageIntake
    private let spool: URL
    /// Keeps other programs off the spool.
    private let hold: FolderLock

    /// Throws `scan.busy` while another program scans the same batch.
    init(_ batch: IntakeBatch, _ intake: PageIntake, spools: URL) throws {
        self.batch = batch
        self.intake = intake
        spool = spools.appending(path: batch.key)
        try FileManager.default.createDirectory(
            at: spool, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        guard let hold = FolderLock(spool) else { throw ScanFault.busy.error(device: batch.device ?? "", page: 1) }
        self.hold = hold
    }

    func begin(_ request: ScanRequest) async throws -> URL {
        try ScanRecovery.write(ScanRecovery.Note(batch), to: spool)
        return spool
    }

    func take(_ page: ScannedPage, _ console: Console) async throws {
        _ = try await intake.store.openBatch(batch)
        let taken = try await intake.take(
            Data(contentsOf: page.file), name: "scan-\(page.number).png", origin: .scanner, batch: batch.key,
            number: page.number, caseNumber: batch.caseNumber)
        try TakenPage(taken.page, isNew: taken.isNew).show(console)
    }

    func end(_ error: IntakeError?) async throws -> Int64? {
        try await intake.store.endBatch(batch.key, fault: error?.code, by: intake.person)
        guard error != nil, let number = try await intake.store.batch(key: batch.key)?.id,
            try await intake.store.nextNumber(inBatch: number) > 1
        else { return nil }
        return number
    }
}
