public import IntakeModel
public import Registry

/// 复核冲突的处理: whoever decided while the store was away sees what became of it, and settles it.
extension RegistryStore {
    /// What `person` has to settle, oldest first; an administrator sees that of everybody in the papers that are theirs
    /// to see.
    public func reviewConflicts(for person: Person) async throws(IntakeError) -> [ReviewConflict] {
        try await read { session in
            try session.rows(
                RegistryStore.below + """
                     SELECT s.* FROM submission s JOIN document d ON d.id = s.document
                    WHERE s.outcome = 'conflict'
                    AND NOT EXISTS (SELECT 1 FROM submissionSettlement t WHERE t.submission = s.id)
                    AND (s.person = $2 OR $3 = 1 AND d.organization IN (SELECT code FROM below))
                    ORDER BY s.id LIMIT 200
                    """, [.text(person.organization), .text(person.id), .integer(person.isAdministrator ? 1 : 0)]
            ).map(RegistryStore.conflict)
        }
    }

    /// One of them; throws `registry.not-found` when it is settled or none of the person's.
    public func reviewConflict(_ id: Int64, for person: Person) async throws(IntakeError) -> ReviewConflict {
        guard let found = try await reviewConflicts(for: person).first(where: { $0.id == id }) else {
            throw RegistryStore.missing("conflict \(id)")
        }
        return found
    }

    /// What is chosen.
    public enum ConflictChoice: String, Sendable {
        /// What holds now stays.
        case theirs
        /// What was decided then is entered as corrections, by the rules of today.
        case mine
    }

    /// Settles a conflict; answers the paper. What cannot be entered as it is (a field that another person has keyed
    /// and that was only waved through, or one that the paper has no more) is left for the review page.
    ///
    /// Throws `review.taken` while another reviewer has the paper: the conflict stays.
    public func settle(
        conflict: ReviewConflict, _ choice: ConflictChoice, by person: Person
    ) async throws(IntakeError) -> IntakeDocument {
        let submission = conflict.submission
        let known = try await reviewConflict(conflict.id, for: person)
        return try await write { session, now in
            let id = known.submission.document
            let isSettled = try session.row(
                "SELECT 1 AS one FROM submissionSettlement WHERE submission = $1", [.integer(known.id)])
            guard isSettled == nil else { throw RegistryStore.missing("conflict \(known.id)") }
            if choice == .mine {
                try RegistryStore.requireDocument(id, RegistryStore.person(person.id, session), session)
                guard try RegistryStore.hold(id, person.id, session, now: now) else { throw RegistryStore.taken }
                for decision in submission.decisions {
                    try RegistryStore.enter(decision, document: id, by: person.id, session, now: now)
                }
                let decided = try RegistryStore.document(id, session)
                if decided.toCheck(by: person.id).isEmpty || decided.status == .rejected {
                    try RegistryStore.free(id, person.id, session)
                }
            }
            try session.execute(
                "INSERT INTO submissionSettlement (submission, choice, person, createdAt) VALUES ($1, $2, $3, $4)",
                [.integer(known.id), .text(choice.rawValue), .text(person.id), .integer(now)])
            try RegistryStore.audit(
                session, at: now, person: person.id, action: "document.conflict-settled", subject: "document:\(id)",
                content: ["choice": choice.rawValue, "key": submission.key])
            return try RegistryStore.document(id, session)
        }
    }

    /// One decision, entered now over what holds.
    private static func enter(
        _ decision: ReviewSubmission.Decision, document id: Int64, by person: String, _ session: any SQLSession,
        now: Int64
    ) throws {
        let document = try document(id, session)
        let isBlind = (document.keyed[decision.field] ?? []).contains { $0.person != person }
        guard decision.action == .reject || isThere(decision.field, document), !(isBlind && decision.action == .accept),
            document.reviews[decision.field].map({ $0.settles != decision.value }) ?? true
        else { return }
        let action: FieldReview.Action =
            decision.action == .reject
            ? .reject
            : decision.field == IntakeDocument.sealsKey ? .accept : decision.value == nil ? .unreadable : .correct
        _ = try decide(
            id, decision.field, action, after: action == .correct ? decision.value : nil, reason: decision.reason,
            by: person, effort: decision.effort, session, now: now)
    }

    private static func isThere(_ field: FieldKey, _ document: IntakeDocument) -> Bool {
        field == IntakeDocument.sealsKey || document.reading[field] != nil
            || document.reading.findings.contains { $0.field == field }
    }

    private static func conflict(_ row: SQLRow) throws -> ReviewConflict {
        ReviewConflict(
            id: try row.integer("id"), submission: try CanonicalJSON.value(try row.text("content")),
            cause: row.textOrNull("cause"), at: try row.integer("createdAt"))
    }
}
