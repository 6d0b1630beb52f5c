public import IntakeModel

/// 负荷: what a store has to do, by indexes alone, so that asking often costs little.
extension RegistryStore {
    public struct Load: Sendable {
        public let queued: Int
        public let leased: Int
        public let poisoned: Int
        /// How long the oldest page waits for a worker.
        public let oldestSeconds: Int64
        /// Papers that wait for a person.
        public let toReview: Int
        public let auditEntries: Int64
    }

    public func load() async throws(IntakeError) -> Load {
        let moment = now()
        return try await read { session in
            func count(_ sql: String) throws -> Int { Int(try session.row(sql, [])?.integer("n") ?? 0) }
            let oldest = try session.row(
                "SELECT createdAt AS n FROM job WHERE state = 'queued' ORDER BY id LIMIT 1", [])
            return Load(
                queued: try count("SELECT COUNT(*) AS n FROM job WHERE state = 'queued'"),
                leased: try count("SELECT COUNT(*) AS n FROM job WHERE state = 'leased'"),
                poisoned: try count("SELECT COUNT(*) AS n FROM job WHERE state = 'poisoned'"),
                oldestSeconds: try oldest.map { max(0, moment - (try $0.integer("n"))) / 1000 } ?? 0,
                toReview: try count("SELECT COUNT(*) AS n FROM document WHERE status = 'pending'"),
                auditEntries: Int64(
                    try session.row("SELECT sequence AS n FROM audit ORDER BY sequence DESC LIMIT 1", [])?.integer("n")
                        ?? 0))
        }
    }

    /// Throws `store.newer` or `store.migration-changed` when the tables are not those of this version: another one may
    /// have taken over meanwhile.
    public func checkMigrations() async throws(IntakeError) {
        try await read { try Migrations.check($0) }
    }
}
