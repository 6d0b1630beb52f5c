internal import Synchronization

/// 查询计划: a database that also asks the engine how it will answer every SELECT.
public final class PlanRecorder: SQLDatabase {
    private let base: any SQLDatabase
    private let explain: String
    private let found = Mutex<[String]>([])

    /// `explain` is what the engine puts before a statement: `EXPLAIN QUERY PLAN`, or `EXPLAIN`.
    public init(_ base: any SQLDatabase, explain: String) {
        self.base = base
        self.explain = explain
    }

    /// The lines of all plans since the last call.
    public func plans() -> [String] {
        found.withLock { lines in
            defer { lines = [] }
            return lines
        }
    }

    public func write<Result: Sendable>(
        _ order: WriteOrder, _ body: @escaping @Sendable (any SQLSession) throws -> Result
    ) async throws -> Result { try await base.write(order, body) }

    public func read<Result: Sendable>(
        _ body: @escaping @Sendable (any SQLSession) throws -> Result
    ) async throws -> Result {
        try await base.read { try body(Session(base: $0, recorder: self)) }
    }

    public func migrate(_ body: @escaping @Sendable (any SQLSession) throws -> Void) async throws {
        try await base.migrate(body)
    }

    private struct Session: SQLSession {
        let base: any SQLSession
        let recorder: PlanRecorder

        func execute(_ sql: String, _ values: [SQLValue]) throws -> Int { try base.execute(sql, values) }

        func rows(_ sql: String, _ values: [SQLValue]) throws -> [SQLRow] {
            let plan = try base.rows(recorder.explain + " " + sql, values)
            let lines = plan.compactMap { $0.textOrNull("detail") ?? $0.textOrNull("QUERY PLAN") }
            recorder.found.withLock { $0 += lines }
            return try base.rows(sql, values)
        }

        func settleNumbers(table: String, column: String) throws {
            try base.settleNumbers(table: table, column: column)
        }

        func define(_ sql: String) throws { try base.define(sql) }

        var skippingLocked: String { base.skippingLocked }
    }
}
