public import IntakeModel
public import Registry

/// 批次照片: the photos of a run, in pages and by what is wrong with them.
extension RegistryStore {
    /// A photo of a run with what people decided.
    public struct DecidedPhoto: Sendable {
        public var id: Int64
        public var run: Int64
        public var photo: RunPhoto
        /// Oldest first.
        public var trail: [PhotoDecision]
        /// The case that it is evidence on.
        public var caseNumber: Int64?

        public var decision: PhotoDecision? { PhotoDecision.holding(of: trail) }
        public var outcome: PhotoOutcome { PhotoOutcome(photo.verdict, decision?.action) }
    }

    /// Which photos of a run are shown; `nil` asks for all.
    public struct PhotoFilter: Sendable {
        public var outcome: PhotoOutcome?
        public var verdict: RunPhoto.Verdict?
        public var reason: String?
        public var className: String?

        public init(
            outcome: PhotoOutcome? = nil, verdict: RunPhoto.Verdict? = nil, reason: String? = nil,
            className: String? = nil
        ) {
            self.outcome = outcome
            self.verdict = verdict
            self.reason = reason
            self.className = className
        }
    }

    /// What a run's photos can be listed by, with how many there are.
    public struct PhotoFacets: Sendable {
        public var outcomes: [PhotoOutcome: Int]
        public var verdicts: [RunPhoto.Verdict: Int]
        public var reasons: [(code: String, count: Int)]
        public var classes: [(name: String, count: Int)]
    }

    /// In the run's order; how many there are in all, and those of one page.
    public func photos(
        ofRun run: Int64, _ filter: PhotoFilter = PhotoFilter(), from offset: Int = 0, count: Int = 60
    ) async throws(IntakeError) -> (total: Int, photos: [DecidedPhoto]) {
        try await read { session in
            let (condition, values) = RegistryStore.condition(run, filter)
            let total = try session.row("SELECT COUNT(*) AS number FROM runPhoto p WHERE \(condition)", values)
            let next = values.count + 1
            let photos = try session.rows(
                """
                SELECT p.*, f.caseNumber FROM runPhoto p LEFT JOIN photoFiling f ON f.photo = p.id WHERE \(condition)
                ORDER BY p.place LIMIT $\(next) OFFSET $\(next + 1)
                """, values + [.integer(Int64(count)), .integer(Int64(offset))]
            ).map { try RegistryStore.decided($0, session) }
            return (Int(try total?.integer("number") ?? 0), photos)
        }
    }

    /// Throws `registry.not-found` where the person may not see its run.
    public func runPhoto(_ id: Int64, visibleTo person: Person) async throws(IntakeError) -> DecidedPhoto {
        try await read { try RegistryStore.runPhoto(id, visibleTo: person, $0) }
    }

    static func runPhoto(_ id: Int64, visibleTo person: Person, _ session: any SQLSession) throws -> DecidedPhoto {
        let row = try session.row(
            "SELECT p.*, f.caseNumber FROM runPhoto p LEFT JOIN photoFiling f ON f.photo = p.id WHERE p.id = $1",
            [.integer(id)])
        guard let row else { throw missing("photo \(id)") }
        let photo = try decided(row, session)
        do { _ = try photoRun(photo.run, visibleTo: person, session) } catch { throw missing("photo \(id)") }
        return photo
    }

    public func photoFacets(ofRun run: Int64) async throws(IntakeError) -> PhotoFacets {
        try await read { session in
            func counts(_ sql: String) throws -> [(String, Int)] {
                try session.rows(sql, [.integer(run)]).compactMap { row in
                    try row.textOrNull("name").map { ($0, Int(try row.integer("number"))) }
                }
            }
            let outcomes = try counts(
                """
                SELECT o.name, COUNT(*) AS number FROM (
                    SELECT \(RegistryStore.outcome) AS name FROM runPhoto p WHERE p.run = $1) o
                GROUP BY o.name
                """)
            let verdicts = try counts(
                "SELECT verdict AS name, COUNT(*) AS number FROM runPhoto WHERE run = $1 GROUP BY verdict")
            let reasons = try counts(
                """
                SELECT r.code AS name, COUNT(*) AS number FROM runPhotoReason r JOIN runPhoto p ON p.id = r.photo
                WHERE p.run = $1 GROUP BY r.code ORDER BY COUNT(*) DESC, r.code
                """)
            let classes = try counts(
                """
                SELECT className AS name, COUNT(*) AS number FROM runPhoto WHERE run = $1 AND className IS NOT NULL
                GROUP BY className ORDER BY className
                """)
            return PhotoFacets(
                outcomes: Dictionary(
                    outcomes.compactMap { name, count in PhotoOutcome(rawValue: name).map { ($0, count) } },
                    uniquingKeysWith: +),
                verdicts: Dictionary(
                    verdicts.compactMap { name, count in RunPhoto.Verdict(rawValue: name).map { ($0, count) } },
                    uniquingKeysWith: +),
                reasons: reasons.map { (code: $0.0, count: $0.1) }, classes: classes.map { (name: $0.0, count: $0.1) })
        }
    }

    private static func condition(_ run: Int64, _ filter: PhotoFilter) -> (sql: String, values: [SQLValue]) {
        var parts = ["p.run = $1"]
        var values: [SQLValue] = [.integer(run)]
        func add(_ part: (String) -> String, _ value: String?) {
            guard let value else { return }
            values.append(.text(value))
            parts.append(part("$\(values.count)"))
        }
        add({ "\(RegistryStore.outcome) = \($0)" }, filter.outcome?.rawValue)
        add({ "p.verdict = \($0)" }, filter.verdict?.rawValue)
        add({ "EXISTS (SELECT 1 FROM runPhotoReason r WHERE r.photo = p.id AND r.code = \($0))" }, filter.reason)
        add({ "p.className = \($0)" }, filter.className)
        return (parts.joined(separator: " AND "), values)
    }

    private static func decided(_ row: SQLRow, _ session: any SQLSession) throws -> DecidedPhoto {
        guard let verdict = RunPhoto.Verdict(rawValue: try row.text("verdict")) else {
            throw RowFault(column: "verdict")
        }
        let id = try row.integer("id")
        let photo = RunPhoto(
            name: try row.text("name"), place: Int(try row.integer("place")), student: row.integerOrNull("student"),
            title: row.textOrNull("title"), className: row.textOrNull("className"), verdict: verdict,
            reasons: try CanonicalJSON.value(try row.text("reasons")),
            marks: try row.textOrNull("marks").map { try CanonicalJSON.value($0) },
            finished: row.textOrNull("finished"),
            seen: row.textOrNull("seen"))
        return DecidedPhoto(
            id: id, run: try row.integer("run"), photo: photo, trail: try trail(ofPhoto: id, session),
            caseNumber: row.integerOrNull("caseNumber"))
    }

    static func trail(ofPhoto id: Int64, _ session: any SQLSession) throws -> [PhotoDecision] {
        try session.rows("SELECT * FROM photoDecision WHERE photo = $1 ORDER BY id", [.integer(id)]).map { row in
            guard let action = PhotoDecision.Action(rawValue: try row.text("action")) else {
                throw RowFault(column: "action")
            }
            return PhotoDecision(
                id: try row.integer("id"), action: action, reason: row.textOrNull("reason"),
                undoes: row.integerOrNull("undoes"), person: try row.text("person"), at: try row.integer("createdAt"))
        }
    }
}
