public import IntakeModel
public import Registry

/// 案卷清单: the cases that an organization has a part in, with whose they are and who has to act.
extension RegistryStore {
    /// A case as lists show it.
    public struct ListedCase: Sendable {
        public var matter: IntakeCase
        public var studentName: String?
        /// Name of the organization that has to act: the one whose turn it is, or the one that has to hand it in or
        /// finish it; `nil` when nobody has to.
        public var holder: String?
    }

    /// Which cases are asked for.
    public struct CaseQuery: Sendable {
        public enum Share: String, Sendable, CaseIterable {
            case underWay
            /// 待我单位办理.
            case mine
            case overdue
            case ended
            case all
        }

        public var share: Share
        public var kind: CaseKind?
        /// Only cases of these students, by their numbers of the record.
        public var students: [Int64]?
        public var offset: Int
        public var limit: Int

        public init(
            _ share: Share, kind: CaseKind? = nil, students: [Int64]? = nil, offset: Int = 0, limit: Int = 50
        ) {
            self.share = share
            self.kind = kind
            self.students = students
            self.offset = offset
            self.limit = limit
        }
    }

    /// Those under way first, of these the earliest due first; then the newest first.
    public func cases(
        _ query: CaseQuery, concerning organization: String
    ) async throws(IntakeError) -> [ListedCase] {
        let today = today.iso
        return try await read { session in
            if query.students?.isEmpty == true { return [] }
            var search = CaseSearch(query, of: organization, today: today)
            search.codes = try RegistryStore.fewCodes(under: organization, session)
            guard query.share == .all, query.students == nil else {
                return try search.found(query.share, limit: query.limit, offset: query.offset, session)
            }
            // One order over all would sort every case there is.
            let first = try search.found(.underWay, limit: query.limit, offset: query.offset, session)
            guard first.count < query.limit else { return first }
            let before =
                try first.isEmpty && query.offset > 0 ? search.count(.underWay, session) : query.offset + first.count
            return try first
                + search.found(
                    .ended, limit: query.limit - first.count, offset: max(0, query.offset - before), session)
        }
    }
}

/// One search for cases, by statements whose cost does not grow with the cases that have ended.
private struct CaseSearch {
    private let query: RegistryStore.CaseQuery
    private let organization: String
    private let today: String
    /// Codes of a small organization, whose cases are found by indexes of what is its own; those of a large one are found by
    /// walking from the newest, of which many are its.
    var codes: [String]?

    init(_ query: RegistryStore.CaseQuery, of organization: String, today: String) {
        self.query = query
        self.organization = organization
        self.today = today
    }

    private static let underWay = "m.state IN ('open', 'submitted', 'returned', 'approved')"
    private static let ended = "m.state NOT IN ('open', 'submitted', 'returned', 'approved')"

    /// The organization that has to act on the case `m` is `$1`.
    private static let isMine = """
        (m.state = 'submitted' AND m.turnOrganization = $1
            OR m.state IN ('open', 'returned', 'approved') AND m.organization = $1)
        """

    /// Code of the organization that has to act on the case `m`; NULL when nobody has to.
    private static let holder = """
        (CASE m.state WHEN 'submitted' THEN m.turnOrganization WHEN 'open' THEN m.organization
            WHEN 'returned' THEN m.organization WHEN 'approved' THEN m.organization END)
        """

    private func hasPart(_ bind: (SQLValue) -> String) -> String {
        guard let codes else { return RegistryStore.partOf("m") }
        let own = "IN (\(codes.map { bind(.text($0)) }.joined(separator: ", ")))"
        let columns = ["organization", "turnOrganization", "releasingSchool", "receivingSchool"]
        let parts = columns.map { "SELECT x.number FROM matter x WHERE x.\($0) \(own)" }
        let decided = "SELECT x.caseNumber FROM decision x WHERE x.organization \(own)"
        return "m.number IN (\((parts + [decided]).joined(separator: " UNION ")))"
    }

    /// Conditions and what stands for `$1`, `$2`… in them.
    private func conditions(_ share: RegistryStore.CaseQuery.Share) -> (sql: String, values: [SQLValue]) {
        var values: [SQLValue] = [.text(organization)]
        func bind(_ value: SQLValue) -> String {
            values.append(value)
            return "$\(values.count)"
        }
        var wanted: [String] = []
        switch share {
        case .mine: wanted = [CaseSearch.isMine]
        case .underWay: wanted = [hasPart(bind), CaseSearch.underWay]
        case .overdue:
            wanted = [
                hasPart(bind), "m.state IN ('open', 'submitted', 'returned') AND m.dueOn < \(bind(.text(today)))",
            ]
        case .ended: wanted = [hasPart(bind), CaseSearch.ended]
        case .all: wanted = [hasPart(bind)]
        }
        if let kind = query.kind { wanted.append("m.kind = \(bind(.text(kind.rawValue)))") }
        if let students = query.students {
            wanted.append("m.student IN (\(students.map { bind(.integer($0)) }.joined(separator: ", ")))")
        }
        return (wanted.joined(separator: " AND "), values)
    }

    func found(
        _ share: RegistryStore.CaseQuery.Share, limit: Int, offset: Int, _ session: any SQLSession
    ) throws -> [RegistryStore.ListedCase] {
        let (sql, values) = conditions(share)
        let order =
            share == .ended
            ? "m.number DESC"
            : """
            CASE m.state WHEN 'open' THEN 0 WHEN 'submitted' THEN 0 WHEN 'returned' THEN 0 WHEN 'approved' THEN 1 ELSE 2 END,
            m.dueOn NULLS LAST, m.number DESC
            """
        return try session.rows(
            RegistryStore.below + """
                 SELECT m.*, s.name AS studentName, h.name AS holderName
                FROM (SELECT m.* FROM matter m WHERE \(sql) ORDER BY \(order)
                    LIMIT $\(values.count + 1) OFFSET $\(values.count + 2)) m
                LEFT JOIN student s ON s.id = m.student
                LEFT JOIN organization h ON h.code = \(CaseSearch.holder)
                ORDER BY \(order)
                """, values + [.integer(Int64(limit)), .integer(Int64(offset))]
        ).map {
            RegistryStore.ListedCase(
                matter: try RegistryStore.matter($0), studentName: $0.textOrNull("studentName"),
                holder: $0.textOrNull("holderName"))
        }
    }

    func count(_ share: RegistryStore.CaseQuery.Share, _ session: any SQLSession) throws -> Int {
        let (sql, values) = conditions(share)
        let row = try session.row(
            RegistryStore.below + " SELECT COUNT(*) AS number FROM matter m WHERE \(sql)", values)
        return Int(try row?.integer("number") ?? 0)
    }
}
