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
            let search = PaperSearch(
                for: actor, after: document, at: now, scope: try ListScope(actor.organization, session))
            let wanted = try search.free(most, session)
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
