public import IntakeModel
internal import Registry

/// Attaching papers to cases.
extension RegistryStore {
    /// What the clerk says of a paper that is attached.
    public struct Attachment: Sendable {
        public var page: Int64
        /// One paper of the page; `nil` for all that were read on it.
        public var document: Int64?
        /// A paper that is not read by machine, such as `writtenApplication`; `nil` for those that were read.
        public var kind: String?
        /// The clerk saw the original.
        public var isOriginal: Bool
        /// 纸质件存放处.
        public var keptAt: String?
        /// An item that this paper takes the place of, and why; the only way once a case is submitted.
        public var supersedes: Int64?
        public var reason: String?

        public init(
            page: Int64, document: Int64? = nil, kind: String? = nil, isOriginal: Bool = false, keptAt: String? = nil,
            supersedes: Int64? = nil, reason: String? = nil
        ) {
            self.page = page
            self.document = document
            self.kind = kind
            self.isOriginal = isOriginal
            self.keptAt = keptAt
            self.supersedes = supersedes
            self.reason = reason
        }
    }

    public func attach(
        page id: Int64, toCase number: Int64, as kind: String?, by person: String, language: Language = .chinese
    ) async throws(IntakeError) {
        try await attach(Attachment(page: id, kind: kind), toCase: number, by: person, language: language)
    }

    /// Attaches a page. What the paper says otherwise than the case's other papers becomes findings on it, in `language`.
    public func attach(
        _ attachment: Attachment, toCase number: Int64, by person: String, language: Language = .chinese
    ) async throws(IntakeError) {
        _ = try await write { session, now in
            try RegistryStore.attach(attachment, toCase: number, by: person, language: language, session, now: now)
        }
    }

    /// Answers the new items' numbers.
    @discardableResult
    static func attach(
        _ attachment: Attachment, toCase number: Int64, by person: String, language: Language,
        _ session: any SQLSession, now: Int64
    ) throws -> [Int64] {
        let matter = try RegistryStore.matter(number, session)
        let actor = try RegistryStore.person(person, session)
        guard actor.organization == matter.organization else { throw RegistryStore.notAllowed }
        let replaced = try RegistryStore.replaced(attachment, matter, session)
        guard matter.state == .open || matter.state == .returned || replaced != nil && matter.state == .submitted
        else { throw RegistryStore.wrongState(matter) }
        let id = attachment.page
        guard let page = try session.row("SELECT * FROM page WHERE id = $1", [.integer(id)]) else {
            throw RegistryStore.missing("page \(id)")
        }
        let items = try RegistryStore.items(attachment, session)
        var added: [Int64] = []
        for item in items {
            let known = try session.row(
                """
                SELECT id FROM evidence WHERE caseNumber = $1 AND page = $2 AND kind = $3
                AND COALESCE(document, 0) = COALESCE(CAST($4 AS BIGINT), 0)
                """, [.integer(number), .integer(id), .text(item.kind), item.document])
            guard known == nil else { continue }
            if case .integer(let document) = item.document {
                try RegistryStore.compare(document, withCase: number, session, at: now, language: language)
            }
            let row = try session.row(
                """
                INSERT INTO evidence (caseNumber, kind, page, document, hash, person, createdAt, sealed,
                    isOriginal, keptAt, supersedes, reason)
                VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) RETURNING id
                """,
                [
                    .integer(number), .text(item.kind), .integer(id), item.document, .text(try page.text("hash")),
                    .text(person), .integer(now), .integer(matter.state == .submitted ? 1 : 0),
                    .integer(attachment.isOriginal ? 1 : 0), .optional(attachment.keptAt), .optional(replaced),
                    .optional(attachment.reason),
                ])
            added.append(try row?.integer("id") ?? 0)
            try RegistryStore.noteOnCase(page: id, session)
            try RegistryStore.audit(
                session, at: now, person: person, action: replaced == nil ? "case.attach" : "case.supersede",
                subject: "case:\(number)",
                content: [
                    "page": String(id), "kind": item.kind, "hash": try page.text("hash"),
                    "supersedes": replaced.map(String.init) ?? "", "reason": attachment.reason ?? "",
                ])
        }
        return added
    }

    /// The item to be superseded, when one is named: of this case, not superseded before, with a reason.
    private static func replaced(
        _ attachment: Attachment, _ matter: IntakeCase, _ session: any SQLSession
    ) throws -> Int64? {
        guard let old = attachment.supersedes else { return nil }
        guard attachment.reason?.isEmpty == false else {
            throw IntakeError("case.reason", .supersedeNeedsReason, remedy: .caseNeedsReasonRemedy, exit: .usage)
        }
        let row = try session.row(
            "SELECT id FROM evidence WHERE id = $1 AND caseNumber = $2", [.integer(old), .integer(matter.number)])
        guard row != nil else { throw missing("evidence \(old)") }
        guard try session.row("SELECT id FROM evidence WHERE supersedes = $1", [.integer(old)]) == nil else {
            throw IntakeError(
                "case.superseded", .supersededAlready.with(String(old)), remedy: .caseWrongStateRemedy, exit: .busy)
        }
        return old
    }

    private static func items(
        _ attachment: Attachment, _ session: any SQLSession
    ) throws -> [(kind: String, document: SQLValue)] {
        if let kind = attachment.kind {
            guard EvidenceItem.presentKinds.contains(kind) else {
                throw IntakeError(
                    "case.evidence-kind", .evidenceKindUnknown.with(kind),
                    remedy: .evidenceKindRemedy.with(EvidenceItem.presentKinds.joined(separator: "、")), exit: .usage)
            }
            // A person has said what this paper is; it need not wait for another to say so.
            try session.execute(
                "UPDATE document SET status = 'verified' WHERE page = $1 AND documentType = 'unknown' AND status = 'pending'",
                [.integer(attachment.page)])
            return [(kind, .null)]
        }
        let documents = try session.rows(
            """
            SELECT id, documentType FROM document WHERE page = $1 AND (CAST($2 AS BIGINT) IS NULL OR id = $2) ORDER BY id
            """, [.integer(attachment.page), .optional(attachment.document)]
        ).map { (kind: try $0.text("documentType"), document: SQLValue.integer(try $0.integer("id"))) }
        guard !documents.isEmpty else {
            throw IntakeError(
                "case.page-not-read", .attachNotRead.with(String(attachment.page)), remedy: .attachNotReadRemedy)
        }
        return documents
    }
}
