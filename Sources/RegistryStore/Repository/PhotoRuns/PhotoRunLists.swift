public import IntakeModel
public import Registry

/// 照片批次 for an organization and everything under it.
extension RegistryStore {
    /// A run with how many of its photos still wait for somebody.
    public struct ListedPhotoRun: Sendable {
        public var run: PhotoRun
        public var open: Int
        public var usable: Int
        public var filed: Int
    }

    /// Newest first.
    public func photoRuns(under organization: String, limit: Int = 40) async throws(IntakeError) -> [ListedPhotoRun] {
        try await read { session in
            try session.rows(
                RegistryStore.below + """
                     SELECT r.* FROM photoRun r JOIN below ON r.organization = below.code ORDER BY r.id DESC LIMIT $2
                    """, [.text(organization), .integer(Int64(limit))]
            ).map { try RegistryStore.listed(RegistryStore.photoRun($0), session) }
        }
    }

    /// Throws `registry.not-found` where there is none that the person may see: others are not told of it.
    public func photoRun(_ id: Int64, visibleTo person: Person) async throws(IntakeError) -> ListedPhotoRun {
        try await read { session in
            try RegistryStore.listed(try RegistryStore.photoRun(id, visibleTo: person, session), session)
        }
    }

    static func photoRun(_ id: Int64, visibleTo person: Person, _ session: any SQLSession) throws -> PhotoRun {
        guard let row = try session.row("SELECT * FROM photoRun WHERE id = $1", [.integer(id)]) else {
            throw missing("photo run \(id)")
        }
        let run = try photoRun(row)
        guard try tree([run.organization], session).isUnder(run.organization, person.organization) else {
            throw missing("photo run \(id)")
        }
        return run
    }

    private static func listed(_ run: PhotoRun, _ session: any SQLSession) throws -> ListedPhotoRun {
        var listed = ListedPhotoRun(run: run, open: 0, usable: 0, filed: 0)
        let rows = try session.rows(
            """
            SELECT o.outcome, COUNT(*) AS number, COUNT(o.photo) AS filed FROM (
                SELECT \(outcome) AS outcome, f.photo FROM runPhoto p
                LEFT JOIN photoFiling f ON f.photo = p.id WHERE p.run = $1) o
            GROUP BY o.outcome
            """, [.integer(run.id)])
        for row in rows {
            let number = Int(try row.integer("number"))
            switch PhotoOutcome(rawValue: try row.text("outcome")) {
            case .open: listed.open = number
            case .usable:
                listed.usable = number
                listed.filed = Int(try row.integer("filed"))
            default: break
            }
        }
        return listed
    }

    /// The action that holds on photo `p`, newest that was not taken back; NULL without one.
    static let holding = """
        (SELECT d.action FROM photoDecision d WHERE d.photo = p.id AND d.action <> 'undo'
            AND NOT EXISTS (SELECT 1 FROM photoDecision u WHERE u.undoes = d.id) ORDER BY d.id DESC LIMIT 1)
        """

    /// As `PhotoOutcome` has it.
    static let outcome = """
        CASE COALESCE(\(holding), p.verdict) WHEN 'accept' THEN 'usable' WHEN 'pass' THEN 'usable'
            WHEN 'review' THEN 'open' ELSE 'returned' END
        """

    static func photoRun(_ row: SQLRow) throws -> PhotoRun {
        guard let state = PhotoRun.State(rawValue: try row.text("state")) else { throw RowFault(column: "state") }
        return PhotoRun(
            id: try row.integer("id"), organization: try row.text("organization"), name: try row.text("name"),
            profile: try row.text("profile"), person: try row.text("person"), state: state,
            total: Int(try row.integer("total")), done: Int(try row.integer("done")),
            verdicts: [
                .pass: Int(try row.integer("passed")), .review: Int(try row.integer("review")),
                .fail: Int(try row.integer("failed")),
            ], startedAt: try row.integer("startedAt"), seenAt: try row.integer("seenAt"),
            resumed: Int(try row.integer("resumed")), fault: row.textOrNull("fault"))
    }
}
