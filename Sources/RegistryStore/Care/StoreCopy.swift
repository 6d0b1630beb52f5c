public import IntakeModel

/// 库间复制: all rows from one store into another, compared row by row at the end.
///
/// Nobody may write to the source meanwhile. What was written nevertheless is found when the rows are compared, and the
/// target then stays closed.
public struct StoreCopy: Sendable {
    private let source: RegistryStore
    private let target: StoreFill
    private static let batch = 2000

    /// Both are counted; rows that are there from an earlier try are not copied again.
    public init(from source: RegistryStore, into target: StoreFill) {
        self.source = source
        self.target = target
    }

    /// Copies and compares. `progress` is told the rows done since it was told last; every row counts twice.
    public func run(progress: (Int) -> Void) async throws(IntakeError) -> RegistryStore.Extent {
        let before = try await source.extent()
        for table in StoreTable.all { try await copy(table, progress) }
        for table in StoreTable.all { try await compare(table, progress) }
        let after = try await source.extent()
        guard before == after, try await target.extent() == after else { throw StoreCopy.changed("—") }
        try await target.finish()
        return after
    }

    private func copy(_ table: StoreTable, _ progress: (Int) -> Void) async throws(IntakeError) {
        let known = try await target.progress(table)
        if known.isDone { return progress(known.rows) }
        // Rows come in the order of their key, so the last that is there says where to go on.
        var last = table.parent == nil ? try await target.lastKey(table) : nil
        if table.parent == nil { progress(known.rows) }
        while true {
            let after = last
            let rows = try await source.read { try RowReading.rows(table, after: after, count: StoreCopy.batch, $0) }
            guard let end = rows.last else { break }
            try await target.add(rows, to: table, last: false)
            progress(rows.count)
            last = end.key(table)
        }
        try await target.add([], to: table, last: true)
    }

    private func compare(_ table: StoreTable, _ progress: (Int) -> Void) async throws(IntakeError) {
        var last: [SQLValue]?
        while true {
            let after = last
            let ours = try await source.read { try RowReading.rows(table, after: after, count: StoreCopy.batch, $0) }
            let theirs = try await target.rows(table, after: after, count: StoreCopy.batch)
            guard ours == theirs else { throw StoreCopy.changed(table.name) }
            guard let end = ours.last else { return }
            progress(ours.count)
            last = end.key(table)
        }
    }

    private static func changed(_ table: String) -> IntakeError {
        IntakeError("store.changed", .storeChanged.with(table), remedy: .storeChangedRemedy, exit: .busy)
    }
}

extension StoreFill {
    /// The key of the last row that is there.
    func lastKey(_ table: StoreTable) async throws(IntakeError) -> [SQLValue]? {
        let order = table.key.map { $0 + " DESC" }.joined(separator: ", ")
        return try await read { session in
            try session.row("SELECT * FROM \(table.name) ORDER BY \(order) LIMIT 1", [])
                .map { try StoredRow($0).key(table) }
        }
    }
}
