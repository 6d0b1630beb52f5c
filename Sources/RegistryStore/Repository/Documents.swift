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
                """
                SELECT d.id FROM document d WHERE d.status = 'pending' AND \(RegistryStore.isInPlace)
                ORDER BY d.id LIMIT $1
                """, [.integer(Int64(limit))]
            ).map { try RegistryStore.document(try $0.integer("id"), session) }
        }
    }

    static func document(_ id: Int64, _ session: any SQLSession) throws -> IntakeDocument {
        let row = try session.row(
            """
            SELECT d.*, (SELECT COUNT(*) FROM auditSample s WHERE s.document = d.id AND s.checkedAt IS NULL) AS sampled
            FROM document d WHERE d.id = $1
            """, [.integer(id)])
        guard let row else { throw missing("document \(id)") }
        guard let status = IntakeDocument.Status(rawValue: try row.text("status")) else {
            throw RowFault(column: "status")
        }
        let outcome = try trail(id, session).outcome
        var document = IntakeDocument(
            id: id, page: try row.integer("page"), organization: try row.text("organization"),
            reading: try CanonicalJSON.value(try row.text("reading")), status: status, reviews: outcome.settled)
        document.keyed = outcome.keyed
        document.thresholds = try row.textOrNull("thresholds").map { try CanonicalJSON.value($0) } ?? .standard
        document.isSampled = try row.integer("sampled") > 0
        document.sheet = row.integerOrNull("sheet").map { Int($0) }
        return document
    }

    /// Writes what a paper is now: its reading, its state, and for lists how much of it is left to decide.
    static func store(_ document: IntakeDocument, _ session: any SQLSession) throws {
        try session.execute(
            "UPDATE document SET documentType = $1, reading = $2, status = $3, openFields = $4 WHERE id = $5",
            [
                .text(document.reading.documentType.rawValue), .text(try CanonicalJSON.text(document.reading)),
                .text(document.status.rawValue), .integer(Int64(document.doubtful.count)), .integer(document.id),
            ])
    }

    /// Puts a paper of a page on record; answers its number.
    @discardableResult
    static func insert(
        _ reading: DocumentReading, page: Int64, organization: String, sheet: Int?, thresholds: Thresholds,
        _ session: any SQLSession, now: Int64
    ) throws -> Int64 {
        let status: IntakeDocument.Status = Doubt.isDoubtful(reading, thresholds) ? .pending : .verified
        let row = try session.row(
            """
            INSERT INTO document (organization, page, documentType, reading, status, createdAt, sheet, thresholds,
                openFields)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) RETURNING id
            """,
            [
                .text(organization), .integer(page), .text(reading.documentType.rawValue),
                .text(try CanonicalJSON.text(reading)), .text(status.rawValue), .integer(now),
                .optional(sheet.map { Int64($0) }),
                thresholds == .standard ? .null : .text(try CanonicalJSON.text(thresholds)),
                .integer(Int64(Doubt.keys(reading, thresholds).count)),
            ])
        guard let id = try row?.integer("id") else { throw RowFault(column: "id") }
        // The page may be evidence as a whole.
        try noteOnCase(page: page, session)
        return id
    }
}
