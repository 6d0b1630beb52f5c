/// 裸表: indexes and constraints that are put aside while many rows are filled in, and made again from them afterwards.
///
/// What is made again is what the engine itself has on record, so that the tables are the same as before.
struct BareTables: Sendable {
    private let database: any SQLDatabase
    private let restoring: [String]

    private struct Part: Sendable {
        let removing: String
        let restoring: String
    }

    /// Puts aside what rows need not be checked against one by one. Whoever dies before ``restore()`` leaves bare tables: only for
    /// stores that are thrown away.
    init(_ database: any SQLDatabase) async throws {
        self.database = database
        let query = database is PostgreSQLDatabase ? BareTables.postgreSQL : BareTables.sqlite
        let parts = try await database.read { session in
            try session.rows(query, []).map {
                Part(removing: try $0.text("removing"), restoring: try $0.text("restoring"))
            }
        }
        // What refers to something goes before it and comes back after it.
        restoring = parts.reversed().map(\.restoring)
        try await database.write(.shared) { session in
            for part in parts { try session.execute(part.removing, []) }
        }
    }

    /// One after the other, each sorted in as much memory as a server's operator would give for it.
    func restore() async throws {
        let isServer = database is PostgreSQLDatabase
        for statement in restoring {
            try await database.write(.shared) { session in
                let settings =
                    isServer
                    ? ["SET LOCAL maintenance_work_mem = '1GB'", "SET LOCAL statement_timeout = 0"]
                    : ["PRAGMA cache_size = -262144"]
                for setting in settings { try session.execute(setting, []) }
                try session.execute(statement, [])
                if !isServer { try session.execute("PRAGMA cache_size = -2000", []) }
            }
        }
    }

    /// Keys and unique columns are part of a table's own definition here and stay.
    private static let sqlite = """
        SELECT 'DROP INDEX ' || name AS removing, sql AS restoring FROM sqlite_master
        WHERE type = 'index' AND sql IS NOT NULL ORDER BY name
        """

    /// References first, then keys and unique constraints, then indexes of their own; not those of the transactions' own marks.
    private static let postgreSQL = """
        SELECT removing, restoring FROM (
            SELECT CASE contype WHEN 'f' THEN 0 ELSE 1 END AS place, conname AS name,
                format('ALTER TABLE %s DROP CONSTRAINT %I', CAST(conrelid AS regclass), conname) AS removing,
                format('ALTER TABLE %s ADD CONSTRAINT %I %s', CAST(conrelid AS regclass), conname,
                    pg_get_constraintdef(oid)) AS restoring
            FROM pg_constraint WHERE contype IN ('f', 'p', 'u') AND conrelid <> CAST('commitmark' AS regclass)
                AND connamespace = CAST(current_schema() AS regnamespace)
            UNION ALL
            SELECT 2, c.relname, format('DROP INDEX %I', c.relname), pg_get_indexdef(i.indexrelid)
            FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid
            WHERE c.relnamespace = CAST(current_schema() AS regnamespace)
                AND NOT EXISTS (SELECT 1 FROM pg_constraint k WHERE k.conindid = i.indexrelid AND k.contype IN ('p', 'u'))) AS part
        ORDER BY place, name
        """
}
