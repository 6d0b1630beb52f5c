public import IntakeModel
internal import Registry

/// 复核占用: a paper is with one reviewer at a time, for a while that ends by itself.
extension RegistryStore {
    /// Milliseconds without a sign of life after which a paper is free again.
    public static let reviewLease: Int64 = 5 * 60_000

    /// Gives the next waiting paper of the reviewer's organization, or of one under it, that nobody else has.
    ///
    /// After `last` the queue goes on with later papers and then begins anew; `nil` when nothing is free.
    public func takeNextDocument(after last: Int64 = 0, by person: String) async throws(IntakeError) -> Int64? {
        try await write { session, now in
            let actor = try RegistryStore.person(person, session)
            let row = try session.row(
                RegistryStore.below + """
                     SELECT d.id FROM document d JOIN below ON d.organization = below.code
                    WHERE d.status = 'pending' AND NOT EXISTS (
                        SELECT 1 FROM deskLease l WHERE l.document = d.id AND l.person <> $2 AND l.heldUntil > $3)
                    ORDER BY CASE WHEN d.id > $4 THEN 0 ELSE 1 END, d.id LIMIT 1
                    """, [.text(actor.organization), .text(person), .integer(now), .integer(last)])
            guard let id = try row?.integer("id") else { return nil }
            if last > 0 { try RegistryStore.free(last, person, session) }
            guard try RegistryStore.hold(id, person, session, now: now) else { return nil }
            return id
        }
    }

    /// Takes or keeps one paper; throws `review.taken` while another reviewer has it and `desk.foreign` when it belongs
    /// to an organization that is not the reviewer's concern.
    public func holdDocument(_ id: Int64, by person: String) async throws(IntakeError) {
        try await write { session, now in
            guard let row = try session.row("SELECT organization FROM document WHERE id = $1", [.integer(id)]) else {
                throw RegistryStore.missing("document \(id)")
            }
            let actor = try RegistryStore.person(person, session)
            let owner = try row.text("organization")
            guard try RegistryStore.tree([owner], session).isUnder(owner, actor.organization) else {
                throw RegistryStore.foreign
            }
            guard try RegistryStore.hold(id, person, session, now: now) else {
                throw IntakeError("review.taken", .deskTaken, remedy: .deskTakenRemedy, exit: .busy)
            }
        }
    }

    /// Gives a paper back to the queue.
    public func releaseDocument(_ id: Int64, by person: String) async throws(IntakeError) {
        try await write(.shared) { session, _ in try RegistryStore.free(id, person, session) }
    }

    private static func hold(_ id: Int64, _ person: String, _ session: any SQLSession, now: Int64) throws -> Bool {
        try session.execute(
            """
            INSERT INTO deskLease (document, person, heldUntil) VALUES ($1, $2, $3)
            ON CONFLICT (document) DO UPDATE SET person = excluded.person, heldUntil = excluded.heldUntil
            WHERE deskLease.person = excluded.person OR deskLease.heldUntil <= $4
            """, [.integer(id), .text(person), .integer(now + reviewLease), .integer(now)]) == 1
    }

    private static func free(_ id: Int64, _ person: String, _ session: any SQLSession) throws {
        try session.execute(
            "DELETE FROM deskLease WHERE document = $1 AND person = $2", [.integer(id), .text(person)])
    }

    static var foreign: IntakeError {
        IntakeError("desk.foreign", .deskForeign, remedy: .deskForeignRemedy, exit: .notAllowed)
    }
}
