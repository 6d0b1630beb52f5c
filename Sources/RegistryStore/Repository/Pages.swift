public import IntakeModel
public import Registry

/// Pages that came in and the jobs to read them.
extension RegistryStore {
    /// Takes a page in, with its job, in one transaction. The same bytes are one page: then `isNew` is false.
    ///
    /// It stands in the batch `batch` as its page `number`, or as its next one.
    public func addPage(
        hash: String, name: String, origin: IntakePage.Origin, batch: String, number: Int? = nil, organization: String,
        caseNumber: Int64?, by person: String
    ) async throws(IntakeError) -> (page: IntakePage, isNew: Bool) {
        try await write { session, now in
            let batchID = try RegistryStore.ensure(
                IntakeBatch(
                    organization: organization, key: batch, origin: origin, person: person, caseNumber: caseNumber),
                session, now: now
            ).batch.id
            if let known = try session.row("SELECT * FROM page WHERE hash = $1", [.text(hash)]) {
                let page = try RegistryStore.page(known)
                try RegistryStore.note(page: page.id, isNew: false, number: number, in: batchID, session, now: now)
                return (page, false)
            }
            let row = try session.rows(
                """
                INSERT INTO page (organization, hash, name, origin, batch, caseNumber, takenAt)
                VALUES ($1, $2, $3, $4, $5, $6, $7) RETURNING *
                """,
                [
                    .text(organization), .text(hash), .text(name), .text(origin.rawValue), .text(batch),
                    .optional(caseNumber), .integer(now),
                ])
            guard let first = row.first else { throw RowFault(column: "page") }
            let page = try RegistryStore.page(first)
            try RegistryStore.note(page: page.id, isNew: true, number: number, in: batchID, session, now: now)
            try RegistryStore.enqueue(page: page.id, organization: organization, batch: batch, session, now: now)
            try RegistryStore.audit(
                session, at: now, person: person, action: "page.add", subject: "page:\(page.id)",
                content: ["hash": hash, "origin": origin.rawValue])
            return (page, true)
        }
    }

    public func page(_ id: Int64) async throws(IntakeError) -> IntakePage {
        try await read { session in
            guard let row = try session.row("SELECT * FROM page WHERE id = $1", [.integer(id)]) else {
                throw RegistryStore.missing("page \(id)")
            }
            return try RegistryStore.page(row)
        }
    }

    /// What was read on a page last; `nil` before it was read.
    public func reading(ofPage id: Int64) async throws(IntakeError) -> FileReading? {
        try await read { session in
            try session.row("SELECT content FROM reading WHERE page = $1 ORDER BY id DESC LIMIT 1", [.integer(id)])
                .map { try CanonicalJSON.value(try $0.text("content")) }
        }
    }

    /// How often a page was read: once, whatever happened to whoever read it.
    public func readingCount(ofPage id: Int64) async throws(IntakeError) -> Int {
        try await read { session in
            Int(try session.row("SELECT COUNT(*) AS n FROM reading WHERE page = $1", [.integer(id)])?.integer("n") ?? 0)
        }
    }

    /// Writes the reading and its papers and ends the job, if the lease is still the owner's; answers whether it was.
    public func completeJob(_ job: ReadingJob, owner: String, reading: FileReading, engines: String)
        async throws(IntakeError) -> Bool
    {
        let aside = RegistryStore.aside(reading)
        // What sets a page aside is part of the batch's history and of the audit chain.
        return try await write(aside == nil ? .shared : .ordered) { session, now in
            let mine = try session.execute(
                "UPDATE job SET state = 'done', leaseUntil = NULL WHERE id = $1 AND owner = $2 AND state = 'leased'",
                [.integer(job.id), .text(owner)])
            guard mine == 1 else { return false }
            try session.execute(
                "INSERT INTO reading (page, content, engines, createdAt) VALUES ($1, $2, $3, $4)",
                [.integer(job.page), .text(try CanonicalJSON.text(reading)), .text(engines), .integer(now)])
            let worker = owner
            let (owner, settings) = try RegistryStore.owner(ofPage: job.page, session)
            try RegistryStore.noteLooks(job.page, reading, organization: owner, session, now: now)
            if let aside {
                try RegistryStore.setAside(page: job.page, as: aside, by: "worker:" + worker, session, now: now)
            }
            let meant = try RegistryStore.meantInside(reading, page: job.page, organization: owner, session)
            var paper = 0
            for page in reading.pages {
                for document in page.documents where document.documentType != .blank {
                    let id = try RegistryStore.insert(
                        document, page: job.page, organization: owner, sheet: page.page,
                        thresholds: settings.thresholds, session, now: now)
                    if let own = meant[page.page] { try RegistryStore.set(meantCase: own, ofDocument: id, session) }
                    paper += 1
                    guard !Doubt.isDoubtful(document, settings.thresholds) else { continue }
                    try RegistryStore.drawSample(
                        id, hash: job.hash, paper: paper, share: settings.sampleShare, session, now: now)
                }
            }
            if let failure = reading.error { try RegistryStore.setAside(job.page, failure.message, session, now: now) }
            return true
        }
    }

