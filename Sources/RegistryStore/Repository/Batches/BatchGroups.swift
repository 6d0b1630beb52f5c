internal import IntakeModel
internal import Registry

/// 分隔: which case the pages of a batch are meant for, by the separator sheets between them.
extension RegistryStore {
    /// A sheet holds until the next one, and never beyond the batch in which it came: pages of a batch that was merged into
    /// this one are for their own batch's case again.
    static func regroup(_ id: Int64, _ session: any SQLSession) throws {
        var origin: Int64?
        var own: Int64?
        var meant: Int64?
        for entry in try entries(id, session) {
            if entry.origin != origin {
                origin = entry.origin
                let batch = try session.row("SELECT * FROM batch WHERE id = $1", [.integer(entry.origin)])
                own = batch?.integerOrNull("caseNumber")
                meant = own
            }
            if entry.aside == .separator {
                meant = try caseOf(separator: entry.page, session) ?? own
            } else if entry.isNew {
                try session.execute(
                    """
                    UPDATE page SET caseNumber = $1 WHERE id = $2
                    AND COALESCE(caseNumber, 0) <> COALESCE(CAST($1 AS BIGINT), 0)
                    """, [.optional(meant), .integer(entry.page)])
            }
        }
    }

    private static func caseOf(separator page: Int64, _ session: any SQLSession) throws -> Int64? {
        guard let row = try session.row("SELECT organization, separator FROM page WHERE id = $1", [.integer(page)]),
            let text = row.textOrNull("separator"), let separator = Separator(text: text)
        else { return nil }
        return try caseOf(separator, at: try row.text("organization"), session)
    }

    /// Which case each page of a file is meant for by the separator sheets inside the file, by the page's number: its own,
    /// or that of its batch, where the sheet is for none. Pages before the first sheet are not among them: they are where
    /// the file stands. A sheet inside a file holds to its end and not beyond.
    static func meantInside(
        _ reading: FileReading, page: Int64, organization: String, _ session: any SQLSession
    ) throws -> [Int: Int64?] {
        guard reading.pages.contains(where: { $0.separator != nil }) else { return [:] }
        let own = try session.row(
            """
            SELECT b.caseNumber FROM batchEntry e JOIN batch b ON b.id = e.origin WHERE e.page = $1 ORDER BY e.id LIMIT 1
            """, [.integer(page)])?.integerOrNull("caseNumber")
        var meant: [Int: Int64?] = [:]
        var current: Int64??
        for page in reading.pages {
            if let separator = page.separator {
                current = .some(try caseOf(separator, at: organization, session) ?? own)
            } else if let current {
                meant.updateValue(current, forKey: page.page)
            }
        }
        return meant
    }

    /// Only when the page's own organization has that case.
    private static func caseOf(
        _ separator: Separator, at organization: String, _ session: any SQLSession
    ) throws -> Int64? {
        guard let number = separator.caseNumber, organization == separator.organization else { return nil }
        return try session.row(
            "SELECT number FROM matter WHERE number = $1 AND organization = $2",
            [.integer(number), .optional(separator.organization)])?.integer("number")
    }

    /// Sets a page aside wherever it stands, since reading found that it is a separator sheet or blank.
    static func setAside(
        page: Int64, as aside: BatchEntry.Aside, by person: String, _ session: any SQLSession, now: Int64
    ) throws {
        let places = try session.rows(
            """
            SELECT p.batch FROM batchPlace p JOIN batchEntry e ON e.id = p.entry WHERE e.page = $1 AND p.aside IS NULL
            ORDER BY p.batch
            """, [.integer(page)])
        for batch in Set(try places.map { try $0.integer("batch") }).sorted() {
            var after = try self.places(batch, session)
            let standing = try entries(batch, session).filter { $0.page == page && $0.aside == nil }.map(\.id)
            for index in after.indices where standing.contains(after[index].entry) { after[index].aside = aside }
            try arrange(
                [String(batch): after], .aside, batch: batch, detail: aside.rawValue, by: person, session, now: now)
        }
    }

    /// A page that was taken for blank and is not: a person says what it is.
    static func askWhatItIs(pages: [Int64], _ session: any SQLSession, now: Int64) throws {
        for page in pages {
            let read = try session.row("SELECT id FROM reading WHERE page = $1 LIMIT 1", [.integer(page)])
            let known = try session.row("SELECT id FROM document WHERE page = $1 LIMIT 1", [.integer(page)])
            guard read != nil, known == nil,
                let row = try session.row("SELECT organization FROM page WHERE id = $1", [.integer(page)])
            else { continue }
            try insert(
                DocumentReading(documentType: .unknown, confidence: 0, region: Region(x: 0, y: 0, width: 0, height: 0)),
                page: page, organization: try row.text("organization"), sheet: nil, thresholds: .standard, session,
                now: now)
        }
    }
}
