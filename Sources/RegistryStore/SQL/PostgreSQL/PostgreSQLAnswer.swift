internal import CPQ
internal import Foundation

/// One `PGresult`, freed when it goes.
struct PostgreSQLAnswer: ~Copyable {
    private let result: OpaquePointer

    /// Throws what the server refused; `lost` says that the connection is no more.
    init(_ result: OpaquePointer?, _ connection: OpaquePointer) throws(PostgreSQLFault) {
        let lost = PQstatus(connection) == CONNECTION_BAD
        guard let result else {
            throw PostgreSQLFault(state: "", message: String(cString: PQerrorMessage(connection)), isLoss: lost)
        }
        let status = PQresultStatus(result)
        guard status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK else {
            func part(_ code: Character) -> String {
                PQresultErrorField(result, Int32(code.asciiValue ?? 0)).map { String(cString: $0) } ?? ""
            }
            let fault = PostgreSQLFault(
                state: part("C"), message: part("M"), table: part("t"), isLoss: lost)
            PQclear(result)
            throw fault
        }
        self.result = result
    }

    deinit { PQclear(result) }

    /// `COMMIT`, `ROLLBACK`, `UPDATE 3`…
    var tag: String { String(cString: PQcmdStatus(result)) }

    var changedRows: Int { Int(String(cString: PQcmdTuples(result))) ?? 0 }

    func rows() -> [SQLRow] {
        let columns = (0..<PQnfields(result)).map { (String(cString: PQfname(result, $0)), PQftype(result, $0)) }
        return (0..<PQntuples(result)).map { row in
            var values: [String: SQLValue] = [:]
            for (index, (name, type)) in columns.enumerated() { values[name] = value(row, Int32(index), type) }
            return SQLRow(columns: values)
        }
    }

    /// Object identifiers of the types in `pg_type.dat`, which never change.
    private func value(_ row: Int32, _ column: Int32, _ type: Oid) -> SQLValue {
        guard PQgetisnull(result, row, column) == 0, let start = PQgetvalue(result, row, column) else { return .null }
        let text = String(cString: start)
        switch type {
        case 16: return .integer(text == "t" ? 1 : 0)
        case 20, 21, 23, 26: return Int64(text).map(SQLValue.integer) ?? .text(text)
        // A sum of whole numbers is numeric here and whole in SQLite.
        case 1700: return Int64(text).map(SQLValue.integer) ?? Double(text).map(SQLValue.real) ?? .text(text)
        case 700, 701: return Double(text).map(SQLValue.real) ?? .text(text)
        case 17:
            var count = 0
            guard let bytes = PQunescapeBytea(start, &count) else { return .null }
            defer { PQfreemem(bytes) }
            return .blob(Data(bytes: bytes, count: count))
        default: return .text(text)
        }
    }
}
