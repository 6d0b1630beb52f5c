import Foundation
import IntakeModel
import Synchronization
import TestSupport
import Testing

@testable import RegistryStore

/// The databases that every test of the store runs on.
enum Engine: String, CaseIterable, CustomTestStringConvertible {
    case sqlite = "SQLite"
    case postgresql = "PostgreSQL"

    var testDescription: String { rawValue }
}

/// An empty place for one test: a file, or a schema of its own on the server that `scripts/test` starts.
struct StorePlace {
    /// As `--store` takes it.
    let url: String
    private let folder: TemporaryFolder?

    /// Cancels the test, with the reason, where PostgreSQL is asked for and no server was given.
    init(_ engine: Engine) async throws {
        switch engine {
        case .sqlite:
            let folder = try TemporaryFolder()
            self.folder = folder
            url = "sqlite:" + folder.file("registry.sqlite").path
        case .postgresql:
            folder = nil
            url = try await StorePlace.schema(on: try TestServer.url())
        }
    }

    /// A schema that nobody else uses.
    static func schema(on server: String) async throws -> String {
        let name = "test_" + UUID().uuidString.replacing("-", with: "").lowercased()
        let database = try await PostgreSQLDatabase(url: server, connections: 1)
        _ = try await database.read { _ in }
        try await database.migrate { try $0.execute("CREATE SCHEMA \(name)", []) }
        return server + "?options=-csearch_path%3D\(name)"
    }

    func database() async throws -> any SQLDatabase {
        url.hasPrefix("sqlite:")
            ? try SQLiteDatabase(path: String(url.dropFirst("sqlite:".count))) : try await PostgreSQLDatabase(url: url)
    }
}

/// The server of `XUEJI_TEST_POSTGRES`, and servers of a test's own.
enum TestServer {
    static func url() throws -> String {
        guard let url = ProcessInfo.processInfo.environment["XUEJI_TEST_POSTGRES"], !url.isEmpty else {
            try Test.cancel("XUEJI_TEST_POSTGRES is not set: run scripts/test, which starts a PostgreSQL server")
        }
        return url
    }

    /// Starts, or ends, a server in a folder; answers what the script prints.
    static func script(_ arguments: String...) throws -> String {
        try Workplace.script("test-postgres", arguments)
    }
}

/// Counts across threads.
final class Counter: Sendable {
    private let value = Atomic<Int>(0)
    var count: Int { value.load(ordering: .sequentiallyConsistent) }

    /// Answers how often it was called, this call included.
    @discardableResult
    func step() -> Int { value.add(1, ordering: .sequentiallyConsistent).newValue }
}
