public import IntakeModel
internal import Registry

/// 复核占用: a paper is with one reviewer at a time, for a while that ends by itself.
extension RegistryStore {
    /// Milliseconds without a sign of life after which a paper is free again.
    public static let reviewLease: Int64 = 5 * 60_000

    /// Gives the next waiting paper of the reviewer's organization, or of one under it, that nobody else has, that was not
    /// handed on to somebody else, and on which the reviewer has something left to decide. What was handed on to them
    /// comes first, samples come last.
    ///
    /// After `last` the queue goes on with later papers and then begins anew; `nil` when nothing is free.
    public func takeNextDocument(after last: Int64 = 0, by person: String) async throws(IntakeError) -> Int64? {
        try await write { session, now in
            let actor = try RegistryStore.person(person, session)
            let id = try RegistryStore.next(after: last, actor, session, now: now)
            if let id, last > 0, last != id { try RegistryStore.free(last, person, session) }
            guard let id, try RegistryStore.hold(id, person, session, now: now) else { return nil }
            return id
        }
    }

    /// The same without taking it: what `takeNextDocument` would give.
    public func nextDocument(for person: String) async throws(IntakeError) -> Int64? {
        let moment = now()
        return try await read { session in
            try RegistryStore.next(after: 0, RegistryStore.person(person, session), session, now: moment)
        }
    }

    static func next(
        after last: Int64, _ actor: Person, _ session: any SQLSession, now: Int64
    ) throws -> Int64? {
        let search = PaperSearch(
            for: actor, after: last, at: now, scope: try ListScope(actor.organization, session))
        if let free = try search.free(1, session).first { return free }
        return try search.keptAhead(session) ?? search.lastAgain(session)
    }

    /// The page of paper `d` is not set aside.
    static let isInPlace = "NOT EXISTS (SELECT 1 FROM page a WHERE a.id = d.page AND a.aside = 1)"

    /// Takes or keeps one paper; throws `review.taken` while another reviewer has it and `desk.foreign` when it belongs
    /// to an organization that is not the reviewer's concern.
    public func holdDocument(_ id: Int64, by person: String) async throws(IntakeError) {
        try await write { session, now in
            try RegistryStore.requireDocument(id, RegistryStore.person(person, session), session)
            guard try RegistryStore.hold(id, person, session, now: now) else { throw RegistryStore.taken }
        }
    }

    /// Who has a paper now.
    public func holder(ofDocument id: Int64) async throws(IntakeError) -> String? {
        let moment = now()
        return try await read { session in
            try session.row(
                "SELECT person FROM deskLease WHERE document = $1 AND heldUntil > $2 AND ahead = 0",
                [.integer(id), .integer(moment)])?
                .text("person")
        }
    }

    /// Gives a paper back to the queue.
    public func releaseDocument(_ id: Int64, by person: String) async throws(IntakeError) {
        try await write(.shared) { session, _ in try RegistryStore.free(id, person, session) }
    }

    /// 移交: from now on the paper is for `receiver`, who must be of an organization that it concerns.
    public func handOn(
        document id: Int64, to receiver: String, reason: String?, by person: String
    ) async throws(IntakeError) {
        try await write { session, now in
            try RegistryStore.requireDocument(id, RegistryStore.person(person, session), session)
            try RegistryStore.requireDocument(id, RegistryStore.person(receiver, session), session)
            guard try RegistryStore.hold(id, person, session, now: now) else { throw RegistryStore.taken }
            try RegistryStore.free(id, person, session)
            try session.execute(
                """
                INSERT INTO handOn (document, person, givenBy, reason, createdAt) VALUES ($1, $2, $3, $4, $5)
                ON CONFLICT (document) DO UPDATE SET person = excluded.person, givenBy = excluded.givenBy,
                    reason = excluded.reason, createdAt = excluded.createdAt
                """, [.integer(id), .text(receiver), .text(person), .optional(reason), .integer(now)])
            try RegistryStore.audit(
                session, at: now, person: person, action: "document.hand-on", subject: "document:\(id)",
                content: ["to": receiver])
        }
    }

    static func requireDocument(_ id: Int64, _ actor: Person, _ session: any SQLSession) throws {
        guard let row = try session.row("SELECT organization FROM document WHERE id = $1", [.integer(id)]) else {
            throw missing("document \(id)")
        }
        let owner = try row.text("organization")
        guard try tree([owner], session).isUnder(owner, actor.organization) else { throw foreign }
    }

    static func hold(_ id: Int64, _ person: String, _ session: any SQLSession, now: Int64) throws -> Bool {
        try session.execute(
            """
            INSERT INTO deskLease (document, person, heldUntil) VALUES ($1, $2, $3)
            ON CONFLICT (document) DO UPDATE SET person = excluded.person, heldUntil = excluded.heldUntil, ahead = 0
            WHERE deskLease.person = excluded.person OR deskLease.heldUntil <= $4 OR deskLease.ahead = 1
            """, [.integer(id), .text(person), .integer(now + reviewLease), .integer(now)]) == 1
    }

    static func free(_ id: Int64, _ person: String, _ session: any SQLSession) throws {
        try session.execute(
            "DELETE FROM deskLease WHERE document = $1 AND person = $2", [.integer(id), .text(person)])
    }

    static var taken: IntakeError {
        IntakeError("review.taken", .deskTaken, remedy: .deskTakenRemedy, exit: .busy)
    }

    static var foreign: IntakeError {
        IntakeError("desk.foreign", .deskForeign, remedy: .deskForeignRemedy, exit: .notAllowed)
    }
}
