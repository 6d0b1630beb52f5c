public import IntakeModel
public import Registry

/// Taking rosters in, or trying out what taking one in would do.
extension RegistryStore {
    /// What became of a roster's rows, or would.
    public struct ImportResult: Sendable {
        /// 新增: rows that are new students.
        public var imported = 0
        public var unchanged = 0
        /// 变更: rows that change other than key fields of a student on record.
        public var changed: [RosterDifference] = []
        /// Rows that contradict a student on record, or name an unknown school.
        public var conflicts: [StudentRoster.BadRow] = []
        /// The contradictions field by field.
        public var conflicting: [RosterDifference] = []
    }

    /// One field of one row that says otherwise than the record.
    public struct RosterDifference: Sendable, Hashable, Encodable {
        public let row: Int
        public let field: StudentField
        public let before: String?
        public let after: String
    }

    /// Takes in new students and changes of other than key fields; never changes key fields, which need a case, nor
    /// moves a student to another school. Each row stands for itself; an empty cell changes nothing.
    ///
    /// With `dryRun` the same is done and undone again, so that it says exactly what would be done.
    public func importRoster(
        _ roster: StudentRoster, organization: String, by person: String, dryRun: Bool = false
    ) async throws(IntakeError) -> ImportResult {
        let moment = now()
        do {
            return try await database.write(.ordered) { session in
                let result = try RegistryStore.take(roster, organization, session, now: moment, by: person)
                if dryRun { throw Undone(result: result) }
                return result
            }
        } catch let undone as Undone {
            return undone.result
        } catch {
            throw RegistryStore.explain(error)
        }
    }

    /// Thrown to roll a dry run back.
    private struct Undone: Error { let result: ImportResult }

    private static func take(
        _ roster: StudentRoster, _ organization: String, _ session: any SQLSession, now: Int64, by person: String
    ) throws -> ImportResult {
        var result = ImportResult()
        for row in roster.rows {
            var school: String?
            if let named = row.school {
                let known = try session.rows(
                    "SELECT code FROM organization WHERE code = $1 OR name = $1", [.text(named)])
                guard known.count == 1 else {
                    let reason: Phrase = known.isEmpty ? .rosterNoSchool : .rosterSchoolAmbiguous
                    result.refuse(row, reason.with(named))
                    continue
                }
                school = try known[0].text("code")
            }
            let matches = try students(matching: row.fields, session)
            guard matches.count < 2 else {
                // The ID is one student's, the student number another's.
                result.refuse(row, .rosterTwoStudents)
                continue
            }
            guard let student = matches.first else {
                try insert(
                    row.fields, organization: school ?? organization, state: .enrolled, origin: "roster", by: person,
                    session, now: now)
                result.imported += 1
                continue
            }
            try compare(row, with: student, school: school, session, now: now, by: person, into: &result)
        }
        try audit(
            session, at: now, person: person, action: "student.import", subject: "organization:" + organization,
            content: [
                "imported": String(result.imported), "changed": String(result.changed.count),
                "conflicts": String(result.conflicts.count),
            ])
        return result
    }

    private static func compare(
        _ row: StudentRoster.Row, with student: Student, school: String?, _ session: any SQLSession, now: Int64,
        by person: String, into result: inout ImportResult
    ) throws {
        let differences = StudentField.allCases.compactMap { field -> RosterDifference? in
            guard let value = row.fields[field], value != student[field] else { return nil }
            return RosterDifference(row: row.number, field: field, before: student[field], after: value)
        }
        let key = differences.filter { StudentField.keyFields.contains($0.field) }
        guard key.isEmpty else {
            result.refuse(row, .rosterConflict.with(key.map(\.field.rawValue).joined(separator: ", ")))
            result.conflicting += key
            return
        }
        guard school == nil || school == student.organization else {
            result.refuse(row, .rosterOtherSchool.with(student.organization))
            return
        }
        guard !differences.isEmpty else {
            result.unchanged += 1
            return
        }
        // Column names come from the closed list of fields, never from input.
        let settings = differences.enumerated().map { "\($1.field.rawValue) = $\($0 + 3)" }.joined(separator: ", ")
        try session.execute(
            "UPDATE student SET changedAt = $1, \(settings) WHERE id = $2",
            [.integer(now), .integer(student.id)] + differences.map { .text($0.after) })
        for difference in differences {
            try record(
                FieldChange(
                    student: student.id, field: difference.field, before: difference.before, after: difference.after,
                    origin: "roster", caseNumber: nil, person: person, at: now), session)
        }
        result.changed += differences
    }
}

extension RegistryStore.ImportResult {
    fileprivate mutating func refuse(_ row: StudentRoster.Row, _ reason: Phrase) {
        conflicts.append(StudentRoster.BadRow(number: row.number, column: "", reason: reason))
    }
}
