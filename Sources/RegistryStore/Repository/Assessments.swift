public import IntakeModel
public import Registry

/// 考核 figures (R19-1, R08-1) and the comparison of a school's roll with the register.
extension RegistryStore {
    /// Figures of an organization and each one under it, over the days `from`…`through`.
    public func assessments(under code: String, from: CalendarDate, through: CalendarDate)
        async throws(IntakeError) -> [Assessment]
    {
        let calendar = library.calendar
        return try await read { session in
            let members = try session.rows(
                RegistryStore.below
                    + " SELECT o.* FROM organization o JOIN below ON below.code = o.code ORDER BY o.code",
                [.text(code)]
            ).map(RegistryStore.organization)
            let span = [SQLValue.integer(from.beginning), .integer((through.adding(days: 1) ?? through).beginning)]
            let days = calendar.workingDays(after: from.adding(days: -1) ?? from, through: through)
            return try members.filter { !$0.isExternal }.map { member in
                var figures = Assessment(organization: member.code, name: member.name)
                for row in try session.rows(
                    "SELECT * FROM decision WHERE organization = $1 AND createdAt >= $2 AND createdAt < $3",
                    [.text(member.code)] + span)
                {
                    figures.decisions += 1
                    if try row.text("outcome") == DecisionOutcome.returned.rawValue { figures.returned += 1 }
                    guard let due = try RegistryStore.due(row) else { continue }
                    figures.timed += 1
                    if CalendarDate(milliseconds: try row.integer("createdAt")).iso <= due.iso { figures.inTime += 1 }
                }
                try RegistryStore.count(&figures, span, session)
                let registrars = try session.row(
                    "SELECT COUNT(*) AS n FROM person WHERE organization = $1 AND role LIKE '%Registrar'",
                    [.text(member.code)])
                figures.workingDays = days * Int(try registrars?.integer("n") ?? 0)
                let signIns = try session.row(
                    """
                    SELECT COUNT(*) AS n FROM signIn i JOIN person p ON p.id = i.person
                    WHERE p.organization = $1 AND p.role LIKE '%Registrar' AND i.day >= $2 AND i.day <= $3
                    """, [.text(member.code), .text(from.iso), .text(through.iso)])
                figures.signIns = Int(try signIns?.integer("n") ?? 0)
                return figures
            }
        }
    }

    private static func count(_ figures: inout Assessment, _ span: [SQLValue], _ session: any SQLSession) throws {
        let closed = try session.row(
            """
            SELECT COUNT(*) AS n, COUNT(CASE WHEN NOT EXISTS (
                SELECT 1 FROM evidence e WHERE e.caseNumber = m.number AND e.keptAt IS NULL AND NOT EXISTS (
                    SELECT 1 FROM archive a WHERE a.evidence = e.id)) THEN 1 END) AS kept
            FROM matter m WHERE m.organization = $1 AND m.closedAt >= $2 AND m.closedAt < $3
            AND m.state IN ('approved', 'finished')
            """, [.text(figures.organization)] + span)
        figures.closed = Int(try closed?.integer("n") ?? 0)
        figures.fullyKept = Int(try closed?.integer("kept") ?? 0)
        for row in try session.rows(
            """
            SELECT name, sex, birthDate, citizenID, studentNumber, photographedOn FROM student
            WHERE organization = $1 AND state IN ('enrolled', 'suspended', 'droppedOut')
            """, [.text(figures.organization)])
        {
            figures.onRoll += 1
            if row.textOrNull("photographedOn") != nil { figures.photographed += 1 }
            guard let id = row.textOrNull("citizenID").flatMap({ CitizenID($0) }), id.hasValidCheckCharacter,
                row.textOrNull("birthDate") == id.birthDate?.iso, row.textOrNull("sex") == id.sex.rawValue,
                row.textOrNull("studentNumber") != nil
            else { continue }
            figures.consistent += 1
        }
    }

    /// Holds a school's roll against the register (R06-1, R22-1, R22-5).
    public func compareRoll(_ roll: StudentRoster, school: String) async throws(IntakeError) -> RollComparison {
        try await read { session in
            var comparison = RollComparison()
            var seen: [Int64: Int] = [:]
            var declared: [String: Int] = [:]
            for row in roll.rows {
                declared[(row.fields[.grade] ?? "") + (row.fields[.className] ?? ""), default: 0] += 1
                guard let student = try RegistryStore.student(matching: row.fields, session), student.state.isOnRoll
                else {
                    comparison.missing.append(row.number)
                    continue
                }
                if seen[student.id] != nil { comparison.twice.append(row.number) }
                seen[student.id] = row.number
                if student.organization != school { comparison.elsewhere.append(row.number) }
            }
            var registered: [String: Int] = [:]
            for row in try session.rows(
                """
                SELECT id, grade, className FROM student
                WHERE organization = $1 AND state IN ('enrolled', 'suspended', 'droppedOut') ORDER BY id
                """, [.text(school)])
            {
                registered[(row.textOrNull("grade") ?? "") + (row.textOrNull("className") ?? ""), default: 0] += 1
                let id = try row.integer("id")
                if seen[id] == nil { comparison.extra.append(id) }
            }
            for name in Set(declared.keys).union(registered.keys) where declared[name] != registered[name] {
                comparison.classes[name] = [declared[name] ?? 0, registered[name] ?? 0]
            }
            return comparison
        }
    }
}
