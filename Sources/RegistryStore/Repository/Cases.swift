public import IntakeModel
public import Registry

/// Opening cases, attaching evidence, and looking at them.
extension RegistryStore {
    /// What a new case is about.
    public struct NewCase: Sendable {
        public var kind: CaseKind
        public var student: Int64
        public var field: StudentField?
        public var newValue: String?
        public var receivingSchool: String?

        public init(
            kind: CaseKind, student: Int64, field: StudentField? = nil, newValue: String? = nil,
            receivingSchool: String? = nil
        ) {
            self.kind = kind
            self.student = student
            self.field = field
            self.newValue = newValue
            self.receivingSchool = receivingSchool
        }
    }

    /// Opens a case; a student has at most one case of a kind under way.
    public func openCase(_ new: NewCase, by person: String) async throws(IntakeError) -> IntakeCase {
        try await write { session, now in
            let actor = try RegistryStore.person(person, session)
            guard actor.role == .schoolRegistrar || actor.role == .schoolLeader else { throw RegistryStore.notAllowed }
            guard new.kind.rules != nil else {
                throw IntakeError(
                    "case.kind", .caseKindNotYet.with(new.kind.rawValue), remedy: .caseKindNotYetRemedy, exit: .usage)
            }
            let student = try RegistryStore.student(id: new.student, session)
            if let other = try session.row(
                "SELECT number FROM matter WHERE student = $1 AND kind = $2 AND state IN ('open', 'submitted', 'returned')",
                [.integer(new.student), .text(new.kind.rawValue)])
            {
                throw IntakeError(
                    "case.already-open", .caseOpenAlready.with(String(try other.integer("number"))),
                    remedy: .caseOpenAlreadyRemedy, exit: .busy)
            }
            let starter = new.kind == .transferWithinCity ? new.receivingSchool ?? "" : student.organization
            guard actor.organization == starter else { throw RegistryStore.notAllowed }
            let row = try session.row(
                """
                INSERT INTO matter (organization, kind, student, state, step, field, oldValue, newValue,
                    releasingSchool, receivingSchool, openedBy, openedAt)
                VALUES ($1, $2, $3, 'open', 0, $4, $5, $6, $7, $8, $9, $10) RETURNING *
                """,
                [
                    .text(starter), .text(new.kind.rawValue), .integer(new.student), .optional(new.field?.rawValue),
                    .optional(new.field.flatMap { student[$0] }), .optional(new.newValue),
                    .optional(new.receivingSchool.map { _ in student.organization }), .optional(new.receivingSchool),
                    .text(person), .integer(now),
                ])
            guard let row else { throw RowFault(column: "matter") }
            let matter = try RegistryStore.matter(row)
            try RegistryStore.audit(
                session, at: now, person: person, action: "case.open", subject: "case:\(matter.number)",
                content: ["kind": new.kind.rawValue, "student": String(new.student)])
            return matter
        }
    }

    /// Attaches a page; `kind` names a paper that is not read by machine, such as `writtenApplication`.
    ///
    /// What the paper says otherwise than the case's other papers becomes findings on it, in `language`.
    public func attach(
        page id: Int64, toCase number: Int64, as kind: String?, by person: String, language: Language = .chinese
    ) async throws(IntakeError) {
        try await write { session, now in
            let matter = try RegistryStore.matter(number, session)
            let actor = try RegistryStore.person(person, session)
            guard actor.organization == matter.organization else { throw RegistryStore.notAllowed }
            guard matter.state == .open || matter.state == .returned else { throw RegistryStore.wrongState(matter) }
            guard let page = try session.row("SELECT * FROM page WHERE id = $1", [.integer(id)]) else {
                throw RegistryStore.missing("page \(id)")
            }
            let documents = try session.rows(
                "SELECT id, documentType FROM document WHERE page = $1 ORDER BY id", [.integer(id)])
            var items: [(kind: String, document: SQLValue)] = []
            if let kind {
                items = [(kind, .null)]
                // A person has said what this paper is; it need not wait for another to say so.
                try session.execute(
                    "UPDATE document SET status = 'verified' WHERE page = $1 AND documentType = 'unknown' AND status = 'pending'",
                    [.integer(id)])
            } else {
                items = try documents.map { (try $0.text("documentType"), .integer(try $0.integer("id"))) }
            }
            guard !items.isEmpty else {
                throw IntakeError("case.page-not-read", .attachNotRead.with(String(id)), remedy: .attachNotReadRemedy)
            }
            for item in items {
                let known = try session.row(
                    "SELECT id FROM evidence WHERE caseNumber = $1 AND page = $2 AND kind = $3",
                    [.integer(number), .integer(id), .text(item.kind)])
                guard known == nil else { continue }
                if case .integer(let document) = item.document {
                    try RegistryStore.compare(document, withCase: number, session, at: now, language: language)
                }
                try session.execute(
                    """
                    INSERT INTO evidence (caseNumber, kind, page, document, hash, person, createdAt)
                    VALUES ($1, $2, $3, $4, $5, $6, $7)
                    """,
                    [
                        .integer(number), .text(item.kind), .integer(id), item.document, .text(try page.text("hash")),
                        .text(person), .integer(now),
                    ])
                try RegistryStore.audit(
                    session, at: now, person: person, action: "case.attach", subject: "case:\(number)",
                    content: ["page": String(id), "kind": item.kind, "hash": try page.text("hash")])
            }
        }
    }

