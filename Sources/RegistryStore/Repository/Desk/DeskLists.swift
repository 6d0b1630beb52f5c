public import IntakeModel
public import Registry

/// 收件与待办: what came in, and what waits, for an organization and everything under it.
extension RegistryStore {
    /// A page as the list of what came in shows it.
    public struct ListedPage: Sendable {
        public var page: IntakePage
        public var job: ReadingJob.State?
        public var documents: [(id: Int64, type: DocumentType, status: IntakeDocument.Status)]
    }

    /// Newest first; only those taken in on or after `since`, milliseconds since 1970.
    public func pages(
        under organization: String, since: Int64 = 0, limit: Int = 60
    ) async throws(IntakeError) -> [ListedPage] {
        try await read { session in
            try session.rows(
                RegistryStore.below + """
                     SELECT p.*, (SELECT j.state FROM job j WHERE j.page = p.id ORDER BY j.id DESC LIMIT 1) AS jobState
                    FROM page p JOIN below ON p.organization = below.code WHERE p.takenAt >= $2
                    ORDER BY p.id DESC LIMIT $3
                    """, [.text(organization), .integer(since), .integer(Int64(limit))]
            ).map { row in
                let page = try RegistryStore.page(row)
                let documents = try session.rows(
                    "SELECT id, documentType, status FROM document WHERE page = $1 ORDER BY id", [.integer(page.id)]
                ).map {
                    (
                        id: try $0.integer("id"), type: DocumentType(rawValue: try $0.text("documentType")) ?? .unknown,
                        status: IntakeDocument.Status(rawValue: try $0.text("status")) ?? .pending
                    )
                }
                return ListedPage(
                    page: page, job: row.textOrNull("jobState").flatMap(ReadingJob.State.init), documents: documents)
            }
        }
    }

    /// What the start page counts.
    public struct DeskCounts: Sendable {
        public var pagesToday = 0
        public var reading = 0
        public var toReview = 0
        public var casesUnderWay = 0
        public var casesOverdue = 0
    }

    public func deskCounts(under organization: String) async throws(IntakeError) -> DeskCounts {
        let today = CalendarDate(milliseconds: now())
        let beginning = today.beginning
        return try await read { session in
            func count(_ sql: String, _ values: [SQLValue] = []) throws -> Int {
                Int(
                    try session.row(
                        RegistryStore.below + " SELECT COUNT(*) AS number " + sql, [.text(organization)] + values)?
                        .integer("number") ?? 0)
            }
            let few = try RegistryStore.fewCodes(under: organization, session)
            let codes = few.map { $0.indices.map { "$\($0 + 3)" }.joined(separator: ", ") } ?? "SELECT code FROM below"
            // Approved ones have to be finished yet.
            let mine = """
                m.state IN ('open', 'submitted', 'returned', 'approved')
                    AND (m.organization IN (\(codes)) OR m.turnOrganization IN (\(codes)))
                """
            let day = [SQLValue.text(today.iso)] + (few ?? []).map(SQLValue.text)
            return DeskCounts(
                pagesToday: try count(
                    "FROM page p JOIN below ON p.organization = below.code WHERE p.takenAt >= $2", [.integer(beginning)]
                ),
                reading: try count(
                    """
                    FROM job j JOIN page p ON p.id = j.page JOIN below ON p.organization = below.code
                    WHERE j.state IN ('queued', 'leased')
                    """),
                toReview: try count(
                    "FROM document d JOIN below ON d.organization = below.code WHERE d.status = 'pending' AND "
                        + RegistryStore.isInPlace),
                casesUnderWay: try count("FROM matter m WHERE CAST($2 AS TEXT) IS NOT NULL AND \(mine)", day),
                casesOverdue: try count("FROM matter m WHERE \(mine) AND m.dueOn < $2", day))
        }
    }
}
