public import IntakeModel
public import Registry

/// Papers that were read, and what reviewers decide about their fields.
extension RegistryStore {
    public func document(_ id: Int64) async throws(IntakeError) -> IntakeDocument {
        try await read { try RegistryStore.document(id, $0) }
    }

    /// Papers of a page, in the order they were read.
    public func documents(onPage page: Int64) async throws(IntakeError) -> [IntakeDocument] {
        try await read { session in
            try session.rows("SELECT id FROM document WHERE page = $1 ORDER BY id", [.integer(page)])
                .map { try RegistryStore.document(try $0.integer("id"), session) }
        }
    }

    /// Papers that wait for a person, oldest first.
    public func pendingDocuments(limit: Int = 200) async throws(IntakeError) -> [IntakeDocument] {
        try await read { session in
            try session.rows(
                "SELECT id FROM document WHERE status = 'pending' ORDER BY id LIMIT $1", [.integer(Int64(limit))]
            ).map { try RegistryStore.document(try $0.integer("id"), session) }
        }
    }

    /// Records a reviewer's decision on one field; the paper is verified when nothing doubtful is left.
    ///
    /// `after` is the value from now on; with `.reject` the whole paper is out.
    public func review(
        document id: Int64, field: FieldKey, action: FieldReview.Action, after: String?, reason: String?,
        by person: String
    ) async throws(IntakeError) -> IntakeDocument {
        try await write { session, now in
            var document = try RegistryStore.document(id, session)
            guard
                action == .reject || field == IntakeDocument.sealsKey || document.reading[field] != nil
                    || document.reading.findings.contains(where: { $0.field == field })
            else {
                throw RegistryStore.missing(field.rawValue)
            }
            let before = document.value(field)
            let value = action == .accept ? before : after
            try session.execute(
                """
                INSERT INTO review (document, field, action, valueBefore, valueAfter, reason, person, createdAt)
                VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
                """,
                [
                    .integer(id), .text(field.rawValue), .text(action.rawValue), .optional(before), .optional(value),
                    .optional(reason), .text(person), .integer(now),
                ])
            document.reviews[field] = FieldReview(
                action: action, before: before, after: value, reason: reason, person: person, at: now)
            let typed = document.reading.documentType != .unknown
            document.status = action == .reject ? .rejected : typed && document.doubtful.isEmpty ? .verified : .pending
            try session.execute(
                "UPDATE document SET status = $1 WHERE id = $2", [.text(document.status.rawValue), .integer(id)])
            try RegistryStore.audit(
                session, at: now, person: person, action: "document." + action.rawValue, subject: "document:\(id)",
                content: ["field": field.rawValue])
            return document
        }
    }

    static func document(_ id: Int64, _ session: any SQLSession) throws -> IntakeDocument {
        guard let row = try session.row("SELECT * FROM document WHERE id = $1", [.integer(id)]) else {
            throw missing("document \(id)")
        }
        guard let status = IntakeDocument.Status(rawValue: try row.text("status")) else {
            throw RowFault(column: "status")
        }
        var reviews: [FieldKey: FieldReview] = [:]
        for review in try session.rows("SELECT * FROM review WHERE document = $1 ORDER BY id", [.integer(id)]) {
            guard let action = FieldReview.Action(rawValue: try review.text("action")) else {
                throw RowFault(column: "action")
            }
            reviews[FieldKey(rawValue: try review.text("field"))] = FieldReview(
                action: action, before: review.textOrNull("valueBefore"), after: review.textOrNull("valueAfter"),
                reason: review.textOrNull("reason"), person: try review.text("person"),
                at: try review.integer("createdAt"))
        }
        return IntakeDocument(
            id: id, page: try row.integer("page"), organization: try row.text("organization"),
            reading: try CanonicalJSON.value(try row.text("reading")), status: status, reviews: reviews)
    }
}
