public import IntakeModel
public import Registry

/// Students on record.
extension RegistryStore {
    /// By number of the record, student number, citizen ID or name; throws when several have the name.
    public func student(_ text: String) async throws(IntakeError) -> Student {
        let found = try await students(matching: text)
        guard let first = found.first else { throw RegistryStore.missing(text) }
        guard found.count == 1 else {
            throw IntakeError("student.ambiguous", .ambiguous.with(text), remedy: .notFoundRemedy, exit: .badInput)
        }
        return first
    }

    public func students(matching text: String) async throws(IntakeError) -> [Student] {
        try await read { session in
            try session.rows(
                """
                SELECT * FROM student
                WHERE citizenID = $1 OR studentNumber = $1 OR name = $1 OR id = $2 ORDER BY id LIMIT 50
                """, [.text(text.uppercased()), .optional(Int64(text))]
            ).map(RegistryStore.student)
        }
    }

    static func student(_ row: SQLRow) throws -> Student {
        var fields: [StudentField: String] = [:]
        for field in StudentField.allCases { fields[field] = row.textOrNull(field.rawValue) }
        guard let state = StudentState(rawValue: try row.text("state")) else { throw RowFault(column: "state") }
        return Student(
            id: try row.integer("id"), organization: try row.text("organization"), fields: fields, state: state,
            enteredOn: row.textOrNull("enteredOn"), graduatedOn: row.textOrNull("graduatedOn"),
            photographedOn: row.textOrNull("photographedOn"))
    }

    static func student(id: Int64, _ session: any SQLSession) throws -> Student {
        guard let row = try session.row("SELECT * FROM student WHERE id = $1", [.integer(id)]) else {
            throw missing(String(id))
        }
        return try student(row)
    }

    /// Who has this citizen ID or this student number: two students when they are not the same one's.
    static func students(matching fields: [StudentField: String], _ session: any SQLSession) throws -> [Student] {
        try session.rows(
            "SELECT * FROM student WHERE citizenID = $1 OR studentNumber = $2 ORDER BY id",
            [.optional(fields[.citizenID]), .optional(fields[.studentNumber])]
        ).map(student)
    }

    static func student(matching fields: [StudentField: String], _ session: any SQLSession) throws -> Student? {
        try students(matching: fields, session).first
    }

    /// Puts a student on record, with a row for every value that says where it comes from.
    @discardableResult
    static func insert(
        _ fields: [StudentField: String], organization: String, state: StudentState, origin: String, by person: String,
        _ session: any SQLSession, now: Int64
    ) throws -> Student {
        let columns = StudentField.allCases
        let names = columns.map(\.rawValue).joined(separator: ", ")
        let marks = columns.indices.map { "$\($0 + 4)" }.joined(separator: ", ")
        let row = try session.row(
            "INSERT INTO student (organization, changedAt, state, \(names)) VALUES ($1, $2, $3, \(marks)) RETURNING *",
            [.text(organization), .integer(now), .text(state.rawValue)] + columns.map { .optional(fields[$0]) })
        guard let row else { throw RowFault(column: "student") }
        let student = try student(row)
        for (field, value) in student.fields.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
            try record(
                FieldChange(
                    student: student.id, field: field, before: nil, after: value, origin: origin, caseNumber: nil,
                    person: person, at: now), session)
        }
        try record(
            StudentEvent(
                student: student.id, kind: .registered, day: CalendarDate(milliseconds: now).iso,
                gradeAfter: student[.grade]), session, now: now)
        return student
    }
}
