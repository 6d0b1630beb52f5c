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
        try await read { session in
            let rows =
                try subject.map {
                    try session.rows("SELECT * FROM audit WHERE subject = $1 ORDER BY sequence", [.text($0)])
                } ?? session.rows("SELECT * FROM audit ORDER BY sequence", [])
            return try rows.map { row in
                AuditEntry(
                    sequence: try row.integer("sequence"), at: try row.integer("createdAt"),
                    person: try row.text("person"), action: try row.text("action"), subject: try row.text("subject"),
                    content: try row.text("content"), previous: try row.text("previous"), hash: try row.text("hash"))
            }
        }
    }

    /// How many links there are; throws `audit.broken` at the first that was changed, removed or put in.
    public func verifyAudit() async throws(IntakeError) -> Int {
        let entries = try await auditEntries()
        var previous = AuditEntry.origin
        for (index, entry) in entries.enumerated() {
            guard entry.sequence == Int64(index + 1), entry.previous == previous, entry.isIntact else {
                throw IntakeError(
                    "audit.broken", .auditBroken.with(String(index + 1)), remedy: .auditBrokenRemedy,
                    exit: .internalFault)
            }
            previous = entry.hash
        }
        return entries.count
    }
}
