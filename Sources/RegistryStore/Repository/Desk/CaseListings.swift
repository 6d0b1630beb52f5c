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
            var values: [SQLValue] = [
                .text(organization), .integer(Int64(query.limit)), .integer(Int64(query.offset)),
            ]
            func bind(_ value: SQLValue) -> String {
                values.append(value)
                return "$\(values.count)"
            }
            let underWay = "m.state IN ('open', 'submitted', 'returned')"
            var wanted = [RegistryStore.partOf("m")]
            switch query.share {
            case .underWay: wanted.append("m.state IN ('open', 'submitted', 'returned', 'approved')")
            case .mine: wanted.append("\(RegistryStore.holder) = $1")
            case .overdue: wanted.append("\(underWay) AND m.dueOn < \(bind(.text(today)))")
            case .ended: wanted.append("m.state IN ('declined', 'withdrawn', 'finished')")
            case .all: break
            }
            if let kind = query.kind { wanted.append("m.kind = \(bind(.text(kind.rawValue)))") }
            if let students = query.students {
                guard !students.isEmpty else { return [] }
                wanted.append("m.student IN (\(students.map { bind(.integer($0)) }.joined(separator: ", ")))")
            }
            return try session.rows(
                RegistryStore.below + """
                     SELECT m.*, s.name AS studentName, h.name AS holderName FROM matter m
                    LEFT JOIN student s ON s.id = m.student
                    LEFT JOIN organization h ON h.code = \(RegistryStore.holder)
                    WHERE \(wanted.joined(separator: " AND "))
                    ORDER BY CASE WHEN \(underWay) THEN 0 ELSE 1 END, m.dueOn NULLS LAST, m.number DESC
                    LIMIT $2 OFFSET $3
                    """, values
            ).map {
                ListedCase(
                    matter: try RegistryStore.matter($0), studentName: $0.textOrNull("studentName"),
                    holder: $0.textOrNull("holderName"))
            }
        }
    }

    /// Code of the organization that has to act on the case `m`; NULL when nobody has to.
    private static let holder = """
        (CASE m.state WHEN 'submitted' THEN m.turnOrganization WHEN 'open' THEN m.organization
            WHEN 'returned' THEN m.organization WHEN 'approved' THEN m.organization END)
        """
}
