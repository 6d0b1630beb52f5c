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

/// An empty place for one test: a file, or a schema of its own, not yet made, on the server that `scripts/test` starts.
struct StorePlace {
    /// As `--store` takes it.
    let url: String
    /// Of the schema; empty for a file.
    let schema: String
    private let folder: TemporaryFolder?

    /// Cancels the test, with the reason, where PostgreSQL is asked for and no server was given.
    init(_ engine: Engine) throws {
        switch engine {
        case .sqlite:
            let folder = try TemporaryFolder()
            self.folder = folder
            schema = ""
            url = "sqlite:" + folder.file("registry.sqlite").path
        case .postgresql:
            folder = nil
            schema = "test_" + UUID().uuidString.replacing("-", with: "").lowercased()
            url = try TestServer.url() + "?schema=" + schema
        }
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
