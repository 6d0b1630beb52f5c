public import IntakeModel
public import Registry

/// 逐栏核定: what reviewers decide about fields.
extension RegistryStore {
    /// Records a reviewer's decision on one field; the paper is verified when nothing doubtful is left.
    ///
    /// `after` is the value from now on; with `.reject` the whole paper is out. An unsure 关键栏目 takes two people who
    /// key the same, else a third; whoever comes after the first may not accept what they cannot see (`review.blind`).
    public func review(
        document id: Int64, field: FieldKey, action: FieldReview.Action, after: String?, reason: String?,
        by person: String, effort: ReviewEffort = ReviewEffort()
    ) async throws(IntakeError) -> IntakeDocument {
        try await write { session, now in
            try RegistryStore.decide(
                id, field, action, after: after, reason: reason, by: person, effort: effort, session, now: now)
        }
    }

    static func decide(
        _ id: Int64, _ field: FieldKey, _ action: FieldReview.Action, after: String?, reason: String?,
        by person: String, effort: ReviewEffort, decidedAt: Int64? = nil, _ session: any SQLSession, now: Int64
    ) throws -> IntakeDocument {
        let document = try document(id, session)
        guard
            action == .reject || field == IntakeDocument.sealsKey || document.reading[field] != nil
                || document.reading.findings.contains(where: { $0.field == field })
        else {
            throw missing(field.rawValue)
        }
        let others = (document.keyed[field] ?? []).filter { $0.person != person }
        let isKeyed = try action.isValue && (!others.isEmpty || needsTwo(field, document, session))
        if !others.isEmpty, action == .accept {
            throw IntakeError("review.blind", .reviewBlind, remedy: .reviewTypeIt, exit: .usage)
        }
        let before = others.isEmpty ? document.value(field) : nil
        try add(
            FieldReview(
                action: action, before: before, after: action == .accept ? before : after, reason: reason,
                person: person, at: decidedAt ?? now, keying: isKeyed ? others.count + 1 : nil),
            field: action == .reject ? IntakeDocument.wholeKey : field, toDocument: id, effort: effort,
            deliveredAt: decidedAt == nil ? nil : now, session)
        return try settle(id, by: person, session, now: now)
    }

    /// Fields of a paper that need two people before anybody has keyed them.
    public func keyedTwice(_ document: IntakeDocument) async throws(IntakeError) -> Set<FieldKey> {
        try await read { session in
            try Set(document.reading.allFields.keys.filter { try RegistryStore.needsTwo($0, document, session) })
        }
    }

    /// Whether an unsure value needs a second person: one of the fields keyed twice, where there are two to do it.
    private static func needsTwo(
        _ field: FieldKey, _ document: IntakeDocument, _ session: any SQLSession
    ) throws -> Bool {
        guard DeskSettings.keyedTwice.contains(field.plain),
            Doubt.isUnsure(field, document.reading, document.thresholds)
        else { return false }
        switch try settings(document.organization, session).doubleKeying {
        case .always: return true
        case .never: return false
        case .whereTwo:
            let row = try session.row(
                "SELECT COUNT(*) AS number FROM person WHERE organization = $1 AND role = 'schoolRegistrar'",
                [.text(document.organization)])
            return try row?.integer("number") ?? 0 > 1
        }
    }

    /// After a change of what was decided: the paper's state, who has nothing left to do on it, and its sample.
    static func settle(
        _ id: Int64, by person: String, _ session: any SQLSession, now: Int64
    ) throws -> IntakeDocument {
        var document = try document(id, session)
        document.status = document.settledStatus
        try store(document, session)
        try session.execute("DELETE FROM keyingDone WHERE document = $1", [.integer(id)])
        if document.status == .pending, document.reading.documentType != .unknown {
            for keyer in Set(document.keyed.values.flatMap { $0.map(\.person) }).sorted()
            where document.toCheck(by: keyer).isEmpty {
                try session.execute(
                    "INSERT INTO keyingDone (document, person) VALUES ($1, $2)", [.integer(id), .text(keyer)])
            }
        }
        if document.status != .pending {
            try session.execute("DELETE FROM handOn WHERE document = $1", [.integer(id)])
        }
        if document.isSampled, document.toCheck.isEmpty || document.status == .rejected {
            try close(sampleOf: document, by: person, session, now: now)
        }
        return document
    }
}
