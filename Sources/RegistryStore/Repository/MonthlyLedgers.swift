public import IntakeModel
public import Registry

/// Annexes 1 and 2 of a month (R15-08, R16-16): filled from the cases of a school.
extension RegistryStore {
    /// `month` is `2026-11`; a case belongs to the month in which it was handed in. Recorded in the audit chain.
    public func monthlyLedgers(school code: String, month: String, by person: String)
        async throws(IntakeError) -> [MonthlyLedger]
    {
        guard let first = CalendarDate(iso: month + "-01") else {
            throw IntakeError("report.month", .reportMonth.with(month), remedy: .reportMonthRemedy, exit: .usage)
        }
        return try await write { session, now in
            let tree = try RegistryStore.tree([code], session)
            guard let school = tree[code], school.level == .school else { throw RegistryStore.missing(code) }
            let actor = try RegistryStore.person(person, session)
            guard tree.isUnder(code, actor.organization) else { throw RegistryStore.notAllowed }
            let span = [SQLValue.text(code), .integer(first.beginning), .integer(first.adding(months: 1).beginning)]
            let county = tree.superior(of: code)?.name ?? ""
            var ledgers: [MonthlyLedger] = []
            for (type, condition) in [
                (DocumentType.transferLedger, "m.releasingSchool = $1"),
                (
                    .changeLedger,
                    "m.organization = $1 AND m.kind IN ('suspension', 'resumption', 'gradeRetention', 'withdrawal')"
                ),
            ] {
                let found = try session.rows(
                    """
                    SELECT m.*, s.name, s.studentNumber, o.name AS receivingName FROM matter m
                    JOIN student s ON s.id = m.student LEFT JOIN organization o ON o.code = m.receivingSchool
                    WHERE \(condition) AND m.submittedAt >= $2 AND m.submittedAt < $3
                    AND m.state IN ('submitted', 'approved', 'finished') ORDER BY m.number
                    """, span)
                ledgers.append(
                    MonthlyLedger(
                        documentType: type, county: county, school: school.name, month: month,
                        rows: try found.map { try RegistryStore.ledgerRow($0, type) },
                        cases: try found.map { try $0.integer("number") }))
            }
            try RegistryStore.audit(
                session, at: now, person: person, action: "report.monthly", subject: "organization:" + code,
                content: ["month": month, "cases": ledgers.flatMap(\.cases).map(String.init).joined(separator: ",")])
            return ledgers
        }
    }

    private static func ledgerRow(_ row: SQLRow, _ type: DocumentType) throws -> [FieldKey: String] {
        let matter = try matter(row)
        let details = matter.details
        var cells: [FieldKey: String] = [
            "gradeClass": details[.gradeClass] ?? "", .name: try row.text("name"),
            .studentNumber: row.textOrNull("studentNumber") ?? "",
            "appliedOn": details[.appliedOn] ?? details[.formReceivedOn] ?? "",
        ]
        guard type == .changeLedger else {
            cells["receivingSchool"] = row.textOrNull("receivingName") ?? ""
            cells["reason"] = details[.reason] ?? ""
            return cells
        }
        switch matter.kind {
        case .suspension:
            cells["changeType"] = "休学"
            cells["suspensionTerm"] = [CaseDetail.leaveFrom, .leaveUntil].compactMap { matter.day($0)?.chinese }
                .joined(separator: "至")
            cells["hospitalProof"] = details[.hospitalLevel] == nil ? "" : "有"
        case .resumption:
            cells["changeType"] = "复学"
            cells["resumptionGrade"] = details[.grade] ?? ""
        case .withdrawal:
            cells["changeType"] = "退学"
            cells["withdrawalReason"] = details[.reason] ?? ""
        default:
            // The form has no column for 留级.
            cells["changeType"] = "留级"
            cells["remark"] = details[.reason] ?? ""
        }
        return cells
    }
}
