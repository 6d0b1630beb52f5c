internal import CPQ
internal import Foundation

/// One connection to the server. Every call blocks: use it on its own queue only, by `run`.
///
/// The serial queue is what makes it safe to send: after `open` its state is touched nowhere else.
final class PostgreSQLConnection: @unchecked Sendable {
    private let handle: OpaquePointer
    private let queue: DispatchQueue
    /// Statement → the name it was prepared under.
    private var prepared: [String: String] = [:]
    /// Names this connection in the table of commit marks.
    let identity = UUID().uuidString
    /// The server's process for this connection, as the server itself says, and when it began: together they name it for good.
    private(set) var backend: Int32 = 0
    private(set) var backendStart = ""

    private init(url: String, queue: DispatchQueue) throws(PostgreSQLFault) {
        self.queue = queue
        handle = try PostgreSQLConnecting.connect(url)
        PQsetNoticeProcessor(handle, { _, _ in }, nil)
    }

    deinit { PQfinish(handle) }

    static func open(_ url: String) async throws -> PostgreSQLConnection {
        let queue = DispatchQueue(label: "xueji.postgresql")
        return try await withCheckedThrowingContinuation { continuation in
            queue.async {
                continuation.resume(
                    with: Result {
                        let connection = try PostgreSQLConnection(url: url, queue: queue)
                        try connection.setUp()
                        return connection
                    })
            }
        }
    }

    /// Runs blocking work on this connection's thread, off the cooperative pool.
    func run<Value: Sendable>(
        _ body: @escaping @Sendable (PostgreSQLConnection) throws -> Value
    ) async throws -> Value {
        try await withCheckedThrowingContinuation { continuation in
            queue.async { continuation.resume(with: Result { try body(self) }) }
        }
    }

    var isHealthy: Bool { PQstatus(handle) == CONNECTION_OK && PQtransactionStatus(handle) == PQTRANS_IDLE }

    /// `150018` for 15.18.
    var serverVersion: Int { Int(PQserverVersion(handle)) }

    func parameter(_ name: String) -> String { PQparameterStatus(handle, name).map { String(cString: $0) } ?? "" }

    /// Statements without values, several with `;` between; answers the last one's result.
    func command(_ sql: String) throws(PostgreSQLFault) -> PostgreSQLAnswer {
        try PostgreSQLAnswer(PQexec(handle, sql), handle)
    }

    func execute(_ sql: String, _ values: [SQLValue]) throws(PostgreSQLFault) -> PostgreSQLAnswer {
        let name = try prepare(sql)
        let result = PostgreSQLParameters.with(values) { count, arrays in
            PQexecPrepared(handle, name, count, arrays.values, arrays.lengths, arrays.formats, 0)
        }
        return try PostgreSQLAnswer(result, handle)
    }

    /// Statements are prepared anew, as after a table was altered.
    func forgetStatements() {
        guard (try? command("DEALLOCATE ALL")) != nil else { return }
        prepared = [:]
    }

    private func prepare(_ sql: String) throws(PostgreSQLFault) -> String {
        if let name = prepared[sql] { return name }
        if prepared.count >= 200 { forgetStatements() }
        // Nobody else's, even where a pooler puts several clients on one session of the server.
        let name = "s\(prepared.count)_\(identity)"
        _ = try PostgreSQLAnswer(PQprepare(handle, name, sql, 0, nil), handle)
        prepared[sql] = name
        return name
    }

    /// Time-outs unless the server or the address sets its own; a commit waits for the disk.
    private func setUp() throws {
        let answer = try command(
            """
            SELECT set_config(name, value, false) FROM (VALUES ('statement_timeout', '120s'), ('lock_timeout', '20s'),
                ('idle_in_transaction_session_timeout', '60s')) AS wanted (name, value) WHERE current_setting(name) = '0';
            SELECT set_config('synchronous_commit', 'on', false) WHERE current_setting('synchronous_commit') = 'off';
            SELECT pid, CAST(backend_start AS TEXT) AS start FROM pg_stat_activity WHERE pid = pg_backend_pid()
            """)
        let own = answer.rows().first
        backend = Int32(truncatingIfNeeded: try own?.integer("pid") ?? 0)
        backendStart = try own?.text("start") ?? ""
    }
}
