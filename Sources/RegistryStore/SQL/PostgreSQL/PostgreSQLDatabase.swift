public import IntakeModel

/// PostgreSQL 15 or later by libpq: pooled connections, prepared statements, transactions that are tried again.
public struct PostgreSQLDatabase: SQLDatabase {
    private let pool: PostgreSQLPool
    private let schema: PostgreSQLSchema
    /// How long an unreachable server is waited for.
    private let patience: Duration
    /// So often a transaction is tried anew after losing against others or losing its connection.
    private static let tries = 12

    /// Connects once, to tell at once what is wrong with the address, the log-in or the server.
    ///
    /// - Parameters:
    ///   - url: `postgres://user:password@host:port/database?…` as libpq takes it, and `schema=NAME`.
    ///   - connections: how many are open at most.
    ///   - patience: how long a server that went away is waited for; the first connection is not waited for.
    public init(url: String, connections: Int = 8, patience: Duration = .seconds(20)) async throws(IntakeError) {
        let address = try PostgreSQLAddress(url)
        try PostgreSQLConnecting.check(address.url)
        self.patience = patience
        schema = PostgreSQLSchema(name: address.schema)
        pool = PostgreSQLPool(url: address.url, limit: connections, patience: patience)
        do {
            let first = try await PostgreSQLConnection.open(address.url)
            guard first.serverVersion >= 150_000 else {
                throw IntakeError(
                    "store.old-server", .storeOldServer.with(first.parameter("server_version")),
                    remedy: .storeOldServerRemedy, exit: .unavailable)
            }
            guard first.parameter("server_encoding") == "UTF8" else {
                throw IntakeError(
                    "store.encoding", .storeEncoding.with(first.parameter("server_encoding")),
                    remedy: .storeEncodingRemedy, exit: .unavailable)
            }
            pool.adopt(first)
        } catch {
            throw PostgreSQLDatabase.explain(error)
        }
    }

    public func write<Result: Sendable>(
        _ order: WriteOrder, _ body: @escaping @Sendable (any SQLSession) throws -> Result
    ) async throws -> Result {
        try await perform(order == .ordered ? .ordered(schema) : .shared(schema), body)
    }

    public func read<Result: Sendable>(
        _ body: @escaping @Sendable (any SQLSession) throws -> Result
    ) async throws -> Result {
        try await perform(.read(schema), body)
    }

    public func migrate(_ body: @escaping @Sendable (any SQLSession) throws -> Void) async throws {
        try await perform(.migration(schema)) { [schema] session in
            try schema.make(session)
            try CommitMark.prepare(session)
            try body(session)
        }
    }

    /// Notes what of these tables is committed and counts what they hold, as the server's own housekeeping does after a while.
    func vacuum(_ tables: [String]) async throws {
        // A connection of its own, which may take as long as it takes; VACUUM wants no transaction around it.
        try await pool.connect().run { [schema] connection in
            _ = try connection.command("SET statement_timeout = 0")
            for table in tables { _ = try connection.command("VACUUM (ANALYZE) \(schema.qualified(table))") }
        }
    }

    /// `15.18` and the like.
    public func serverVersion() async throws -> String {
        try await read { try $0.row("SHOW server_version", [])?.text("server_version") ?? "" }
    }

    private func perform<Value: Sendable>(
        _ transaction: PostgreSQLTransaction, _ body: @escaping @Sendable (any SQLSession) throws -> Value
    ) async throws -> Value {
        var pause = BackOff()
        while true {
            do {
                let connection = try await borrow()
                defer { pool.give(connection) }
                switch try await connection.run({ try transaction.run(on: $0, body) }) {
                case .committed(let value): return value
                case .unknown(let mark, let value):
                    if try await isCommitted(mark) { return value }
                }
            } catch let fault as PostgreSQLFault {
                // Before COMMIT was sent nothing of a lost connection's transaction can stay.
                let again = fault.isConflict || fault.isLoss && fault.isWorthWaiting || fault.isStalePlan
                guard again, pause.pauses < PostgreSQLDatabase.tries else { throw fault.explained }
            }
            await pause.sleep()
        }
    }

    /// A server that was waited for in vain is not waited for again.
    private func borrow() async throws -> PostgreSQLConnection {
        do {
            return try await pool.take()
        } catch let fault as PostgreSQLFault {
            throw fault.explained
        }
    }

    /// Asks the server, by another connection, what became of a COMMIT whose answer was lost.
    private func isCommitted(_ mark: CommitMark) async throws -> Bool {
        let deadline = ContinuousClock.now + patience
        var pause = BackOff()
        var cause: (any Error)?
        repeat {
            do {
                let connection = try await pool.connect()
                if let answer = try await connection.run({ try mark.isCommitted($0) }) { return answer }
            } catch { cause = error }
            await pause.sleep()
        } while ContinuousClock.now < deadline
        throw IntakeError(
            "store.outcome-unknown", .storeOutcomeUnknown, remedy: .storeOutcomeUnknownRemedy, exit: .unavailable,
            underlying: cause.map { "\($0)" })
    }

    private static func explain(_ error: any Error) -> IntakeError {
        switch error {
        case let known as IntakeError: known
        case let fault as PostgreSQLFault: fault.explained
        default:
            IntakeError(
                "store.failed", .storeBroken.with("PostgreSQL"), remedy: .storeBrokenRemedy, exit: .inputOutput,
                underlying: "\(error)")
        }
    }
}
