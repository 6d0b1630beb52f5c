internal import Foundation
internal import IntakeModel

/// A row written by the transaction itself, which tells afterwards whether it was committed.
///
/// The number of a transaction would not do: after a crash of the server it may be given to another one.
struct CommitMark: Sendable {
    private let connection: String
    private let token = UUID().uuidString
    private let backend: Int32
    private let backendStart: String
    private let schema: PostgreSQLSchema

    init(_ connection: PostgreSQLConnection, _ schema: PostgreSQLSchema) {
        self.schema = schema
        self.connection = connection.identity
        backend = connection.backend
        backendStart = connection.backendStart
    }

    /// One row a connection, overwritten by its next transaction. Both texts are ours: letters, digits and hyphens.
    var statement: String {
        """
        INSERT INTO \(schema.qualified("commitmark")) (connection, token, writtenAt)
        VALUES ('\(connection)', '\(token)', now())
        ON CONFLICT (connection) DO UPDATE SET token = excluded.token, writtenAt = excluded.writtenAt
        """
    }

    /// Ends what is left of the old connection at the server, then looks for the mark. Blocks.
    ///
    /// Answers `nil` while the old connection's process is still there. The look writes the mark's row, so that it waits for
    /// a transaction that is still being committed out of our reach: behind a pooler, or on another node of a cluster.
    func isCommitted(_ other: PostgreSQLConnection) throws -> Bool? {
        let alive = try other.execute(
            """
            SELECT pg_terminate_backend(pid) AS ended FROM pg_stat_activity
            WHERE pid = CAST($1 AS INTEGER) AND backend_start = CAST($2 AS TIMESTAMPTZ)
            """, [.integer(Int64(backend)), .text(backendStart)]
        ).rows()
        guard alive.isEmpty else { return nil }
        let found = try other.execute(
            """
            INSERT INTO \(schema.qualified("commitmark")) AS mark (connection, token, writtenAt) VALUES ($1, '', now())
            ON CONFLICT (connection) DO UPDATE SET writtenAt = mark.writtenAt RETURNING token
            """, [.text(connection)]
        ).rows()
        return try found.first?.text("token") == token
    }

    /// The two tables that transactions need: the one that writers queue at, and the marks.
    static func prepare(_ session: any SQLSession) throws {
        try session.define("CREATE TABLE IF NOT EXISTS writeorder (number BIGINT PRIMARY KEY)")
        try giveKey(session)
        try session.define(
            """
            CREATE TABLE IF NOT EXISTS commitmark (
                connection TEXT PRIMARY KEY, token TEXT NOT NULL, writtenAt TIMESTAMPTZ NOT NULL)
            """)
        // A connection that is still in use writes its row anew.
        try session.execute("DELETE FROM commitmark WHERE writtenAt < now() - INTERVAL '1 day'", [])
    }

    /// A table without any column, as earlier versions made it, cannot be copied to another node while it is in use.
    private static func giveKey(_ session: any SQLSession) throws {
        let bare = try session.row(
            """
            SELECT 1 AS bare FROM pg_class WHERE oid = to_regclass('writeorder') AND relnatts = 0
            AND pg_has_role(relowner, 'USAGE')
            """, [])
        if bare != nil { try session.define("ALTER TABLE writeorder ADD COLUMN number BIGINT PRIMARY KEY") }
    }
}
