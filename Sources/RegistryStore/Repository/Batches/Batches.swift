public import IntakeModel
public import Registry

/// 收件批次: what came in together, in its order.
extension RegistryStore {
    /// A batch as a list shows it.
    public struct ListedBatch: Sendable {
        public var batch: IntakeBatch
        /// Pages that stand in it, and how many of them are set aside, wait to be read, or wait for a reviewer.
        public var pages: Int
        public var aside: Int
        public var reading: Int
        public var doubtful: Int
        /// Pages that can still be taken out of the reading queue, and that were cancelled or could not be read.
        public var queued: Int
        public var unread: Int
        /// What ended it last; `nil` while it runs, and when whatever ran it was killed.
        public var end: BatchAct?
    }

    /// Puts a batch on record; one with the same key is the same batch.
    public func openBatch(_ batch: IntakeBatch) async throws(IntakeError) -> IntakeBatch {
        if let known = try await self.batch(key: batch.key) { return known }
        return try await write { session, now in
            let (found, isNew) = try RegistryStore.ensure(batch, session, now: now)
            if isNew {
                try RegistryStore.audit(
                    session, at: now, person: batch.person, action: "batch.open", subject: "batch:\(found.id)",
                    content: ["origin": batch.origin.rawValue, "device": batch.device ?? ""])
            }
            return found
        }
    }

    /// Notes that scanning or importing ended; `fault` is the code of what broke it off.
    public func endBatch(_ key: String, fault: String?, by person: String) async throws(IntakeError) {
        try await write { session, now in
            guard let batch = try RegistryStore.batch(key: key, session) else { return }
            try RegistryStore.add(
                BatchAct(batch: batch.id, action: .end, detail: fault, person: person, at: now), session)
        }
    }

    /// Throws `desk.foreign` unless the batch is of the person's organization or lies under it.
    public func batch(_ id: Int64, visibleTo person: String) async throws(IntakeError) -> IntakeBatch {
        try await read { try RegistryStore.batch(id, visibleTo: person, $0) }
    }

    public func batch(key: String) async throws(IntakeError) -> IntakeBatch? {
        try await read { try RegistryStore.batch(key: key, $0) }
    }

    /// Pages of a batch as they stand now.
    public func entries(ofBatch id: Int64) async throws(IntakeError) -> [BatchEntry] {
        try await read { try RegistryStore.entries(id, $0) }
    }

    /// Pages that came in a batch, in the order in which they came, wherever they stand now.
    public func arrivals(inBatch id: Int64) async throws(IntakeError) -> [BatchEntry] {
        try await read { session in
            try session.rows(
                """
                SELECT e.*, p.aside FROM batchEntry e JOIN batchPlace p ON p.entry = e.id WHERE e.origin = $1
                ORDER BY e.number
                """, [.integer(id)]
            ).map(RegistryStore.entry)
        }
    }

    /// The number of the page that comes next in a batch that goes on.
    public func nextNumber(inBatch id: Int64) async throws(IntakeError) -> Int {
        try await read { try RegistryStore.nextNumber(id, $0) }
    }

    public func acts(ofBatch id: Int64) async throws(IntakeError) -> [BatchAct] {
        try await read { try RegistryStore.acts(id, $0) }
    }

    /// Newest first; those whose pages have all gone into others are left out.
    public func batches(under organization: String, limit: Int = 60) async throws(IntakeError) -> [ListedBatch] {
        try await read { session in
            var statement = ListScope.Statement()
            let scope = try ListScope(organization, session)
            let beginning = scope.beginning(&statement)
            func newest(_ own: String) -> String {
                """
                SELECT b.id FROM batch b WHERE \(own) AND EXISTS (SELECT 1 FROM batchPlace p WHERE p.batch = b.id)
                ORDER BY b.id DESC LIMIT \(limit)
                """
            }
            let found =
                scope.each(&statement) { newest("b.organization = \($0)") }
                ?? newest(scope.isOwn("b.organization", &statement))
            return try session.rows(
                beginning + """
                    SELECT b.* FROM (\(found)) AS found JOIN batch b ON b.id = found.id
                    ORDER BY b.id DESC LIMIT \(limit)
                    """, statement
            ).map { try RegistryStore.listed(try RegistryStore.batch($0), session) }
        }
    }

