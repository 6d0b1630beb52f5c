public import IntakeModel
public import Registry

/// 撤销: takes back a person's newest decision on a paper; both stay on record.
extension RegistryStore {
    /// Answers what was taken back; throws `review.nothing` when there is nothing of theirs, and `review.sealed` when the
    /// paper is evidence on a submitted case.
    public func takeBack(document id: Int64, by person: String) async throws(IntakeError) -> ReviewTrail.Entry {
        try await write { session, now in
            var document = try RegistryStore.unsealed(id, session)
            guard let entry = try RegistryStore.trail(id, session).last(by: person) else {
                throw IntakeError("review.nothing", .reviewNothingToUndo, remedy: .deskForgedRemedy, exit: .usage)
            }
            switch entry.review.action {
            case .rotate:
                try RegistryStore.set(turn: Int(entry.review.before ?? "") ?? 0, ofPage: document.page, session)
            case .reassign, .split:
                if entry.review.action == .split {
                    try RegistryStore.drop(split: Int64(entry.review.after ?? "") ?? 0, by: person, session, now: now)
                }
                // What was found since is kept.
                let since = document.reading.findings.filter { $0.raisedAt.map { $0 > entry.review.at } == true }
                document.reading = try RegistryStore.content(ofEntry: entry.id, session)
                document.reading.findings += since
                try RegistryStore.store(document, session)
            default: break
            }
            try RegistryStore.add(
                FieldReview(
                    action: .undo, before: entry.review.after, after: entry.review.before, reason: nil, person: person,
                    at: now), field: entry.field, toDocument: id, undoes: entry.id, session)
            try RegistryStore.reopen(sampleOf: id, session)
            _ = try RegistryStore.settle(id, by: person, session, now: now)
            return entry
        }
    }

    private static func content(ofEntry id: Int64, _ session: any SQLSession) throws -> DocumentReading {
        guard let row = try session.row("SELECT content FROM review WHERE id = $1", [.integer(id)]) else {
            throw RowFault(column: "content")
        }
        return try CanonicalJSON.value(try row.text("content"))
    }

    /// The second paper of a split is out; throws `review.split-used` when somebody has worked on it.
    private static func drop(split id: Int64, by person: String, _ session: any SQLSession, now: Int64) throws {
        let evidence = try session.row("SELECT id FROM evidence WHERE document = $1 LIMIT 1", [.integer(id)])
        guard try trail(id, session).live.isEmpty, evidence == nil else {
            throw IntakeError("review.split-used", .reviewSplitUsed, remedy: .reviewSplitUsedRemedy, exit: .busy)
        }
        try add(
            FieldReview(
                action: .reject, before: nil, after: nil, reason: Phrase.reviewSplitUndone.text(.chinese),
                person: person, at: now), field: IntakeDocument.wholeKey, toDocument: id, session)
        _ = try settle(id, by: person, session, now: now)
    }

    /// A sample whose look is taken back is looked at again.
    private static func reopen(sampleOf id: Int64, _ session: any SQLSession) throws {
        try session.execute(
            "UPDATE auditSample SET checkedAt = NULL, person = NULL, corrections = NULL WHERE document = $1",
            [.integer(id)])
    }
}
