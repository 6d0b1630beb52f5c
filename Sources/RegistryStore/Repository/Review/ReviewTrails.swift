public import IntakeModel
public import Registry

/// The history of a paper: rows that are only ever added.
extension RegistryStore {
    public func trail(ofDocument id: Int64) async throws(IntakeError) -> ReviewTrail {
        try await read { try RegistryStore.trail(id, $0) }
    }

    static func trail(_ document: Int64, _ session: any SQLSession) throws -> ReviewTrail {
        ReviewTrail(
            try session.rows("SELECT * FROM review WHERE document = $1 ORDER BY id", [.integer(document)]).map { row in
                guard let action = FieldReview.Action(rawValue: try row.text("action")) else {
                    throw RowFault(column: "action")
                }
                return ReviewTrail.Entry(
                    id: try row.integer("id"), field: FieldKey(rawValue: try row.text("field")),
                    review: FieldReview(
                        action: action, before: row.textOrNull("valueBefore"), after: row.textOrNull("valueAfter"),
                        reason: row.textOrNull("reason"), person: try row.text("person"),
                        at: try row.integer("createdAt"), keying: row.integerOrNull("keying").map { Int($0) }),
                    undoes: row.integerOrNull("undoes"))
            })
    }

    /// Adds a row, and a link of the audit chain that names the field and never a value. `deliveredAt` is when what was
    /// decided while the store was away came here.
    static func add(
        _ review: FieldReview, field: FieldKey, toDocument id: Int64, undoes: Int64? = nil,
        content before: String? = nil,
        effort: ReviewEffort = ReviewEffort(), deliveredAt: Int64? = nil, _ session: any SQLSession
    ) throws {
        try session.execute(
            """
            INSERT INTO review (document, field, action, valueBefore, valueAfter, reason, person, createdAt, undoes,
                keying, content, keystrokes, milliseconds)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
            """,
            [
                .integer(id), .text(field.rawValue), .text(review.action.rawValue), .optional(review.before),
                .optional(review.after), .optional(review.reason), .text(review.person), .integer(review.at),
                .optional(undoes), .optional(review.keying.map { Int64($0) }), .optional(before),
                .optional(effort.keystrokes.map { Int64($0) }), .optional(effort.milliseconds.map { Int64($0) }),
            ])
        var content = ["field": field.rawValue]
        if deliveredAt != nil { content["decidedAt"] = String(review.at) }
        try audit(
            session, at: deliveredAt ?? review.at, person: review.person,
            action: "document." + review.action.rawValue, subject: "document:\(id)", content: content)
    }
}
