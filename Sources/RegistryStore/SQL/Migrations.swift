internal import Crypto
internal import Foundation
internal import IntakeModel

/// 数据库迁移: append-only; what was applied is recorded with its hash and checked at every start.
enum Migrations {
    /// Never edit an entry that was released: add one.
    static let all: [[String]] = [
        Schema.first, Schema.rules, Schema.desk, Schema.deskReview, Schema.photos, Schema.filing, Schema.batches,
        Schema.care, Schema.pageLooks, Schema.queue, Schema.submissions,
        Schema.filesWithSeparators, Schema.longLists, Schema.longerLists,
    ]

    /// Throws when the tables are not those of this version.
    static func check(_ session: any SQLSession) throws {
        let applied = try session.rows("SELECT number, hash FROM migration ORDER BY number", [])
        guard applied.count == all.count else {
            throw IntakeError(
                "store.newer", .storeNewer.with(String(applied.count)), remedy: .storeNewerRemedy, exit: .unavailable)
        }
        for (row, statements) in zip(applied, all) where try row.text("hash") != hash(statements) {
            throw IntakeError(
                "store.migration-changed", .storeBroken.with("migration"), remedy: .storeBrokenRemedy,
                exit: .internalFault)
        }
    }

    private static func hash(_ statements: [String]) -> String {
        SHA256.hash(data: Data(statements.joined(separator: ";").utf8)).hexadecimal
    }

    /// `through` is how many are applied: fewer than all to fill in what an older version wrote.
    static func apply(_ session: any SQLSession, now: Int64, through: Int = all.count) throws {
        try session.define(
            """
            CREATE TABLE IF NOT EXISTS migration (
                number BIGINT PRIMARY KEY, hash TEXT NOT NULL, appliedAt BIGINT NOT NULL)
            """)
        let applied = try session.rows("SELECT number, hash FROM migration ORDER BY number", [])
        guard applied.count <= all.count else {
            throw IntakeError(
                "store.newer", .storeNewer.with(String(applied.count)), remedy: .storeNewerRemedy, exit: .unavailable)
        }
        for (index, statements) in all.prefix(through).enumerated() {
            let hash = hash(statements)
            if index < applied.count {
                guard try applied[index].text("hash") == hash else {
                    throw IntakeError(
                        "store.migration-changed", .storeBroken.with("migration \(index + 1)"),
                        remedy: .storeBrokenRemedy, exit: .internalFault)
                }
                continue
            }
            for statement in statements { try session.define(statement) }
            try session.execute(
                "INSERT INTO migration (number, hash, appliedAt) VALUES ($1, $2, $3)",
                [.integer(Int64(index + 1)), .text(hash), .integer(now)])
        }
    }
}
