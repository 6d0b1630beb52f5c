/// A connection inside a transaction.
final class PostgreSQLSession: SQLSession {
    private let connection: PostgreSQLConnection
    /// Whether anything was written: only then a lost COMMIT matters.
    private(set) var hasWritten = false

    init(_ connection: PostgreSQLConnection) { self.connection = connection }

    var skippingLocked: String { "FOR UPDATE SKIP LOCKED" }

    func execute(_ sql: String, _ values: [SQLValue]) throws -> Int {
        try SQLValue.refuseNUL(values)
        hasWritten = true
        return try connection.execute(sql, values).changedRows
    }

    func rows(_ sql: String, _ values: [SQLValue]) throws -> [SQLRow] {
        try SQLValue.refuseNUL(values)
        let answer = try connection.execute(sql, values)
        // INSERT … RETURNING that touched a row; a SELECT's tag counts too, which costs a mark and nothing else.
        if !answer.tag.hasPrefix("SELECT"), answer.changedRows > 0 { hasWritten = true }
        return answer.rows()
    }

    func settleNumbers(table: String, column: String) throws {
        let names: [SQLValue] = [.text(table.lowercased()), .text(column.lowercased())]
        let sequence = try rows("SELECT pg_get_serial_sequence($1, $2) AS name", names).first?.textOrNull("name")
        guard let sequence else { return }
        hasWritten = true
        _ = try rows(
            "SELECT setval(CAST($1 AS regclass), (SELECT COALESCE(MAX(\(column)), 0) + 1 FROM \(table)), false)",
            [.text(sequence)])
    }

    func define(_ sql: String) throws {
        hasWritten = true
        // A user without the right to create tables may still open what others created.
        if let table = PostgreSQLDialect.tableIfMissing(sql) {
            let known = try rows("SELECT to_regclass($1) IS NOT NULL AS known", [.text(table.lowercased())])
            if try known.first?.integer("known") == 1 { return }
        }
        for statement in PostgreSQLDialect.statements(sql) { _ = try connection.command(statement) }
    }
}
