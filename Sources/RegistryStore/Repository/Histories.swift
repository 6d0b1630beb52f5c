public import IntakeModel
public import Registry

/// What happened to a student, and where every value of a record comes from.
extension RegistryStore {
    public func history(ofStudent id: Int64) async throws(IntakeError) -> [StudentEvent] {
        try await read { try RegistryStore.history(id, $0) }
    }

    /// Every change of a student's values, newest first, each with the papers, decisions and audit entries behind it.
    public func provenance(ofStudent id: Int64, field: StudentField? = nil) async throws(IntakeError)
        -> [ValueProvenance]
    {
        let today = CalendarDate(milliseconds: now())
        let changes = try await read { session in
            try session.rows(
                """
                SELECT * FROM fieldChange WHERE student = $1 AND (CAST($2 AS TEXT) IS NULL OR field = $2)
                ORDER BY id DESC
                """, [.integer(id), .optional(field?.rawValue)]
            ).map(RegistryStore.fieldChange)
        }
        var found: [ValueProvenance] = []
        for change in changes {
            guard let number = change.caseNumber else {
                found.append(ValueProvenance(change: change, proofs: [], decisions: [], auditEntries: []))
                continue
            }
            let file = try await read { try RegistryStore.caseFile(number, $0, today: today) }
            found.append(
                ValueProvenance(
                    change: change, proofs: file.valid.map { ValueProvenance.Proof($0, field: change.field) },
                    decisions: try await decisions(ofCase: number),
                    auditEntries: try await auditEntries(subject: "case:\(number)").map(\.sequence)))
        }
        return found
    }

    static func history(_ student: Int64, _ session: any SQLSession) throws -> [StudentEvent] {
        try session.rows("SELECT * FROM studentEvent WHERE student = $1 ORDER BY id", [.integer(student)]).map { row in
            guard let kind = StudentEvent.Kind(rawValue: try row.text("kind")) else { throw RowFault(column: "kind") }
            return StudentEvent(
                student: student, kind: kind, day: try row.text("day"), until: row.textOrNull("until"),
                gradeBefore: row.textOrNull("gradeBefore"), gradeAfter: row.textOrNull("gradeAfter"),
                caseNumber: row.integerOrNull("caseNumber"))
        }
    }

    static func record(_ event: StudentEvent, _ session: any SQLSession, now: Int64) throws {
        try session.execute(
            """
            INSERT INTO studentEvent (student, kind, day, until, gradeBefore, gradeAfter, caseNumber, createdAt)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
            """,
            [
                .integer(event.student), .text(event.kind.rawValue), .text(event.day), .optional(event.until),
                .optional(event.gradeBefore), .optional(event.gradeAfter), .optional(event.caseNumber), .integer(now),
            ])
    }

    static func record(_ change: FieldChange, _ session: any SQLSession) throws {
        try session.execute(
            """
            INSERT INTO fieldChange (student, field, valueBefore, valueAfter, origin, caseNumber, person, createdAt)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
            """,
            [
                .integer(change.student), .text(change.field.rawValue), .optional(change.before),
                .optional(change.after), .text(change.origin), .optional(change.caseNumber), .text(change.person),
                .integer(change.at),
            ])
    }

    static func fieldChange(_ row: SQLRow) throws -> FieldChange {
        guard let field = StudentField(rawValue: try row.text("field")) else { throw RowFault(column: "field") }
        return FieldChange(
            student: try row.integer("student"), field: field, before: row.textOrNull("valueBefore"),
            after: row.textOrNull("valueAfter"), origin: try row.text("origin"),
            caseNumber: row.integerOrNull("caseNumber"), person: try row.text("person"),
            at: try row.integer("createdAt"))
    }
}
