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
            var statement = ListScope.Statement()
            let scope = try ListScope(organization, session)
            let beginning = scope.beginning(&statement)
            let newest = RegistryStore.newest(limit, since: since, scope, &statement)
            return try session.rows(
                beginning + """
                    SELECT p.*, (SELECT j.state FROM job j WHERE j.page = p.id ORDER BY j.id DESC LIMIT 1) AS jobState
                    FROM (\(newest)) AS found JOIN page p ON p.id = found.id
                    ORDER BY found.takenAt DESC, found.id DESC LIMIT \(limit)
                    """, statement
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

    /// A SELECT of the latest pages.
    private static func newest(
        _ limit: Int, since: Int64, _ scope: ListScope, _ statement: inout ListScope.Statement
    ) -> String {
        let since = statement.mark(.integer(since))
        func latest(_ own: String) -> String {
            """
            SELECT p.id, p.takenAt FROM page p WHERE \(own) AND p.takenAt >= \(since)
            ORDER BY p.takenAt DESC, p.id DESC LIMIT \(limit)
            """
        }
        return scope.each(&statement) { latest("p.organization = \($0)") }
            ?? latest(scope.isOwn("p.organization", &statement))
    }

    /// What the start page counts.
    public struct DeskCounts: Sendable {
        public var pagesToday: BoundedCount = 0
        public var reading: BoundedCount = 0
        public var toReview: BoundedCount = 0
        public var casesUnderWay: BoundedCount = 0
        public var casesOverdue: BoundedCount = 0
    }

    public func deskCounts(under organization: String) async throws(IntakeError) -> DeskCounts {
        let today = CalendarDate(milliseconds: now())
        return try await read { session in
            let scope = try ListScope(organization, session)
            func count(
                _ rows: (_ isOwn: (String) -> String, _ mark: (SQLValue) -> String) -> String
            ) throws -> BoundedCount {
                var statement = ListScope.Statement()
                let beginning = scope.beginning(&statement)
                let sql = rows({ scope.isOwn($0, &statement) }, { statement.mark($0) })
                return try BoundedCount(beginning, of: sql, statement, session)
            }
            // Approved ones have to be finished yet.
            func cases(_ due: String?) throws -> BoundedCount {
                try count { isOwn, mark in
                    let late = due.map { " AND m.dueOn < \(mark(.text($0)))" } ?? ""
                    let wanted = "m.\(CaseSearch.underWay)\(late)"
                    guard scope.codes != nil else {
                        let own = "\(isOwn("m.organization")) OR \(isOwn("m.turnOrganization"))"
                        return "SELECT m.number FROM matter m WHERE \(wanted) AND (\(own))"
                    }
                    return ["organization", "turnOrganization"].map { column in
                        """
                        SELECT number FROM (SELECT m.number FROM matter m WHERE \(isOwn("m." + column)) AND \(wanted)
                            LIMIT \(BoundedCount.most + 1)) AS \(column == "organization" ? "started" : "turn")
                        """
                    }.joined(separator: " UNION ")
                }
            }
            return DeskCounts(
                pagesToday: try count { isOwn, mark in
                    let since = mark(.integer(today.beginning))
                    return "SELECT p.id FROM page p WHERE p.takenAt >= \(since) AND \(isOwn("p.organization"))"
                },
                reading: try count { isOwn, _ in
                    """
                    SELECT j.id FROM job j WHERE j.state <> 'done' AND j.state IN ('queued', 'leased')
                    AND \(isOwn("j.organization"))
                    """
                },
                toReview: try RegistryStore.count(.doubtful, scope, session),
                casesUnderWay: try cases(nil), casesOverdue: try cases(today.iso))
        }
    }
}