    public func listedBatch(_ id: Int64, visibleTo person: String) async throws(IntakeError) -> ListedBatch {
        try await read { session in
            try RegistryStore.listed(try RegistryStore.batch(id, visibleTo: person, session), session)
        }
    }

    private static func listed(_ batch: IntakeBatch, _ session: any SQLSession) throws -> ListedBatch {
        let row = try session.row(
            """
            SELECT COUNT(*) AS pages,
                COALESCE(SUM(CASE WHEN p.aside IS NOT NULL THEN 1 ELSE 0 END), 0) AS asides,
                COALESCE(SUM(CASE WHEN EXISTS (SELECT 1 FROM job j WHERE j.page = e.page
                    AND j.state IN ('queued', 'leased')) THEN 1 ELSE 0 END), 0) AS reading,
                COALESCE(SUM(CASE WHEN EXISTS (SELECT 1 FROM job j WHERE j.page = e.page AND j.state = 'queued')
                    THEN 1 ELSE 0 END), 0) AS queued,
                COALESCE(SUM(CASE WHEN EXISTS (SELECT 1 FROM job j WHERE j.page = e.page
                    AND j.state IN ('poisoned', 'cancelled')) THEN 1 ELSE 0 END), 0) AS unread,
                COALESCE(SUM(CASE WHEN p.aside IS NULL AND EXISTS (SELECT 1 FROM document d WHERE d.page = e.page
                    AND d.status = 'pending') THEN 1 ELSE 0 END), 0) AS doubtful
            FROM batchPlace p JOIN batchEntry e ON e.id = p.entry WHERE p.batch = $1
            """, [.integer(batch.id)])
        guard let row else { throw RowFault(column: "pages") }
        return ListedBatch(
            batch: batch, pages: Int(try row.integer("pages")), aside: Int(try row.integer("asides")),
            reading: Int(try row.integer("reading")), doubtful: Int(try row.integer("doubtful")),
            queued: Int(try row.integer("queued")), unread: Int(try row.integer("unread")),
            end: try acts(batch.id, session).last { $0.action == .end })
    }
}

// MARK: Inside a transaction

extension RegistryStore {
    static func ensure(
        _ batch: IntakeBatch, _ session: any SQLSession, now: Int64
    ) throws -> (batch: IntakeBatch, isNew: Bool) {
        if let known = try Self.batch(key: batch.key, session) { return (known, false) }
        let row = try session.row(
            """
            INSERT INTO batch (organization, batchKey, origin, person, device, profile, request, caseNumber, startedAt)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) RETURNING *
            """,
            [
                .text(batch.organization), .text(batch.key), .text(batch.origin.rawValue), .text(batch.person),
                .optional(batch.device), .optional(batch.profile), .optional(batch.request),
                .optional(batch.caseNumber), .integer(now),
            ])
        guard let row else { throw RowFault(column: "batch") }
        return (try Self.batch(row), true)
    }

    static func batch(key: String, _ session: any SQLSession) throws -> IntakeBatch? {
        try session.row("SELECT * FROM batch WHERE batchKey = $1", [.text(key)]).map(batch)
    }

    static func batch(_ id: Int64, visibleTo person: String, _ session: any SQLSession) throws -> IntakeBatch {
        guard let row = try session.row("SELECT * FROM batch WHERE id = $1", [.integer(id)]) else {
            throw missing("batch \(id)")
        }
        let batch = try batch(row)
        let actor = try Self.person(person, session)
        guard try tree([batch.organization], session).isUnder(batch.organization, actor.organization) else {
            throw foreign
        }
        return batch
    }

    static func batch(_ row: SQLRow) throws -> IntakeBatch {
        guard let origin = IntakePage.Origin(rawValue: try row.text("origin")) else { throw RowFault(column: "origin") }
        return IntakeBatch(
            id: try row.integer("id"), organization: try row.text("organization"), key: try row.text("batchKey"),
            origin: origin, person: try row.text("person"), device: row.textOrNull("device"),
            profile: row.textOrNull("profile"), request: row.textOrNull("request"),
            caseNumber: row.integerOrNull("caseNumber"), startedAt: try row.integer("startedAt"))
    }

    static func nextNumber(_ batch: Int64, _ session: any SQLSession) throws -> Int {
        let last = try session.row(
            "SELECT MAX(number) AS number FROM batchEntry WHERE origin = $1", [.integer(batch)])
        return Int((last?.integerOrNull("number") ?? 0) + 1)
    }

