internal import IntakeModel
internal import Registry

/// 案卷查找: one search for cases, whose cost grows neither with the cases of others nor with those that have ended.
struct CaseSearch {
    private let query: RegistryStore.CaseQuery
    private let organization: String
    private let scope: ListScope
    private let today: String

    init(_ query: RegistryStore.CaseQuery, of organization: String, scope: ListScope, today: String) {
        self.query = query
        self.organization = organization
        self.scope = scope
        self.today = today
    }

    /// As the indexes have it, word by word.
    static let underWay = "state IN ('open', 'submitted', 'returned', 'approved')"
    private static let ended = "state NOT IN ('open', 'submitted', 'returned', 'approved')"

    /// Code of the organization that has to act on the case `m`; NULL when nobody has to.
    private static let holder = """
        (CASE m.state WHEN 'submitted' THEN m.turnOrganization WHEN 'open' THEN m.organization
            WHEN 'returned' THEN m.organization WHEN 'approved' THEN m.organization END)
        """

    private func order(_ share: RegistryStore.CaseQuery.Share, of alias: String) -> String {
        share == .ended ? "\(alias).number DESC" : "\(alias).dueOn NULLS LAST, \(alias).number DESC"
    }

    /// What holds for a case `x` of the share, whoever has a part in it.
    private func condition(
        _ share: RegistryStore.CaseQuery.Share, _ statement: inout ListScope.Statement
    ) -> String {
        var wanted = ["x." + (share == .ended ? CaseSearch.ended : CaseSearch.underWay)]
        if share == .overdue { wanted.append("x.dueOn < \(statement.mark(.text(today)))") }
        if let kind = query.kind { wanted.append("x.kind = \(statement.mark(.text(kind.rawValue)))") }
        if let students = query.students {
            wanted.append("x.student IN (\(students.map { statement.mark(.integer($0)) }.joined(separator: ", ")))")
        }
        return wanted.joined(separator: " AND ")
    }

    /// A SELECT of the numbers of the first `count` cases, and of what they are ordered by.
    private func numbers(
        _ count: Int, _ share: RegistryStore.CaseQuery.Share, _ statement: inout ListScope.Statement
    ) -> String {
        let condition = condition(share, &statement)
        let most = statement.mark(.integer(Int64(count)))
        let end = "ORDER BY \(order(share, of: "x")) LIMIT \(most)"
        func walk(_ own: String) -> String {
            "SELECT x.number, x.dueOn FROM matter x WHERE \(own) AND \(condition) \(end)"
        }
        let parts: [String]
        if share == .mine {
            let code = statement.mark(.text(organization))
            parts = [
                walk("x.turnOrganization = \(code) AND x.state = 'submitted'"),
                walk("x.organization = \(code) AND x.state <> 'submitted'"),
            ]
        } else if let codes = scope.codes {
            parts = codes.flatMap { code -> [String] in
                let code = statement.mark(.text(code))
                var columns = ["organization", "releasingSchool", "receivingSchool"]
                // What has ended is nobody's turn.
                if share != .ended { columns.append("turnOrganization") }
                let decided = share == .ended ? 1 : 0
                return columns.map { walk("x.\($0) = \(code)") } + [
                    "SELECT x.number, x.dueOn FROM caseDecider d JOIN matter x ON x.number = d.caseNumber "
                        + "WHERE d.organization = \(code) AND d.ended = \(decided) AND \(condition) "
                        + "ORDER BY \(share == .ended ? "d.caseNumber DESC" : order(share, of: "x")) LIMIT \(most)"
                ]
            }
        } else {
            parts = [walk(RegistryStore.partOf("x"))]
        }
        return parts.enumerated().map { "SELECT number, dueOn FROM (\($0.element)) AS part\($0.offset)" }
            .joined(separator: " UNION ")
    }

    func found(
        _ share: RegistryStore.CaseQuery.Share, limit: Int, offset: Int, _ session: any SQLSession
    ) throws -> [RegistryStore.ListedCase] {
        var statement = ListScope.Statement()
        let beginning = scope.beginning(&statement)
        let numbers = self.numbers(offset + limit, share, &statement)
        let page = "LIMIT \(statement.mark(.integer(Int64(limit)))) OFFSET \(statement.mark(.integer(Int64(offset))))"
        return try session.rows(
            beginning + """
                SELECT m.*, s.name AS studentName, h.name AS holderName
                FROM (SELECT own.number FROM (\(numbers)) AS own ORDER BY \(order(share, of: "own")) \(page)) AS found
                JOIN matter m ON m.number = found.number
                LEFT JOIN student s ON s.id = m.student
                LEFT JOIN organization h ON h.code = \(CaseSearch.holder)
                ORDER BY \(order(share, of: "m"))
                """, statement
        ).map {
            RegistryStore.ListedCase(
                matter: try RegistryStore.matter($0), studentName: $0.textOrNull("studentName"),
                holder: $0.textOrNull("holderName"))
        }
    }

    /// How many there are, `most` at most.
    func count(
        _ share: RegistryStore.CaseQuery.Share, upTo most: Int, _ session: any SQLSession
    ) throws -> Int {
        var statement = ListScope.Statement()
        let beginning = scope.beginning(&statement)
        let numbers = self.numbers(most, share, &statement)
        let row = try session.rows(beginning + "SELECT COUNT(*) AS number FROM (\(numbers)) AS own", statement).first
        return min(most, Int(try row?.integer("number") ?? 0))
    }
}
