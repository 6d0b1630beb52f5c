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
            try session.rows(
                RegistryStore.below + """
                     SELECT m.number, m.kind, m.turnOrganization, m.turnRole, m.dueOn, m.dueIsProvisional
                    FROM matter m JOIN below ON m.turnOrganization = below.code
                    WHERE m.state = 'submitted' AND m.dueOn < $2 ORDER BY m.dueOn, m.number
                    """, [.text(organization), .text(today.iso)]
            ).compactMap { row in
                guard let kind = CaseKind(rawValue: try row.text("kind")),
                    let role = Role(rawValue: try row.text("turnRole")), let due = try RegistryStore.due(row),
                    let day = due.day
                else { return nil }
                return OverdueItem(
                    number: try row.integer("number"), kind: kind, holder: try row.text("turnOrganization"),
                    role: role, due: due, daysLate: calendar.workingDays(after: day, through: today))
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
