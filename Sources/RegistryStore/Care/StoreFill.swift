public import IntakeModel

/// 迁入: filling an empty store with rows of another one. It can be broken off at any moment and taken up again.
///
/// How far it came stands in the table `copying`; while a row is there nobody else may open the store.
public struct StoreFill: Sendable {
    private let database: any SQLDatabase
    /// Rows a transaction.
    static let batch = 1000

    /// Makes the tables as they were after `migrations` migrations. `source` says what is copied, so that a copy of
    /// something else is not taken up.
    ///
    /// Throws `store.not-empty` when the store holds anything that is not from an earlier try.
    public init(url: String, source: String, migrations: Int, now: Int64) async throws(IntakeError) {
        try await self.init(StoreURL(url).database(), source: source, migrations: migrations, now: now)
    }

    init(_ database: any SQLDatabase, source: String, migrations: Int, now: Int64) async throws(IntakeError) {
        self.database = database
        do {
            try await database.migrate { try Migrations.apply($0, now: now, through: migrations) }
            try await database.write { session in
                if let begun = try session.row("SELECT source FROM copying", []) {
                    guard try begun.text("source") == source else { throw StoreFill.notEmpty }
                    return
                }
                for table in StoreTable.all where try !RowReading.rows(table, after: nil, count: 1, session).isEmpty {
                    throw StoreFill.notEmpty
                }
                for table in StoreTable.all {
                    try session.execute(
                        "INSERT INTO copying (tableName, source, isDone) VALUES ($1, $2, 0)",
                        [.text(table.name), .text(source)])
                }
            }
        } catch {
            throw RegistryStore.explain(error)
        }
    }

    /// How many rows of a table are there already, and whether it is whole.
    public func progress(_ table: StoreTable) async throws(IntakeError) -> (rows: Int, isDone: Bool) {
        try await read { session in
            let row = try session.row("SELECT isDone FROM copying WHERE tableName = $1", [.text(table.name)])
            return (try RowReading.count(table, session), try row?.integer("isDone") == 1)
        }
    }

    /// Adds rows that are not there yet, in the order of their key; `last` says that the table is whole with them.
    public func add(_ rows: [StoredRow], to table: StoreTable, last: Bool) async throws(IntakeError) {
        for start in stride(from: 0, to: rows.count, by: StoreFill.batch) {
            let some = Array(rows[start..<min(rows.count, start + StoreFill.batch)])
            try await write { session in
                for row in some { try StoreFill.insert(row, table, session) }
            }
        }
        guard last else { return }
        try await write { session in
            if table.key.count == 1 { try session.settleNumbers(table: table.name, column: table.key[0]) }
            try session.execute("UPDATE copying SET isDone = 1 WHERE tableName = $1", [.text(table.name)])
        }
    }

    /// The rows after `last`, in the order in which they are read everywhere.
    public func rows(
        _ table: StoreTable, after last: StoredRow?, count: Int
    ) async throws(IntakeError) -> [StoredRow] {
        try await rows(table, after: last?.key(table), count: count)
    }

    func rows(_ table: StoreTable, after last: [SQLValue]?, count: Int) async throws(IntakeError) -> [StoredRow] {
        try await read { try RowReading.rows(table, after: last, count: count, $0) }
    }

    public func extent() async throws(IntakeError) -> RegistryStore.Extent {
        try await read { try RegistryStore.extent($0) }
    }

    /// Ends the copy: from now on the store can be opened.
    public func finish() async throws(IntakeError) {
        try await write { session in _ = try session.execute("DELETE FROM copying", []) }
    }

    private static func insert(_ row: StoredRow, _ table: StoreTable, _ session: any SQLSession) throws {
        let columns = row.values.keys.sorted()
        let marks = columns.indices.map { "$\($0 + 1)" }.joined(separator: ", ")
        try session.execute(
            """
            INSERT INTO \(table.name) (\(columns.joined(separator: ", "))) VALUES (\(marks))
            ON CONFLICT (\(table.key.joined(separator: ", "))) DO NOTHING
            """, columns.map { row.values[$0] ?? .null })
    }

    private static let notEmpty = IntakeError(
        "store.not-empty", .storeNotEmpty, remedy: .storeNotEmptyRemedy, exit: .usage)

    private func write(_ body: @escaping @Sendable (any SQLSession) throws -> Void) async throws(IntakeError) {
        do { try await database.write(.shared, body) } catch { throw RegistryStore.explain(error) }
    }

    func read<Result: Sendable>(
        _ body: @escaping @Sendable (any SQLSession) throws -> Result
    ) async throws(IntakeError) -> Result {
        do { return try await database.read(body) } catch { throw RegistryStore.explain(error) }
    }
}
