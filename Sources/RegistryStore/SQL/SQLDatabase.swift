/// A connection inside a transaction. Statements use `$1`, `$2`… for their values.
public protocol SQLSession {
    /// Runs a statement and answers how many rows it changed.
    @discardableResult
    func execute(_ sql: String, _ values: [SQLValue]) throws -> Int

    func rows(_ sql: String, _ values: [SQLValue]) throws -> [SQLRow]
}

extension SQLSession {
    func row(_ sql: String, _ values: [SQLValue]) throws -> SQLRow? { try rows(sql, values).first }
}

/// A database engine: SQLite now; the statements keep to what PostgreSQL 15 understands too.
public protocol SQLDatabase: Sendable {
    /// One transaction that commits durably when `body` returns and rolls back when it throws.
    func write<Result: Sendable>(_ body: @escaping @Sendable (any SQLSession) throws -> Result) async throws -> Result

    /// One consistent view.
    func read<Result: Sendable>(_ body: @escaping @Sendable (any SQLSession) throws -> Result) async throws -> Result
}
