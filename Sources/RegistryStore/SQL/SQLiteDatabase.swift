internal import Foundation
internal import GRDB
public import IntakeModel

/// SQLite by GRDB: WAL, `synchronous=FULL`, foreign keys on.
public struct SQLiteDatabase: SQLDatabase {
    private let pool: DatabasePool

    /// Opens or creates the file and its folder.
    public init(path: String) throws(IntakeError) {
        do {
            let file = URL(filePath: path)
            try FileManager.default.createDirectory(
                at: file.deletingLastPathComponent(), withIntermediateDirectories: true,
                attributes: [.posixPermissions: 0o700])
            var configuration = Configuration()
            configuration.busyMode = .timeout(20)
            configuration.foreignKeysEnabled = true
            pool = try DatabasePool(path: path, configuration: configuration)
            // GRDB lowers the writer to NORMAL when it sets up WAL; a commit must survive a power cut.
            try pool.writeWithoutTransaction { try $0.execute(sql: "PRAGMA synchronous = FULL") }
        } catch {
            throw IntakeError(
                "store.unusable", .storeBroken.with((error as? DatabaseError)?.message ?? "I/O"),
                remedy: .storeBrokenRemedy, exit: .inputOutput, underlying: "\(error)")
        }
    }

    /// What `PRAGMA synchronous` says on the connection that writes: 2 is FULL.
    public func synchronousLevel() async throws -> Int {
        try await pool.writeWithoutTransaction { try Int.fetchOne($0, sql: "PRAGMA synchronous") ?? -1 }
    }

    /// One writer at a time whatever the order: SQLite has one.
    public func write<Result: Sendable>(
        _ order: WriteOrder, _ body: @escaping @Sendable (any SQLSession) throws -> Result
    ) async throws -> Result {
        try await pool.writeWithoutTransaction { database in
            var result: Result?
            // IMMEDIATE: the write lock is taken at the start, so a transaction never fails halfway for a reader's sake.
            try database.inTransaction(.immediate) {
                result = try body(Session(database: database))
                return .commit
            }
            guard let result else { throw RowFault(column: "transaction") }
            return result
        }
    }

    public func read<Result: Sendable>(
        _ body: @escaping @Sendable (any SQLSession) throws -> Result
    ) async throws -> Result {
        try await pool.read { try body(Session(database: $0)) }
    }

    public func migrate(_ body: @escaping @Sendable (any SQLSession) throws -> Void) async throws {
        try await write(.ordered, body)
    }

    private struct Session: SQLSession {
        let database: Database

        var skippingLocked: String { "" }

        // It looks for the largest number by itself.
        func settleNumbers(table: String, column: String) {}

        func define(_ sql: String) throws { try database.execute(sql: sql) }

        func execute(_ sql: String, _ values: [SQLValue]) throws -> Int {
            try SQLValue.refuseNUL(values)
            try database.execute(sql: Placeholders.numbered(sql), arguments: StatementArguments(values.map(argument)))
            return database.changesCount
        }

        func rows(_ sql: String, _ values: [SQLValue]) throws -> [SQLRow] {
            try SQLValue.refuseNUL(values)
            let arguments = StatementArguments(values.map(argument))
            return try Row.fetchAll(database, sql: Placeholders.numbered(sql), arguments: arguments).map { row in
                var columns: [String: SQLValue] = [:]
                for (name, value) in row { columns[name] = plain(value) }
                return SQLRow(columns: columns)
            }
        }

        private func argument(_ value: SQLValue) -> (any DatabaseValueConvertible)? {
            switch value {
            case .null: nil
            case .integer(let number): number
            case .real(let number): number
            case .text(let text): text
            case .blob(let data): data
            }
        }

        private func plain(_ value: DatabaseValue) -> SQLValue {
            switch value.storage {
            case .null: .null
            case .int64(let number): .integer(number)
            case .double(let number): .real(number)
            case .string(let text): .text(text)
            case .blob(let data): .blob(data)
            }
        }
    }
}
