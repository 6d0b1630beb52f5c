public import IntakeModel
internal import Registry

/// 疑似同一页: pages that look the same from afar and say the same. Forms of one kind look alike, so that what stands on them
/// has to agree, numbers included; a copy of a paper agrees as well, so that people are asked and nothing is left out.
extension RegistryStore {
    /// Differing comparisons, of 256, up to which two pictures may be of one sheet: as near are 83 to 100 of 100 scans of one
    /// sheet by a feeder, 58 to 83 by a glass (`scripts/bench twins`). Other fillings may be too, and say something else.
    private static let nearest = 40
    /// Pages of the organization that are looked at, newest first, and how old they may be (half a year), milliseconds.
    private static let looked: Int64 = 2000
    private static let oldest: Int64 = 183 * 86_400_000
    /// Values below this say nothing.
    private static let sure = 0.8
    private static let leastAgreeing = 4

    /// Pages that came before and may be the same sheet as this one, or came after it.
    public func twins(ofPage page: Int64) async throws(IntakeError) -> [Int64] {
        try await read { try RegistryStore.twins(page, $0) }
    }

    static func twins(_ page: Int64, _ session: any SQLSession) throws -> [Int64] {
        try session.rows(
            """
            SELECT other AS twin FROM pageTwin WHERE page = $1 UNION SELECT page AS twin FROM pageTwin WHERE other = $1
            ORDER BY twin
            """, [.integer(page)]
        ).map { try $0.integer("twin") }
    }

    /// Notes what a page that was just read looks like, and which pages it may be again.
    static func noteLooks(
        _ page: Int64, _ reading: FileReading, organization: String, _ session: any SQLSession, now: Int64
    ) throws {
        guard reading.pages.count == 1, let first = reading.pages.first else { return }
        if let separator = first.separator {
            try session.execute(
                "UPDATE page SET separator = $1 WHERE id = $2", [.text(separator.text), .integer(page)])
        }
        guard let fingerprint = first.fingerprint else { return }
        try session.execute(
            "UPDATE page SET fingerprint = $1 WHERE id = $2", [.text(fingerprint.text), .integer(page)])
        guard says(first.documents).count >= leastAgreeing else { return }
        let rows = try session.rows(
            """
            SELECT id, fingerprint FROM page WHERE organization = $1 AND takenAt >= $2 AND fingerprint IS NOT NULL
            AND id <> $3 ORDER BY takenAt DESC, id DESC LIMIT $4
            """, [.text(organization), .integer(now - oldest), .integer(page), .integer(looked)])
        for row in rows {
            guard let other = PageFingerprint(text: try row.text("fingerprint")),
                other.distance(to: fingerprint) <= nearest
            else { continue }
            let candidate = try row.integer("id")
            guard
                let text = try session.row(
                    "SELECT content FROM reading WHERE page = $1 ORDER BY id DESC LIMIT 1", [.integer(candidate)])?
                    .text("content")
            else { continue }
            let known: FileReading = try CanonicalJSON.value(text)
            guard let earlier = known.pages.first, agree(first.documents, earlier.documents) else { continue }
            try session.execute(
                "INSERT INTO pageTwin (page, other, createdAt) VALUES ($1, $2, $3) ON CONFLICT (page, other) DO NOTHING",
                [.integer(page), .integer(candidate), .integer(now)])
        }
    }

    /// The same papers with the same sure values, a number or name and birth date among them, and none that differ.
    private static func agree(_ one: [DocumentReading], _ other: [DocumentReading]) -> Bool {
        guard one.map(\.documentType) == other.map(\.documentType), one.map(\.rows.count) == other.map(\.rows.count)
        else { return false }
        let (left, right) = (says(one), says(other))
        var same: Set<String> = []
        for (key, value) in left {
            guard let read = right[key] else { continue }
            guard read == value else { return false }
            same.insert(key)
        }
        func names(_ key: FieldKey) -> Bool { same.contains { $0.hasSuffix("/" + key.rawValue) } }
        return same.count >= leastAgreeing && same.count * 5 >= max(left.count, right.count) * 4
            && (names(.citizenID) || names(.studentNumber) || names(.name) && names(.birthDate))
    }

    /// What papers say with certainty, by paper, row and field.
    private static func says(_ documents: [DocumentReading]) -> [String: String] {
        var said: [String: String] = [:]
        for (index, document) in documents.enumerated() {
            for (row, fields) in ([document.fields] + document.rows).enumerated() {
                for (key, field) in fields {
                    guard let value = field.value, !value.isEmpty, field.confidence >= sure else { continue }
                    said["\(index)/\(row)/\(key.rawValue)"] = value
                }
            }
        }
        return said
    }
}
