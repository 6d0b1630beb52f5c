public import IntakeModel
public import Registry

/// What is late, for an organization and everything under it.
extension RegistryStore {
    /// Codes of an organization and of all under it.
    static let below = """
        WITH RECURSIVE below(code) AS (
            SELECT code FROM organization WHERE code = $1
            UNION SELECT o.code FROM organization o JOIN below b ON o.parent = b.code)
        """

    /// Steps past their day, the longest overdue first.
    public func overdue(under organization: String) async throws(IntakeError) -> [OverdueItem] {
        let today = CalendarDate(milliseconds: now())
        let calendar = library.calendar
        return try await read { session in
            // Many have the same day.
            var daysLate: [CalendarDate: Int] = [:]
            return try session.rows(
                RegistryStore.below + """
                     SELECT m.number, m.kind, m.turnOrganization, m.turnRole, m.dueOn, m.dueIsProvisional
                    FROM matter m JOIN below ON m.turnOrganization = below.code
                    WHERE m.\(CaseSearch.underWay) AND m.state = 'submitted' AND m.dueOn < $2 ORDER BY m.dueOn, m.number
                    """, [.text(organization), .text(today.iso)]
            ).compactMap { row in
                guard let kind = CaseKind(rawValue: try row.text("kind")),
                    let role = Role(rawValue: try row.text("turnRole")), let due = try RegistryStore.due(row),
                    let day = due.day
                else { return nil }
                let late = daysLate[day] ?? calendar.workingDays(after: day, through: today)
                daysLate[day] = late
                return OverdueItem(
                    number: try row.integer("number"), kind: kind, holder: try row.text("turnOrganization"),
                    role: role, due: due, daysLate: late)
            }
        }
    }

    /// Leaves that are over while the student is still on leave and no 复学 case is under way (R16-8).
    public func expiredLeaves(under organization: String) async throws(IntakeError) -> [ExpiredLeave] {
        let today = CalendarDate(milliseconds: now()).iso
        return try await read { session in
            try session.rows(
                RegistryStore.below + """
                     SELECT s.id, s.organization, MAX(e.until) AS until
                    FROM student s JOIN below ON s.organization = below.code
                    JOIN studentEvent e ON e.student = s.id AND e.kind = 'suspended'
                    WHERE s.state = 'suspended' AND NOT EXISTS (
                        SELECT 1 FROM matter m WHERE m.student = s.id AND m.kind = 'resumption'
                        AND m.state IN ('open', 'submitted', 'returned'))
                    GROUP BY s.id, s.organization HAVING MAX(e.until) < $2 ORDER BY until, s.id
                    """, [.text(organization), .text(today)]
            ).map { row in
                ExpiredLeave(
                    student: try row.integer("id"), organization: try row.text("organization"),
                    until: try row.text("until"))
            }
        }
    }
}

/// What is missing without any case: photos and contacts.
extension RegistryStore {
    /// Students whose photo is late: of first grades (R14-1) and those who came from another school (R14-2).
    public func photosOverdue(under organization: String) async throws(IntakeError) -> [MissingPhoto] {
        let today = CalendarDate(milliseconds: now())
        let judge = try judge(pack: RuleLibrary.standard)
        return try await read { session in
            let line = try RegistryStore.tree([organization], session).line(of: organization).map(\.code)
            let term = try RegistryStore.terms(line, session).filter { $0 <= today }.max()
            return try session.rows(
                RegistryStore.below + """
                     SELECT s.*, (SELECT COUNT(*) FROM studentEvent e WHERE e.student = s.id
                        AND e.kind = 'transferred') AS transfers
                    FROM student s JOIN below ON s.organization = below.code
                    WHERE s.state = 'enrolled' AND (s.photographedOn IS NULL OR s.photographedOn < s.enteredOn)
                    ORDER BY s.organization, s.id
                    """, [.text(organization)]
            ).compactMap { row in
                let student = try RegistryStore.student(row)
                let came = try row.integer("transfers") > 0
                let from = came ? student.enteredOn.flatMap { CalendarDate(iso: $0) } : term
                guard came || student.grade?.isFirstOfStage == true, let from,
                    let period = judge.pack.parameters[came ? "photoTransferIn" : "photoFirstGrade"]?.period
                else { return nil }
                let due = judge.calendar.end(of: period, from: from)
                guard today.iso > due.iso else { return nil }
                return MissingPhoto(
                    student: student.id, organization: student.organization, due: due, rule: came ? "R14-2" : "R14-1")
            }
        }
    }

    /// R06-2: organizations without a telephone, or schools without a registrar or a leader on record.
    public func missingContacts(under organization: String) async throws(IntakeError) -> [MissingContact] {
        try await read { session in
            try session.rows(
                RegistryStore.below + """
                     SELECT o.code, o.name, o.level, o.phone,
                        (SELECT COUNT(*) FROM person p WHERE p.organization = o.code AND p.role = 'schoolRegistrar') AS registrars,
                        (SELECT COUNT(*) FROM person p WHERE p.organization = o.code AND p.role = 'schoolLeader') AS leaders
                    FROM organization o JOIN below ON below.code = o.code WHERE o.isExternal = 0 ORDER BY o.code
                    """, [.text(organization)]
            ).compactMap { row in
                var missing: [String] = []
                if row.textOrNull("phone") == nil { missing.append("phone") }
                if try row.text("level") == "school" {
                    if try row.integer("registrars") == 0 { missing.append("schoolRegistrar") }
                    if try row.integer("leaders") == 0 { missing.append("schoolLeader") }
                }
                guard !missing.isEmpty else { return nil }
                return MissingContact(
                    organization: try row.text("code"), name: try row.text("name"), missing: missing)
            }
        }
    }
}
