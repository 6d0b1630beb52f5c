public import IntakeModel
public import Registry

/// Cases as they stand, with everything that rules look at.
extension RegistryStore {
    public func caseFile(_ number: Int64) async throws(IntakeError) -> CaseFile {
        let today = CalendarDate(milliseconds: now())
        return try await read { try RegistryStore.caseFile(number, $0, today: today) }
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
                    person: try row.text("person"), at: try row.integer("createdAt"), due: try RegistryStore.due(row))
            }
        }
    }

    /// Who judges a case: the pack it runs under.
    public func judge(_ matter: IntakeCase) throws(IntakeError) -> CaseJudge { try judge(pack: matter.pack) }

    public func judge(pack name: String) throws(IntakeError) -> CaseJudge {
        guard let pack = library[name] else {
            throw IntakeError(
                "rules.unknown-pack", .packUnknown.with(name),
                remedy: .packUnknownRemedy.with(library.packs.map(\.id).joined(separator: "、")), exit: .usage)
        }
        return CaseJudge(pack: pack, calendar: library.calendar)
    }

    // MARK: Inside a transaction

    static func caseFile(_ number: Int64, _ session: any SQLSession, today: CalendarDate) throws -> CaseFile {
        let matter = try matter(number, session)
        let student = try matter.student.map { try Self.student(id: $0, session) }
        let evidence = try session.rows(
            "SELECT * FROM evidence WHERE caseNumber = $1 ORDER BY id", [.integer(number)]
        ).map { row in
            EvidenceItem(
                id: try row.integer("id"), kind: try row.text("kind"), page: try row.integer("page"),
                hash: try row.text("hash"),
                document: try row.integerOrNull("document").map { try document($0, session) },
                isOriginal: try row.integer("isOriginal") == 1, keptAt: row.textOrNull("keptAt"),
                supersedes: row.integerOrNull("supersedes"), reason: row.textOrNull("reason"),
                person: row.textOrNull("person"))
        }
        var codes = [matter.organization, matter.releasingSchool, matter.receivingSchool, student?.organization]
            .compactMap(\.self)
        codes += ComplaintRouting.schools(matter)
        let tree = try tree(Array(Set(codes)).sorted(), session)
        return CaseFile(
            matter: matter, student: student, evidence: evidence, organizations: tree,
            history: try matter.student.map { try history($0, session) } ?? [],
            terms: try terms(tree.line(of: student?.organization ?? matter.organization).map(\.code), session),
            conflicts: try conflicts(matter, student, evidence, session), today: today)
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
            student: row.integerOrNull("student"), state: state, step: Int(try row.integer("step")),
            field: row.textOrNull("field").flatMap(StudentField.init), oldValue: row.textOrNull("oldValue"),
            newValue: row.textOrNull("newValue"), releasingSchool: row.textOrNull("releasingSchool"),
            receivingSchool: row.textOrNull("receivingSchool"), openedBy: try row.text("openedBy"),
            submittedBy: row.textOrNull("submittedBy"), openedAt: try row.integer("openedAt"),
            submittedAt: row.integerOrNull("submittedAt"), pack: try row.text("pack"),
            details: try CanonicalJSON.value(try row.text("details")), turnAt: row.integerOrNull("turnAt"),
            due: try RegistryStore.due(row))
    }

    static func due(_ row: SQLRow) throws -> DueDate? {
        try row.textOrNull("dueOn").flatMap { CalendarDate(iso: $0) }.map {
            DueDate(day: $0, isProvisional: try row.integer("dueIsProvisional") == 1)
        }
    }

    static var notAllowed: IntakeError {
        IntakeError("case.not-allowed", .notAllowedForRole, remedy: .caseNotYourTurnRemedy, exit: .notAllowed)
    }

    static func wrongState(_ matter: IntakeCase) -> IntakeError {
        IntakeError(
            "case.wrong-state", .caseWrongState.with(String(matter.number), matter.state.rawValue),
            remedy: .caseWrongStateRemedy, exit: .busy)
    }

    /// A refusal that names every article.
    static func refusal(
        _ code: String, _ template: Phrase, _ number: Int64, _ objections: [Objection], _ judge: CaseJudge,
        remedy: Phrase
    )
        -> IntakeError
    {
        func list(_ language: Language) -> String {
            objections.map { "\n  · " + $0.message.text(language) + "〔" + judge.pack.article($0.rule) + "〕" }.joined()
        }
        return IntakeError(
            code,
            Phrase(
                template.with(String(number), list(.chinese)).text(.chinese),
                template.with(String(number), list(.english)).text(.english)),
            remedy: remedy, exit: .notAllowed)
    }
}
