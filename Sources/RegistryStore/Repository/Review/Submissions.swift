public import IntakeModel
public import Registry

/// 送达离线复核单: once each, under the rules that hold for everybody; nothing that somebody decided is overwritten.
extension RegistryStore {
    /// Puts all its decisions into the paper's history, or none: then it is kept as a conflict. A second delivery
    /// changes nothing and answers what the first did.
    ///
    /// Throws `review.taken` while another reviewer has the paper; it is to be delivered again later.
    @discardableResult
    public func deliver(_ submission: ReviewSubmission) async throws(IntakeError) -> SubmissionOutcome {
        do {
            return try await write { session, now in
                if let known = try RegistryStore.outcome(submission, session) { return known }
                return try RegistryStore.take(submission, session, now: now)
            }
        } catch  where [.badInput, .usage, .notAllowed].contains(error.exit) {
            // A rule stands against it, which waiting does not change: whoever decided sees it.
            let cause = error.code
            return try await write { session, now in
                if let known = try RegistryStore.outcome(submission, session) { return known }
                try RegistryStore.record(submission, .conflict, cause: cause, session, now: now)
                return .conflict
            }
        }
    }

    private static func outcome(_ submission: ReviewSubmission, _ session: any SQLSession) throws -> SubmissionOutcome?
    {
        try session.row("SELECT outcome FROM submission WHERE deliveryKey = $1", [.text(submission.key)]).flatMap {
            SubmissionOutcome(rawValue: try $0.text("outcome"))
        }
    }

    private static func take(
        _ submission: ReviewSubmission, _ session: any SQLSession, now: Int64
    ) throws -> SubmissionOutcome {
        let (id, person) = (submission.document, submission.person)
        try requireDocument(id, RegistryStore.person(person, session), session)
        guard !submission.decisions.isEmpty else {
            try record(submission, .stored, session, now: now)
            return .stored
        }
        guard try hold(id, person, session, now: now) else { throw taken }
        let since = SinceThen(submission, try document(id, session), try trail(id, session))
        guard !since.hasClash else {
            try free(id, person, session)
            try record(submission, .conflict, session, now: now)
            return .conflict
        }
        for decision in submission.decisions where !since.isThere(decision) {
            _ = try decide(
                id, decision.field, decision.action,
                after: [.accept, .reject].contains(decision.action) ? nil : decision.value,
                reason: decision.reason, by: person, effort: decision.effort, decidedAt: decision.at, session, now: now)
        }
        let decided = try document(id, session)
        if decided.toCheck(by: person).isEmpty || decided.status == .rejected { try free(id, person, session) }
        try record(submission, .stored, session, now: now)
        return .stored
    }

    /// The look that nobody could note then, the delivery, and what came of it.
    private static func record(
        _ submission: ReviewSubmission, _ outcome: SubmissionOutcome, cause: String? = nil, _ session: any SQLSession,
        now: Int64
    ) throws {
        if let at = submission.lookedAt {
            try audit(
                session, at: now, person: submission.person, action: "page.view", subject: "page:\(submission.page)",
                content: ["lookedAt": String(at)])
        }
        try session.execute(
            """
            INSERT INTO submission (deliveryKey, document, person, outcome, cause, content, createdAt)
            VALUES ($1, $2, $3, $4, $5, $6, $7)
            """,
            [
                .text(submission.key), .integer(submission.document), .text(submission.person),
                .text(outcome.rawValue), .optional(cause),
                outcome == .conflict ? .text(try CanonicalJSON.text(submission)) : .null, .integer(now),
            ])
        guard !submission.decisions.isEmpty else { return }
        try audit(
            session, at: now, person: submission.person, action: "document.offline-" + outcome.rawValue,
            subject: "document:\(submission.document)",
            content: ["key": submission.key, "decisions": String(submission.decisions.count)])
    }
}

/// 其后的变化: what a paper's history says that a submission did not know of.
struct SinceThen {
    private let submission: ReviewSubmission
    private let document: IntakeDocument
    private let entries: [ReviewTrail.Entry]

    init(_ submission: ReviewSubmission, _ document: IntakeDocument, _ trail: ReviewTrail) {
        self.submission = submission
        self.document = document
        entries = trail.live.filter { $0.id > submission.version }
    }

    var hasClash: Bool { submission.decisions.contains { !isThere($0) && clashes($0) } }

    /// The history says the same already: a decision whose answer was lost on its way, or somebody who decided alike.
    func isThere(_ decision: ReviewSubmission.Decision) -> Bool {
        if decision.action == .reject { return entries.contains { $0.review.action == .reject } }
        if let settled = entries.last(where: { $0.field == decision.field && $0.review.action.isValue }),
            document.reviews[decision.field] != nil
        {
            return settled.review.settles == decision.value
        }
        // Keyed by this very person, and waiting for another.
        return entries.contains {
            $0.field == decision.field && $0.review.person == submission.person
                && $0.review.settles == decision.value
        }
    }

    private func clashes(_ decision: ReviewSubmission.Decision) -> Bool {
        let keyedByOthers = (document.keyed[decision.field] ?? []).contains { $0.person != submission.person }
        // A second person types what they see; what was waved through says nothing.
        if keyedByOthers, decision.action == .accept { return true }
        // What is waved through now is not what was seen then.
        if decision.action == .accept, document.value(decision.field) != decision.value { return true }
        return entries.contains { entry in
            let isLater = entry.review.person != submission.person || entry.review.at > decision.at
            guard isLater else { return false }
            return switch entry.review.action {
            case .reassign, .split, .reject: true
            case .accept, .correct, .unreadable:
                decision.action == .reject || entry.field == decision.field && document.keyed[decision.field] == nil
            case .note, .rotate, .undo: false
            }
        }
    }
}
