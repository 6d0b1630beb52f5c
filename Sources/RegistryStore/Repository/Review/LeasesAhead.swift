public import IntakeModel
internal import Registry

/// 预留: papers that a desk keeps for its reviewer beside the one under review, for the case that it loses the store.
///
/// It is a weaker hold: whoever opens such a paper gets it, and so does whoever finds nothing else waiting, so that
/// keeping ahead never keeps anybody from work.
extension RegistryStore {
    /// Keeps up to `most` papers that the reviewer would be given after `document`, as long as a paper under review is
    /// kept, and gives back those kept before that are not among them. Answers them in the order of the queue.
    public func holdAhead(
        of document: Int64, most: Int, by person: String
    ) async throws(IntakeError) -> [Int64] {
        try await write(.shared) { session, now in
            let actor = try RegistryStore.person(person, session)
            let wanted = try session.rows(
                RegistryStore.below + """
                     SELECT d.id FROM document d JOIN below ON d.organization = below.code
                    LEFT JOIN handOn h ON h.document = d.id
                    WHERE \(RegistryStore.waits) AND d.id <> $4 AND (h.person IS NULL OR h.person = $2)
                    AND NOT EXISTS (
                        SELECT 1 FROM deskLease l WHERE l.document = d.id AND l.person <> $2 AND l.heldUntil > $3)
                    AND NOT EXISTS (SELECT 1 FROM keyingDone k WHERE k.document = d.id AND k.person = $2)
                    ORDER BY CASE WHEN h.person IS NOT NULL THEN 0 ELSE 1 END,
                        CASE WHEN d.status = 'pending' THEN 0 ELSE 1 END, CASE WHEN d.id > $4 THEN 0 ELSE 1 END, d.id
                    LIMIT $5
                    """,
                [.text(actor.organization), .text(person), .integer(now), .integer(document), .integer(Int64(most))]
            ).map { try $0.integer("id") }
            for row in try session.rows(
                "SELECT document FROM deskLease WHERE person = $1 AND ahead = 1", [.text(person)])
            where try !wanted.contains(row.integer("document")) {
                try session.execute(
                    "DELETE FROM deskLease WHERE document = $1 AND person = $2 AND ahead = 1",
                    [.integer(try row.integer("document")), .text(person)])
            }
            return try wanted.filter { id in
                try session.execute(
                    """
                    INSERT INTO deskLease (document, person, heldUntil, ahead) VALUES ($1, $2, $3, 1)
                    ON CONFLICT (document) DO UPDATE SET person = excluded.person, heldUntil = excluded.heldUntil,
                        ahead = 1
                    WHERE deskLease.heldUntil <= $4 OR deskLease.person = excluded.person AND deskLease.ahead = 1
                    """, [.integer(id), .text(person), .integer(now + RegistryStore.reviewLease), .integer(now)]) == 1
            }
        }
    }
}
