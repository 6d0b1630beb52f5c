public import IntakeModel

/// 导出: all rows of a store as they stood at one moment.
extension RegistryStore {
    /// What a store held when it was exported.
    public struct Extent: Sendable, Codable, Equatable {
        /// How many migrations had been applied.
        public var migrations: Int
        /// By table, in the order of ``StoreTable/all``.
        public var rows: [Int]
        public var total: Int { rows.reduce(0, +) }
        /// Links of the audit chain, and the last one's hash.
        public var auditEntries: Int64
        public var auditHash: String
    }

    public func extent() async throws(IntakeError) -> Extent { try await read { try RegistryStore.extent($0) } }

    /// Gives every row, table by table, to `take`, all from one consistent view; what is written meanwhile is not seen.
    ///
    /// Both run on the database's thread; `begin` is called before the first row, and again when a connection that
    /// broke makes it begin anew.
    public func export(
        begin: @escaping @Sendable () throws -> Void,
        take: @escaping @Sendable (StoreTable, [StoredRow]) throws -> Void
    ) async throws(IntakeError) -> Extent {
        try await read { session in
            try begin()
            for table in StoreTable.all {
                var last: [SQLValue]?
                while true {
                    let rows = try RowReading.rows(table, after: last, count: 2000, session)
                    guard let end = rows.last else { break }
                    try take(table, rows)
                    last = end.key(table)
                }
            }
            return try RegistryStore.extent(session)
        }
    }

    static func extent(_ session: any SQLSession) throws -> Extent {
        let last = try session.row("SELECT sequence, hash FROM audit ORDER BY sequence DESC LIMIT 1", [])
        return Extent(
            migrations: try RowReading.count(.migration, session),
            rows: try StoreTable.all.map { try RowReading.count($0, session) },
            auditEntries: try last?.integer("sequence") ?? 0, auditHash: try last?.text("hash") ?? "")
    }
}