    static func entries(_ batch: Int64, _ session: any SQLSession) throws -> [BatchEntry] {
        try session.rows(
            """
            SELECT e.*, p.aside FROM batchPlace p JOIN batchEntry e ON e.id = p.entry WHERE p.batch = $1
            ORDER BY p.position, e.id
            """, [.integer(batch)]
        ).map(entry)
    }

    private static func entry(_ row: SQLRow) throws -> BatchEntry {
        BatchEntry(
            id: try row.integer("id"), origin: try row.integer("origin"), number: Int(try row.integer("number")),
            page: try row.integer("page"), isNew: try row.integer("isNew") == 1, takenAt: try row.integer("takenAt"),
            aside: row.textOrNull("aside").flatMap(BatchEntry.Aside.init))
    }

    static func acts(_ batch: Int64, _ session: any SQLSession) throws -> [BatchAct] {
        try session.rows("SELECT * FROM batchAct WHERE batch = $1 ORDER BY id", [.integer(batch)]).map(act)
    }

    static func act(_ row: SQLRow) throws -> BatchAct {
        guard let action = BatchAct.Action(rawValue: try row.text("action")) else { throw RowFault(column: "action") }
        return BatchAct(
            id: try row.integer("id"), batch: try row.integer("batch"), action: action,
            page: row.integerOrNull("page"), before: row.textOrNull("valueBefore"),
            after: row.textOrNull("valueAfter"), detail: row.textOrNull("detail"), undoes: row.integerOrNull("undoes"),
            person: try row.text("person"), at: try row.integer("createdAt"))
    }

    @discardableResult
    static func add(_ new: BatchAct, _ session: any SQLSession) throws -> BatchAct {
        let row = try session.row(
            """
            INSERT INTO batchAct (batch, action, page, valueBefore, valueAfter, detail, undoes, person, createdAt)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) RETURNING *
            """,
            [
                .integer(new.batch), .text(new.action.rawValue), .optional(new.page), .optional(new.before),
                .optional(new.after), .optional(new.detail), .optional(new.undoes), .text(new.person),
                .integer(new.at),
            ])
        guard let row else { throw RowFault(column: "batchAct") }
        return try act(row)
    }

    /// Notes that a page came in a batch, as its page `number`, or the next one. Coming again under the same number it is
    /// the same entry.
    static func note(
        page: Int64, isNew: Bool, number: Int?, in batch: Int64, _ session: any SQLSession, now: Int64
    ) throws {
        var place = try number ?? nextNumber(batch, session)
        if let known = try session.row(
            "SELECT page FROM batchEntry WHERE origin = $1 AND number = $2", [.integer(batch), .integer(Int64(place))])
        {
            if try known.integer("page") == page { return }
            place = try nextNumber(batch, session)
        }
        let row = try session.row(
            """
            INSERT INTO batchEntry (origin, number, page, isNew, takenAt) VALUES ($1, $2, $3, $4, $5) RETURNING id
            """,
            [
                .integer(batch), .integer(Int64(place)), .integer(page), .integer(isNew ? 1 : 0), .integer(now),
            ])
        let last = try session.row(
            "SELECT MAX(position) AS position FROM batchPlace WHERE batch = $1", [.integer(batch)])
        try session.execute(
            "INSERT INTO batchPlace (entry, batch, position) VALUES ($1, $2, $3)",
            [
                .integer(try row?.integer("id") ?? 0), .integer(batch),
                .integer((last?.integerOrNull("position") ?? 0) + 1),
            ])
        if !isNew { try noteAside(ofPages: [page], session) }
        let separator = try session.row(
            "SELECT entry FROM batchPlace WHERE batch = $1 AND aside = 'separator' LIMIT 1", [.integer(batch)])
        if separator != nil { try regroup(batch, session) }
    }

    /// A page is set aside when it is in every batch in which it stands.
    static func noteAside(ofPages pages: [Int64], _ session: any SQLSession) throws {
        for page in Set(pages) {
            try session.execute(
                """
                UPDATE page SET aside = CASE WHEN EXISTS (
                    SELECT 1 FROM batchPlace p JOIN batchEntry e ON e.id = p.entry WHERE e.page = $1 AND p.aside IS NULL)
                    THEN 0 ELSE 1 END WHERE id = $1
                """, [.integer(page)])
        }
    }
}
