public import IntakeModel
public import Registry

/// 待归档: verified papers of the pool that are evidence on no case yet, and where they may belong.
extension RegistryStore {
    /// A verified paper that waits for its case.
    public struct UnfiledPaper: Sendable {
        public var document: IntakeDocument
        public var page: IntakePage
        /// Cases of students whom it names; what nothing speaks against comes first.
        public var proposals: [CaseProposal]
        /// Students on record whom it names.
        public var students: [Student]
    }

    /// Ledgers name several students, so that each may belong to several cases: so many of those that are on one already
    /// are looked at.
    private static let ledgersLookedAt: Int64 = 60

    /// In the order in which their pages came; how many there are in all, and the first `limit` of them.
    public func unfiledPapers(
        for person: String, limit: Int = 100
    ) async throws(IntakeError) -> (total: Int, papers: [UnfiledPaper]) {
        try await read { session in
            let organization = try RegistryStore.person(person, session).organization
            let waiting = try session.rows(
                """
                SELECT d.id FROM document d WHERE \(RegistryStore.isUnfiled) AND \(RegistryStore.isOnNoCase)
                ORDER BY d.page, d.id LIMIT $2
                """, [.text(organization), .integer(Int64(limit))]
            ).map { try self.unfiled(try $0.integer("id"), session) }
            let ledgers = try session.rows(
                """
                SELECT d.id FROM document d WHERE \(RegistryStore.isUnfiled) AND d.onCase = 1
                AND d.documentType IN ('transferLedger', 'changeLedger') ORDER BY d.page DESC, d.id DESC LIMIT $2
                """, [.text(organization), .integer(RegistryStore.ledgersLookedAt)]
            ).map { try self.unfiled(try $0.integer("id"), session) }.filter { !$0.proposals.isEmpty }
            let total = try RegistryStore.unfiledCount(of: organization, session)
            return (total + ledgers.count, waiting + ledgers.sorted { $0.document.id < $1.document.id })
        }
    }

    /// Papers of an organization that are on no case.
    public func unfiledCount(of organization: String) async throws(IntakeError) -> Int {
        try await read { try RegistryStore.unfiledCount(of: organization, $0) }
    }

    /// Cases that papers can be put on and that a search finds: by number, or by their student's name or numbers.
    public func openCases(
        matching text: String, for person: String, limit: Int = 8
    ) async throws(IntakeError) -> [IntakeCase] {
        try await read { session in
            let organization = try RegistryStore.person(person, session).organization
            return try session.rows(
                """
                SELECT m.* FROM matter m LEFT JOIN student s ON s.id = m.student
                WHERE m.organization = $1 AND m.\(CaseSearch.underWay) AND m.state IN ('open', 'returned')
                AND (m.number = $2 OR s.name = $3 OR s.citizenID = $4 OR s.studentNumber = $4)
                ORDER BY m.number DESC LIMIT $5
                """,
                [
                    .text(organization), .optional(Int64(text)), .text(text), .text(text.uppercased()),
                    .integer(Int64(limit)),
                ]
            ).map(RegistryStore.matter)
        }
    }

    /// What speaks against a paper's going to a case of the person's organization.
    public func filingDoubts(
        _ document: Int64, inCase number: Int64, for person: String
    ) async throws(IntakeError) -> [CaseProposal.Doubt] {
        try await read { session in
            let paper = try RegistryStore.fileable(document, RegistryStore.person(person, session), session)
            return try self.doubts(
                of: paper, in: try RegistryStore.matter(number, session),
                meant: try RegistryStore.meantCase(paper, session), session)
        }
    }

    // MARK: Inside a transaction

    /// A paper of the actor's own organization; throws `desk.foreign` for others'.
    static func fileable(_ id: Int64, _ actor: Person, _ session: any SQLSession) throws -> IntakeDocument {
        let document = try document(id, session)
        guard document.organization == actor.organization else { throw foreign }
        return document
    }

    /// The case that a paper `d` on a page `p` is meant for: by a separator sheet inside its file, else as its page stands.
    static let meant = "NULLIF(COALESCE(d.meantCase, p.caseNumber), 0)"

    static func meantCase(_ document: IntakeDocument, _ session: any SQLSession) throws -> Int64? {
        try session.row(
            "SELECT \(meant) AS meant FROM document d JOIN page p ON p.id = d.page WHERE d.id = $1",
            [.integer(document.id)])?.integerOrNull("meant")
    }

    static func set(meantCase: Int64?, ofDocument id: Int64, _ session: any SQLSession) throws {
        try session.execute(
            "UPDATE document SET meantCase = $1 WHERE id = $2", [.integer(meantCase ?? 0), .integer(id)])
    }

    private static let isUnfiled = """
        d.organization = $1 AND d.status = 'verified' AND \(isInPlace)
        AND NOT EXISTS (
            SELECT 1 FROM filing f WHERE f.document = d.id AND f.action = 'keepOut'
            AND NOT EXISTS (SELECT 1 FROM filing u WHERE u.undoes = f.id))
        """

    /// `onCase` leads to the few; the evidence itself has the last word, should both have been written at the same moment.
    private static let isOnNoCase = """
        d.onCase = 0
        AND NOT EXISTS (SELECT 1 FROM evidence e WHERE e.page = d.page AND (e.document = d.id OR e.document IS NULL))
        """

    /// Notes on the papers of a page whether they are evidence, alone or with the whole page.
    static func noteOnCase(page: Int64, _ session: any SQLSession) throws {
        try session.execute(
            """
            UPDATE document SET onCase = 1 - onCase WHERE page = $1 AND onCase <> CASE WHEN EXISTS (
                SELECT 1 FROM evidence e WHERE e.page = document.page
                AND (e.document = document.id OR e.document IS NULL)) THEN 1 ELSE 0 END
            """, [.integer(page)])
    }

    private static func unfiledCount(of organization: String, _ session: any SQLSession) throws -> Int {
        Int(
            try session.row(
                "SELECT COUNT(*) AS number FROM document d WHERE \(isUnfiled) AND \(isOnNoCase)",
                [.text(organization)])?.integer("number") ?? 0)
    }

    private func unfiled(_ id: Int64, _ session: any SQLSession) throws -> UnfiledPaper {
        let document = try RegistryStore.document(id, session)
        guard let row = try session.row("SELECT * FROM page WHERE id = $1", [.integer(document.page)]) else {
            throw RegistryStore.missing("page \(document.page)")
        }
        let page = try RegistryStore.page(row)
        let proposals = try proposals(
            for: document, hash: page.hash, meant: try RegistryStore.meantCase(document, session),
            of: document.organization, session)
        var students: [Student] = []
        for person in NamedPerson.all(in: document) {
            for student in try RegistryStore.students(named: person, session)
            where !students.contains(where: { $0.id == student.id }) { students.append(student) }
        }
        return UnfiledPaper(
            document: document, page: page,
            proposals: proposals.sorted { ($0.doubts.count, $0.caseNumber) < ($1.doubts.count, $1.caseNumber) },
            students: students)
    }
}
