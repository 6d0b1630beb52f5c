/// A connection inside a transaction. Statements use `$1`, `$2`… for their values.
public protocol SQLSession {
    /// Runs a statement and answers how many rows it changed.
    @discardableResult
    func execute(_ sql: String, _ values: [SQLValue]) throws -> Int

    func rows(_ sql: String, _ values: [SQLValue]) throws -> [SQLRow]

    /// Creates or alters a table, index or trigger written as SQLite has it.
    func define(_ sql: String) throws

    /// Lets numbers that the engine gives out itself go on after the largest that was filled in.
    func settleNumbers(table: String, column: String) throws

    /// What ends a SELECT that picks one row of a queue, so that others pick another row instead of waiting.
    var skippingLocked: String { get }
}

extension SQLSession {
    func row(_ sql: String, _ values: [SQLValue]) throws -> SQLRow? { try rows(sql, values).first }
}

/// How a writing transaction stands to the others.
public enum WriteOrder: Sendable {
    /// One after the other, each seeing all before it: whatever adds to the audit chain.
    case ordered
    /// Beside others, each statement seeing what is committed: the queue, whose statements guard themselves.
    case shared
}

/// A database engine: SQLite, or PostgreSQL 15 and later. The same statements run on both.
public protocol SQLDatabase: Sendable {
    /// One transaction that commits durably when `body` returns and rolls back when it throws.
    ///
    /// `body` may run more than once: a transaction that lost against another one, or whose connection broke before
    /// anything was committed, is tried again.
    func write<Result: Sendable>(
        _ order: WriteOrder, _ body: @escaping @Sendable (any SQLSession) throws -> Result
    ) async throws -> Result

    /// One consistent view.
    func read<Result: Sendable>(_ body: @escaping @Sendable (any SQLSession) throws -> Result) async throws -> Result

    /// One transaction during which no other process migrates.
    func migrate(_ body: @escaping @Sendable (any SQLSession) throws -> Void) async throws
}

extension SQLDatabase {
    public func write<Result: Sendable>(
        _ body: @escaping @Sendable (any SQLSession) throws -> Result
    ) async throws -> Result {
        try await write(.ordered, body)
    }
}