    public func caseFile(_ number: Int64) async throws(IntakeError) -> CaseFile {
        try await read { try RegistryStore.caseFile(number, $0) }
    }

    public func cases() async throws(IntakeError) -> [IntakeCase] {
        try await read { try $0.rows("SELECT * FROM matter ORDER BY number", []).map(RegistryStore.matter) }
    }

    public func decisions(ofCase number: Int64) async throws(IntakeError) -> [CaseDecision] {
        try await read { session in
            try session.rows("SELECT * FROM decision WHERE caseNumber = $1 ORDER BY id", [.integer(number)]).map {
                row in
                guard let outcome = DecisionOutcome(rawValue: try row.text("outcome")) else {
                    throw RowFault(column: "outcome")
                }
                return CaseDecision(
                    step: Int(try row.integer("step")), outcome: outcome, reason: row.textOrNull("reason"),
                    person: try row.text("person"), at: try row.integer("createdAt"))
            }
        }
    }

    /// Who must say yes, in order.
    public func steps(ofCase number: Int64) async throws(IntakeError) -> [ApprovalStep] {
        try await read { session in
            try RegistryStore.steps(try RegistryStore.matter(number, session), session)
        }
    }

    // MARK: Inside a transaction

    static func caseFile(_ number: Int64, _ session: any SQLSession) throws -> CaseFile {
        let matter = try matter(number, session)
        let evidence = try session.rows(
            "SELECT * FROM evidence WHERE caseNumber = $1 ORDER BY id", [.integer(number)]
        ).map { row in
            EvidenceItem(
                kind: try row.text("kind"), page: try row.integer("page"), hash: try row.text("hash"),
                document: try row.integerOrNull("document").map { try document($0, session) })
        }
        return CaseFile(matter: matter, student: try student(id: matter.student, session), evidence: evidence)
    }

    static func matter(_ number: Int64, _ session: any SQLSession) throws -> IntakeCase {
        guard let row = try session.row("SELECT * FROM matter WHERE number = $1", [.integer(number)]) else {
            throw missing("case \(number)")
        }
        return try matter(row)
    }

    static func matter(_ row: SQLRow) throws -> IntakeCase {
        guard let kind = CaseKind(rawValue: try row.text("kind")),
            let state = CaseState(rawValue: try row.text("state"))
        else { throw RowFault(column: "kind") }
        return IntakeCase(
            number: try row.integer("number"), kind: kind, organization: try row.text("organization"),
            student: try row.integer("student"), state: state, step: Int(try row.integer("step")),
            field: row.textOrNull("field").flatMap(StudentField.init), oldValue: row.textOrNull("oldValue"),
            newValue: row.textOrNull("newValue"), releasingSchool: row.textOrNull("releasingSchool"),
            receivingSchool: row.textOrNull("receivingSchool"), openedBy: try row.text("openedBy"),
            submittedBy: row.textOrNull("submittedBy"), openedAt: try row.integer("openedAt"),
            submittedAt: row.integerOrNull("submittedAt"))
    }

    static func steps(_ matter: IntakeCase, _ session: any SQLSession) throws -> [ApprovalStep] {
        var superiors: [String: String] = [:]
        for row in try session.rows("SELECT code, parent FROM organization WHERE parent IS NOT NULL", []) {
            superiors[try row.text("code")] = try row.text("parent")
        }
        return matter.kind.rules?.steps(matter) { superiors[$0] } ?? []
    }

    static var notAllowed: IntakeError {
        IntakeError("case.not-allowed", .notAllowedForRole, remedy: .caseNotYourTurnRemedy, exit: .notAllowed)
    }

    static func wrongState(_ matter: IntakeCase) -> IntakeError {
        IntakeError(
            "case.wrong-state", .caseWrongState.with(String(matter.number), matter.state.rawValue),
            remedy: .caseWrongStateRemedy, exit: .busy)
    }
}