    /// What reading says of a file whose pages are all blank, or all separator sheets.
    private static func aside(_ reading: FileReading) -> BatchEntry.Aside? {
        guard reading.error == nil, !reading.pages.isEmpty else { return nil }
        if reading.pages.allSatisfy({ $0.separator != nil }) { return .separator }
        let isBlank = reading.pages.allSatisfy { page in
            !page.documents.isEmpty && page.documents.allSatisfy { $0.documentType == .blank }
        }
        return isBlank ? .blank : nil
    }

    /// Gives a job back after a failure; the third failure puts the page before a person as unreadable.
    public func failJob(_ job: ReadingJob, owner: String, reason: FailureReport) async throws(IntakeError) {
        _ = try await write(.shared) { session, now in
            let last = job.attempt >= ReadingJob.tries
            let mine = try session.execute(
                "UPDATE job SET state = $1, reason = $2, leaseUntil = NULL WHERE id = $3 AND owner = $4 AND state = 'leased'",
                [.text(last ? "poisoned" : "queued"), .text(reason.code), .integer(job.id), .text(owner)])
            if mine == 1, last { try RegistryStore.setAside(job.page, reason.message, session, now: now) }
        }
    }

    /// Gives a job back that could not be begun, as if it had never been claimed.
    public func returnJob(_ job: ReadingJob, owner: String) async throws(IntakeError) {
        _ = try await write(.shared) { session, _ in
            try session.execute(
                """
                UPDATE job SET state = 'queued', leaseUntil = NULL, attempts = attempts - 1
                WHERE id = $1 AND owner = $2 AND state = 'leased'
                """, [.integer(job.id), .text(owner)])
        }
    }

    /// Whose page it is, and how papers are looked at there.
    private static func owner(
        ofPage page: Int64, _ session: any SQLSession
    ) throws -> (organization: String, settings: DeskSettings) {
        let owner = try session.row("SELECT organization FROM page WHERE id = $1", [.integer(page)])
        let organization = try owner?.text("organization") ?? ""
        return (organization, try settings(organization, session))
    }

    /// Puts a page that no process could read before a person.
    static func setAside(_ page: Int64, _ message: String, _ session: any SQLSession, now: Int64) throws {
        let reading = DocumentReading(
            documentType: .unknown, confidence: 0, region: Region(x: 0, y: 0, width: 0, height: 0),
            findings: [Finding(code: .pageIllegible, severity: .error, message: message)])
        try insert(
            reading, page: page, organization: try owner(ofPage: page, session).organization, sheet: nil,
            thresholds: .standard, session, now: now)
    }

    /// How many jobs are in each state.
    public func jobCounts() async throws(IntakeError) -> [ReadingJob.State: Int] {
        try await read { session in
            var counts: [ReadingJob.State: Int] = [:]
            for row in try session.rows("SELECT state, COUNT(*) AS number FROM job GROUP BY state", []) {
                if let state = ReadingJob.State(rawValue: try row.text("state")) {
                    counts[state] = Int(try row.integer("number"))
                }
            }
            return counts
        }
    }

    static func page(_ row: SQLRow) throws -> IntakePage {
        guard let origin = IntakePage.Origin(rawValue: try row.text("origin")) else { throw RowFault(column: "origin") }
        var page = IntakePage(
            id: try row.integer("id"), organization: try row.text("organization"), hash: try row.text("hash"),
            name: try row.text("name"), origin: origin, batch: try row.text("batch"),
            caseNumber: row.integerOrNull("caseNumber"), takenAt: try row.integer("takenAt"))
        page.turn = Int(try row.integer("turn"))
        page.isAside = try row.integer("aside") == 1
        return page
    }
}
