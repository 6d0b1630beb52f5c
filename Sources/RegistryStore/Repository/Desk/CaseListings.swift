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
            let search = CaseSearch(
                query, of: organization, scope: try ListScope(organization, session), today: today)
            guard query.share == .all else {
                return try search.found(query.share, limit: query.limit, offset: query.offset, session)
            }
            // One order over all would sort every case there is.
            let first = try search.found(.underWay, limit: query.limit, offset: query.offset, session)
            guard first.count < query.limit else { return first }
            let before =
                first.isEmpty && query.offset > 0
                ? try search.count(.underWay, upTo: query.offset, session) : query.offset + first.count
            return try first
                + search.found(
                    .ended, limit: query.limit - first.count, offset: max(0, query.offset - before), session)
        }
    }
}
