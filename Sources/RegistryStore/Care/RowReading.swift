internal import IntakeModel

/// Reading any table in the order of its key, some rows at a time.
enum RowReading {
    /// Rows after `last`, at most `count`; a table whose rows refer to each other comes whole, parents first.
    static func rows(
        _ table: StoreTable, after last: [SQLValue]?, count: Int, _ session: any SQLSession
    ) throws -> [StoredRow] {
        if let parent = table.parent { return try parentsFirst(table, parent, after: last, session) }
        let key = table.key.joined(separator: ", ")
        let marks = table.key.indices.map { "$\($0 + 1)" }.joined(separator: ", ")
        let from = last == nil ? "" : "WHERE (\(key)) > (\(marks))"
        return try session.rows("SELECT * FROM \(table.name) \(from) ORDER BY \(key) LIMIT \(count)", last ?? [])
            .map(StoredRow.init)
    }

    private static func parentsFirst(
        _ table: StoreTable, _ parent: String, after last: [SQLValue]?, _ session: any SQLSession
    ) throws -> [StoredRow] {
        guard last == nil else { return [] }
        let all = try session.rows("SELECT * FROM \(table.name) ORDER BY \(table.key.joined(separator: ", "))", [])
            .map(StoredRow.init)
        var below: [SQLValue: [StoredRow]] = [:]
        for row in all { below[row.values[parent.lowercased()] ?? .null, default: []].append(row) }
        var sorted: [StoredRow] = below[.null] ?? []
        var next = 0
        while next < sorted.count {
            sorted += below[sorted[next].key(table)[0]] ?? []
            next += 1
        }
        return sorted
    }

    static func count(_ table: StoreTable, _ session: any SQLSession) throws -> Int {
        Int(try session.row("SELECT COUNT(*) AS number FROM \(table.name)", [])?.integer("number") ?? 0)
    }
}
