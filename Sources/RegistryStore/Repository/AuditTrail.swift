public import IntakeModel
public import Registry

/// Writing and checking the audit chain.
extension RegistryStore {
    /// Adds a link inside the caller's transaction.
    static func audit(
        _ session: any SQLSession, at: Int64, person: String, action: String, subject: String, content: [String: String]
    ) throws {
        let last = try session.row("SELECT sequence, hash FROM audit ORDER BY sequence DESC LIMIT 1", [])
        let entry = AuditEntry(
            sequence: (try last?.integer("sequence") ?? 0) + 1, at: at, person: person, action: action,
            subject: subject, content: try CanonicalJSON.text(content),
            previous: try last?.text("hash") ?? AuditEntry.origin)
        try session.execute(
            """
            INSERT INTO audit (sequence, createdAt, person, action, subject, content, previous, hash)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
            """,
            [
                .integer(entry.sequence), .integer(at), .text(person), .text(action), .text(subject),
                .text(entry.content), .text(entry.previous), .text(entry.hash),
            ])
    }

    /// The whole chain, oldest first, or what concerns one subject.
    public func auditEntries(subject: String? = nil) async throws(IntakeError) -> [AuditEntry] {
        guard let subject else {
            var entries: [AuditEntry] = []
            try await walkAudit { entries.append($0) }
            return entries
        }
        return try await read { session in
            try session.rows("SELECT * FROM audit WHERE subject = $1 ORDER BY sequence", [.text(subject)])
                .map(RegistryStore.auditEntry)
        }
    }

    /// How many links there are; throws `audit.broken` at the first that was changed, removed or put in.
    public func verifyAudit() async throws(IntakeError) -> Int {
        var previous = AuditEntry.origin
        var count = 0
        var broken = false
        try await walkAudit { entry in
            guard !broken else { return }
            count += 1
            broken = entry.sequence != Int64(count) || entry.previous != previous || !entry.isIntact
            previous = entry.hash
        }
        guard !broken else {
            throw IntakeError(
                "audit.broken", .auditBroken.with(String(count)), remedy: .auditBrokenRemedy, exit: .internalFault)
        }
        return count
    }

    /// Links in their order, some thousands at a time, so that a chain of any length fits in memory.
    public func walkAudit(_ body: (AuditEntry) -> Void) async throws(IntakeError) {
        var last: Int64 = 0
        while true {
            let from = last
            let entries = try await read { session in
                try session.rows(
                    "SELECT * FROM audit WHERE sequence > $1 ORDER BY sequence LIMIT 5000", [.integer(from)]
                ).map(RegistryStore.auditEntry)
            }
            guard let end = entries.last else { return }
            entries.forEach(body)
            last = end.sequence
        }
    }

    private static func auditEntry(_ row: SQLRow) throws -> AuditEntry {
        AuditEntry(
            sequence: try row.integer("sequence"), at: try row.integer("createdAt"), person: try row.text("person"),
            action: try row.text("action"), subject: try row.text("subject"), content: try row.text("content"),
            previous: try row.text("previous"), hash: try row.text("hash"))
    }
}
