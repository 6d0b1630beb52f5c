public import IntakeModel
internal import Registry

/// The organizations around a matter, and the terms that hold for them.
extension RegistryStore {
    /// Whether `code` is `over` or lies under it.
    public func isUnder(_ code: String, _ over: String) async throws(IntakeError) -> Bool {
        try await read { try RegistryStore.tree([code], $0).isUnder(code, over) }
    }

    /// Milliseconds since 1970 by this store's clock.
    public var moment: Int64 { now() }

    /// The day in China by this store's clock.
    public var today: CalendarDate { CalendarDate(milliseconds: now()) }

    /// These organizations and everything above them.
    static func tree(_ codes: [String], _ session: any SQLSession) throws -> OrganizationTree {
        guard !codes.isEmpty else { return OrganizationTree() }
        let marks = codes.indices.map { "$\($0 + 1)" }.joined(separator: ", ")
        let rows = try session.rows(
            """
            WITH RECURSIVE line(code) AS (
                SELECT code FROM organization WHERE code IN (\(marks))
                UNION SELECT o.parent FROM organization o JOIN line l ON o.code = l.code WHERE o.parent IS NOT NULL)
            SELECT o.* FROM organization o JOIN line ON line.code = o.code
            """, codes.map(SQLValue.text))
        return OrganizationTree(try rows.map(organization))
    }

    /// Codes of an organization and all under it where they are few, so that an engine sees that it had better ask its
    /// indexes for each; `nil` where they are many.
    static func fewCodes(under organization: String, _ session: any SQLSession) throws -> [String]? {
        let most = 30
        let codes = try session.rows(
            below + " SELECT code FROM below LIMIT $2", [.text(organization), .integer(Int64(most + 1))]
        ).map { try $0.text("code") }
        return codes.count <= most ? codes : nil
    }

    /// Starts of terms set for any of these organizations, newest first.
    static func terms(_ codes: [String], _ session: any SQLSession) throws -> [CalendarDate] {
        guard !codes.isEmpty else { return [] }
        let marks = codes.indices.map { "$\($0 + 1)" }.joined(separator: ", ")
        return try session.rows(
            "SELECT DISTINCT startsOn FROM term WHERE organization IN (\(marks)) ORDER BY startsOn DESC LIMIT 20",
            codes.map(SQLValue.text)
        ).compactMap { CalendarDate(iso: try $0.text("startsOn")) }
    }
}
