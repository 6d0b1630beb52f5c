/// 库的大小: how many bytes rows and indexes take.
public enum StoreSize {
    /// What lies in the file, or in the schema of this connection.
    public static func bytes(_ database: any SQLDatabase, isPostgreSQL: Bool) async throws -> Int64 {
        try await database.read { session in
            let sql =
                isPostgreSQL
                ? """
                SELECT CAST(SUM(pg_total_relation_size(c.oid)) AS BIGINT) AS n FROM pg_class c
                JOIN pg_namespace s ON s.oid = c.relnamespace WHERE s.nspname = current_schema() AND c.relkind = 'r'
                """ : "SELECT page_count * page_size AS n FROM pragma_page_count(), pragma_page_size()"
            return try session.row(sql, [])?.integer("n") ?? 0
        }
    }

    /// A schema of its own on a server, as `--store` takes it.
    public static func schema(_ name: String, on server: String) -> String {
        server + (server.contains("?") ? "&" : "?") + "schema=" + name
    }
}
