public import IntakeModel
public import Registry

/// Students and the import of rosters.
extension RegistryStore {
    /// What became of a roster's rows.
    public struct ImportResult: Sendable {
        public var imported = 0
        public var unchanged = 0
        /// Rows that contradict a student on record, or name an unknown school.
        public var conflicts: [StudentRoster.BadRow] = []
    }

    /// Takes in new students; never changes the key fields of one on record. Each row stands for itself.
    public func importRoster(
        _ roster: StudentRoster, organization: String, by person: String
    ) async throws(IntakeError) -> ImportResult {
        try await write { session, now in
            var result = ImportResult()
            for row in roster.rows {
                var owner = organization
                if let school = row.school {
                    guard
                        let known = try session.row(
                            "SELECT code FROM organization WHERE code = $1 OR name = $1", [.text(school)])
                    else {
                        result.conflicts.append(
                            StudentRoster.BadRow(number: row.number, column: "", reason: .rosterNoSchool.with(school)))
                        continue
                    }
                    owner = try known.text("code")
                }
                if let student = try RegistryStore.student(matching: row.fields, session) {
                    let differing = StudentField.keyFields.filter { field in
                        row.fields[field].map { $0 != student[field] } ?? false
                    }
                    if differing.isEmpty {
                        result.unchanged += 1
                    } else {
                        let names = differing.map(\.rawValue).joined(separator: ", ")
                        result.conflicts.append(
                            StudentRoster.BadRow(number: row.number, column: "", reason: .rosterConflict.with(names)))
                    }
                    continue
                }
                try RegistryStore.insert(
                    row.fields, organization: owner, state: .enrolled, origin: "roster", by: person, session, now: now)
                result.imported += 1
            }
            try RegistryStore.audit(
                session, at: now, person: person, action: "student.import", subject: "organization:" + organization,
                content: ["imported": String(result.imported), "conflicts": String(result.conflicts.count)])
            return result
        }
    }

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
                WHERE citizenID = $1 OR studentNumber = $1 OR name = $1 OR CAST(id AS TEXT) = $1 ORDER BY id
                """, [.text(text.uppercased())]
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

    static func student(matching fields: [StudentField: String], _ session: any SQLSession) throws -> Student? {
        try session.row(
            "SELECT * FROM student WHERE citizenID = $1 OR studentNumber = $2",
            [.optional(fields[.citizenID]), .optional(fields[.studentNumber])]
        ).map(student)
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
