import EvidenceVault
import Foundation
import IntakeModel
import IntakePipeline
import Recognizing
import Registry
import RegistryStore
import Synchronization

/// Reading pages with several workers of this process, each with a reading child of its own: pages a second, and where a
/// worker's time goes.
struct ReadingBench {
    enum Place {
        case files(String)
        /// A server, and a place in a bucket.
        case servers(String, String)

        var name: String {
            switch self {
            case .files: "SQLite, folder"
            case .servers: "PostgreSQL, bucket"
            }
        }
    }

    struct Figure: Encodable {
        let kind = "reading"
        let place: String
        let workers: Int
        let perSecond: Double
        /// Seconds of one worker a page.
        let workerSeconds: Double
        /// Shares of the workers' time.
        let engine: Double
        let vault: Double
        let own: Double
        let originalBytes: Double
        /// What a page and its reading add to the store.
        let rowBytes: Double
    }

    let files: [Data]
    let pages: Int
    let engine: EngineChoice
    let language: Language

    func read(_ place: Place, workers: Int) async throws -> Figure {
        let name = "reading\(workers)"
        let database: TimedDatabase
        let vault: TimedVault
        let environment = ProcessInfo.processInfo.environment
        var isPostgreSQL = false
        switch place {
        case .files(let folder):
            database = TimedDatabase(try SQLiteDatabase(path: "\(folder)/\(name).sqlite"))
            vault = TimedVault(try VaultAddress.open("file:\(folder)/\(name)", environment: environment))
        case .servers(let server, let bucket):
            isPostgreSQL = true
            let url = StoreSize.schema(name, on: server)
            database = TimedDatabase(try await PostgreSQLDatabase(url: url, connections: 32))
            vault = TimedVault(try VaultAddress.open("\(bucket)/\(name)", environment: environment))
        }
        let store = try await RegistryStore(database)
        try await store.add(Organization(code: "S", name: "某校", level: .school, parent: nil), by: "bench")
        try await store.add(
            Person(id: "clerk", name: "clerk", role: .schoolRegistrar, organization: "S"), by: "bench")
        let intake = PageIntake(store: store, vault: vault, person: "clerk", organization: "S")
        let empty = try await StoreSize.bytes(database, isPostgreSQL: isPostgreSQL)
        var bytes = 0
        for number in 0..<pages {
            // The same pages again are other pages by what stands behind their end.
            let data = files[number % files.count] + Data("\n\(number)".utf8)
            bytes += data.count
            _ = try await intake.take(data, name: "page", origin: .file, batch: "bench")
        }
        _ = (database.take(), vault.take())
        let processes = (0..<workers).map { _ in OwnProcess.reader(engine: engine, language: language) }
        // Models are loaded before the clock starts.
        for process in processes {
            _ = await WorkerCommand.read(
                files[0], name: "first", organizations: [], process: process, language: language)
        }
        let start = ContinuousClock.now
        try await withThrowingTaskGroup(of: Void.self) { group in
            for process in processes {
                let worker = PageWorker(store: store, vault: vault, engines: "bench", language: language) {
                    await WorkerCommand.read(
                        $0, name: $1, organizations: $2, process: process, language: language)
                }
                group.addTask { while try await worker.step() != nil {} }
            }
            try await group.waitForAll()
        }
        let seconds = (ContinuousClock.now - start) / .seconds(1)
        for process in processes { await process.stop() }
        let all = seconds * Double(workers)
        let inEngine = database.take() / .seconds(1) / all
        let inVault = vault.take() / .seconds(1) / all
        let after = try await StoreSize.bytes(database, isPostgreSQL: isPostgreSQL)
        return Figure(
            place: place.name, workers: workers, perSecond: Double(pages) / seconds,
            workerSeconds: all / Double(pages), engine: inEngine, vault: inVault, own: 1 - inEngine - inVault,
            originalBytes: Double(bytes) / Double(pages), rowBytes: Double(after - empty) / Double(pages))
    }
}

/// A vault that notes how long it was waited for.
final class TimedVault: Vault {
    private let base: any Vault
    private let spent = Mutex(Duration.zero)

    init(_ base: any Vault) { self.base = base }

    func take() -> Duration {
        spent.withLock { spent in
            defer { spent = .zero }
            return spent
        }
    }

    func put(_ data: Data) async throws(IntakeError) -> String {
        let start = ContinuousClock.now
        defer { note(since: start) }
        return try await base.put(data)
    }

    func get(_ hash: String) async throws(IntakeError) -> Data {
        let start = ContinuousClock.now
        defer { note(since: start) }
        return try await base.get(hash)
    }

    func eachHash(
        startingWith digits: String, _ visit: (String) async throws(IntakeError) -> Void
    ) async throws(IntakeError) { try await base.eachHash(startingWith: digits, visit) }

    func reach() async throws(IntakeError) { try await base.reach() }

    private func note(since start: ContinuousClock.Instant) {
        let time = ContinuousClock.now - start
        spent.withLock { $0 += time }
    }
}
