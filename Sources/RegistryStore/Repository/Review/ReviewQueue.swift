public import IntakeModel
internal import Registry

/// 待复核: what waits, with whom it is, and how long it will take.
extension RegistryStore {
    /// A waiting paper as the queue shows it.
    public struct WaitingDocument: Sendable, Hashable {
        public var id: Int64
        public var page: Int64
        public var type: DocumentType
        /// Fields left to decide; `nil` for papers from before this was kept.
        public var openFields: Int?
        /// 抽检.
        public var isSample: Bool
        /// Who has it now.
        public var heldBy: String?
        /// To whom it was handed on.
        public var handedTo: String?
        /// The reviewer who asks has keyed their part; it waits for another person.
        public var isDoneByMe: Bool
    }

    /// What waits under an organization, doubtful papers before samples, as `person` sees it.
    public func waitingDocuments(
        under organization: String, for person: String, limit: Int = 100
    ) async throws(IntakeError) -> [WaitingDocument] {
        let moment = now()
        return try await read { session in
            let scope = try ListScope(organization, session)
            func waiting(_ kind: WaitingPapers, limit: Int) throws -> [WaitingDocument] {
                guard limit > 0 else { return [] }
                var statement = ListScope.Statement()
                let beginning = scope.beginning(&statement)
                let found = kind.first(limit, scope, &statement)
                let (at, who) = (statement.mark(.integer(moment)), statement.mark(.text(person)))
                return try session.rows(
                    beginning + """
                        SELECT d.id, d.page, d.documentType, d.status, d.openFields, l.person AS heldBy,
                            h.person AS handedTo, k.person AS doneBy
                        FROM (\(found)) AS found JOIN document d ON d.id = found.id
                        LEFT JOIN deskLease l ON l.document = d.id AND l.heldUntil > \(at) AND l.ahead = 0
                        LEFT JOIN handOn h ON h.document = d.id
                        LEFT JOIN keyingDone k ON k.document = d.id AND k.person = \(who)
                        ORDER BY d.id
                        """, statement
                ).map(RegistryStore.waiting)
            }
            let doubtful = try waiting(.doubtful, limit: limit)
            return try doubtful + waiting(.sample, limit: limit - doubtful.count)
        }
    }

    private static func waiting(_ row: SQLRow) throws -> WaitingDocument {
        WaitingDocument(
            id: try row.integer("id"), page: try row.integer("page"),
            type: DocumentType(rawValue: try row.text("documentType")) ?? .unknown,
            openFields: row.integerOrNull("openFields").map { Int($0) },
            isSample: try row.text("status") != "pending", heldBy: row.textOrNull("heldBy"),
            handedTo: row.textOrNull("handedTo"), isDoneByMe: row.textOrNull("doneBy") != nil)
    }

    /// How much waits, and how long it takes by what papers took lately.
    public struct QueueForecast: Sendable, Hashable {
        public var papers: BoundedCount
        public var samples: BoundedCount
        /// Milliseconds that half of the latest papers took at most; `nil` while nobody has decided any at the desk lately.
        public var perPaper: Int?

        /// Milliseconds of work that wait, at least where there is more than was counted.
        public var total: Int? { perPaper.map { $0 * (papers.number + samples.number) } }
    }

    static func count(
        _ kind: WaitingPapers, _ scope: ListScope, _ session: any SQLSession
    ) throws -> BoundedCount {
        var statement = ListScope.Statement()
        let beginning = scope.beginning(&statement)
        return try BoundedCount(beginning, of: kind.all(scope, &statement), statement, session)
    }

    /// So many of the store's latest decisions are looked at.
    private static let latestLookedAt: Int64 = 2000

    /// From the latest fifty papers decided at the desk; where none of the latest were the organization's, from everybody's.
    public func queueForecast(under organization: String) async throws(IntakeError) -> QueueForecast {
        try await read { session in
            let scope = try ListScope(organization, session)
            let latest = try session.rows(
                RegistryStore.below + """
                     SELECT r.document, CAST(SUM(r.milliseconds) AS BIGINT) AS spent,
                        CASE WHEN d.organization IN (SELECT code FROM below) THEN 1 ELSE 0 END AS own
                    FROM (SELECT * FROM review WHERE milliseconds IS NOT NULL ORDER BY id DESC LIMIT $2) r
                    JOIN document d ON d.id = r.document GROUP BY r.document, d.organization
                    ORDER BY own DESC, MAX(r.id) DESC LIMIT 50
                    """, [.text(organization), .integer(RegistryStore.latestLookedAt)])
            let own = try latest.filter { try $0.integer("own") == 1 }
            let times = try (own.isEmpty ? latest : own).map { Int(try $0.integer("spent")) }.sorted()
            return QueueForecast(
                papers: try RegistryStore.count(.doubtful, scope, session),
                samples: try RegistryStore.count(.sample, scope, session),
                perPaper: times.isEmpty ? nil : times[times.count / 2])
        }
    }
}
