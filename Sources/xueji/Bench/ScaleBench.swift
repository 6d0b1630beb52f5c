import ArgumentParser
import EvidenceVault
import Foundation
import IntakeModel
import IntakePipeline
import Recognizing
import Registry
import RegistryStore
import Synchronization

/// `xueji bench-scale`: how far one program carries; called by scripts/bench, one line of JSON a figure.
struct ScaleBenchCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "bench-scale", abstract: "测量规模 / measure scale", shouldDisplay: false)

    @Option(help: "folder for files") var folder: String
    @Option(help: "address of an empty PostgreSQL database") var postgres: String
    @Option(help: "address of a place in a bucket") var bucket: String
    @Option(help: "folder with pages") var samples: String
    @Option(help: "pages to read with each number of workers") var pages: Int = 24
    @Option(help: "cases to decide with each number of clients") var cases: Int = 200
    @Option(help: "largest number of students; from 10 000 in steps of ten times") var students: Int = 1_000_000
    @Flag(help: "only how the stores grow") var growth = false
    @Flag(help: "only deciding in several schemas of one server") var schemas = false
    @Option var engine: EngineChoice = .auto
    @OptionGroup var common: CommonOptions

    private static let workers = [1, 2, 4]
    private static let clients = [1, 8, 64]

    func run() async throws {
        let console = common.console
        try await console.run {
            try console.sayJSON(["kind": "machine", "machine": BenchMachine.text])
            if schemas { return try await sideBySide(console) }
            if !growth { try await measure(console) }
            for (name, database) in try await databases("growth") {
                let explain = name == "SQLite" ? "EXPLAIN QUERY PLAN" : "EXPLAIN"
                let growth = try await GrowthBench(database, explain: explain)
                var size = 10_000
                while size <= students {
                    let figures = try await growth.grow(to: size)
                    let bytes = try await StoreSize.bytes(database, isPostgreSQL: name != "SQLite")
                    try console.sayJSON(
                        Growth(
                            engine: name, size: size, bytes: Double(bytes) / Double(size),
                            questions: figures.map { .init(name: $0.name, median: $0.median, worst: $0.worst) }))
                    size *= 10
                }
            }
            return .ok
        }
    }

    /// Pages, decisions and originals.
    private func measure(_ console: Console) async throws {
        let bench = ReadingBench(
            files: try contents(), pages: pages, engine: engine, language: console.language)
        for place in [ReadingBench.Place.files(folder), .servers(postgres, bucket)] {
            for count in ScaleBenchCommand.workers {
                try console.sayJSON(try await bench.read(place, workers: count))
            }
        }
        for (name, database) in try await databases("deciding") {
            let bench = try await DecidingBench(database, cases: cases)
            for clients in ScaleBenchCommand.clients {
                try console.sayJSON(
                    Deciding(
                        engine: name, clients: clients, decisions: try await bench.decide(clients: clients),
                        raw: try await bench.raw(clients: clients)))
            }
        }
        _ = try await sideBySide(console)
        let vaults = VaultBench(files: try contents())
        for (place, url) in [("folder", "file:" + folder + "/vault"), ("bucket", bucket + "/ours")] {
            for isSealed in [false, true] {
                try console.sayJSON(try await vaults.measure(place, url: url, isSealed: isSealed))
            }
        }
    }

    private func sideBySide(_ console: Console) async throws -> ExitStatus {
        let bench = SchemaBench(server: postgres, cases: 4 * cases)
        for figure in try await bench.figures() { try console.sayJSON(figure) }
        return .ok
    }

    private struct Deciding: Encodable {
        let kind = "deciding"
        let engine: String
        let clients: Int
        let decisions: Double
        let raw: Double
    }

    private struct Growth: Encodable {
        struct Question: Encodable {
            let name: String
            /// Milliseconds.
            let median: Double
            let worst: Double
        }

        let kind = "growth"
        let engine: String
        let size: Int
        /// Of the store, a student.
        let bytes: Double
        let questions: [Question]
    }

    /// The tables of `raw` stay in the server's own schema, for pgbench.
    private func databases(_ what: String) async throws -> [(String, any SQLDatabase)] {
        let server = what == "deciding" ? postgres : StoreSize.schema(what, on: postgres)
        return [
            ("SQLite", try SQLiteDatabase(path: folder + "/\(what).sqlite")),
            ("PostgreSQL", try await PostgreSQLDatabase(url: server, connections: 64)),
        ]
    }

    private func contents() throws -> [Data] {
        try InputFiles.expand([samples]).map { try Data(contentsOf: URL(filePath: $0)) }
    }
}
