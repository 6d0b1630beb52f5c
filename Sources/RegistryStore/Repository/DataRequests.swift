public import IntakeModel
public import Registry

/// Use of students' data outside cases (R25-1): asked for, approved by both leaders, carried out before it expires.
extension RegistryStore {
    public func requestData(_ request: DataRequest) async throws(IntakeError) -> DataRequest {
        try await write { session, now in
            let actor = try RegistryStore.person(request.person, session)
            let tree = try RegistryStore.tree([request.organization], session)
            guard tree.isUnder(request.organization, actor.organization) else { throw RegistryStore.notAllowed }
            guard !request.fields.isEmpty, !request.recipient.isEmpty,
                request.expiresOn >= CalendarDate(milliseconds: now).iso
            else { throw IntakeError("data.request", .dataRequestIncomplete, remedy: .dataRequestRemedy, exit: .usage) }
            let row = try session.row(
                """
                INSERT INTO dataRequest (organization, purpose, recipient, fields, scope, expiresOn, person, createdAt)
                VALUES ($1, $2, $3, $4, $5, $6, $7, $8) RETURNING *
                """,
                [
                    .text(request.organization), .text(request.purpose.rawValue), .text(request.recipient),
                    .text(request.fields.map(\.rawValue).joined(separator: ",")), .text(request.scope),
                    .text(request.expiresOn), .text(request.person), .integer(now),
                ])
            guard let row else { throw RowFault(column: "dataRequest") }
            let stored = try RegistryStore.dataRequest(row)
            try RegistryStore.audit(
                session, at: now, person: request.person, action: "data.request", subject: "data:\(stored.id)",
                content: ["purpose": request.purpose.rawValue, "organization": request.organization])
            return stored
        }
    }

    /// One side's answer: the school's leader for a school's students, the department's leader for the school's superior.
    public func approveData(_ id: Int64, granted: Bool, reason: String?, by person: String) async throws(IntakeError) {
        try await write { session, now in
            let request = try RegistryStore.dataRequest(id, session)
            let actor = try RegistryStore.person(person, session)
            let sides = try RegistryStore.sides(request, session)
            guard let side = sides.first(where: { $0.value == actor.organization })?.key,
                actor.role == (side == .school ? .schoolLeader : .departmentLeader), actor.id != request.person
            else { throw RegistryStore.notAllowed }
            guard granted || reason?.isEmpty == false else {
                throw IntakeError("case.reason", .caseNeedsReason, remedy: .caseNeedsReasonRemedy, exit: .usage)
            }
            let known = try session.row(
                "SELECT side FROM dataApproval WHERE request = $1 AND side = $2", [.integer(id), .text(side.rawValue)])
            guard known == nil else {
                throw IntakeError("data.answered", .dataAnswered, remedy: .dataRequestRemedy, exit: .busy)
            }
            try session.execute(
                "INSERT INTO dataApproval (request, side, person, isGranted, reason, createdAt) VALUES ($1, $2, $3, $4, $5, $6)",
                [
                    .integer(id), .text(side.rawValue), .text(person), .integer(granted ? 1 : 0), .optional(reason),
                    .integer(now),
                ])
            try RegistryStore.audit(
                session, at: now, person: person, action: granted ? "data.grant" : "data.refuse",
                subject: "data:\(id)", content: ["side": side.rawValue, "reason": reason ?? ""])
        }
    }

    /// What was approved. Throws `data.not-approved` naming the sides that have not granted it, and after its last day.
    public func export(request id: Int64, by person: String) async throws(IntakeError) -> StudentExport {
        try await write { session, now in
            let request = try RegistryStore.dataRequest(id, session)
            let today = CalendarDate(milliseconds: now)
            guard person == request.person else { throw RegistryStore.notAllowed }
            guard today.iso <= request.expiresOn else {
                throw IntakeError(
                    "data.expired", .dataExpired.with(request.expiresOn), remedy: .dataRequestRemedy, exit: .notAllowed)
            }
            let granted = try session.rows(
                "SELECT side FROM dataApproval WHERE request = $1 AND isGranted = 1", [.integer(id)]
            ).map { try $0.text("side") }
            let open = try RegistryStore.sides(request, session).keys.filter { !granted.contains($0.rawValue) }
            guard open.isEmpty else {
                let names = open.map { ($0 == .school ? Phrase.sideSchool : .sideDepartment).text(.chinese) }.sorted()
                throw IntakeError(
                    "data.not-approved", .dataNotApproved.with(names.joined(separator: "、")),
                    remedy: .dataNotApprovedRemedy,
                    exit: .notAllowed)
            }
            let students = try session.rows(
                RegistryStore.below + """
                     SELECT s.* FROM student s JOIN below ON s.organization = below.code
                    WHERE s.state IN ('enrolled', 'suspended', 'droppedOut') AND ($2 = '' OR s.grade = $2)
                    ORDER BY s.organization, s.grade, s.className, s.id
                    """, [.text(request.organization), .text(request.scope)]
            ).map(RegistryStore.student).map { student in
                var student = student
                student.fields = student.fields.filter { request.fields.contains($0.key) }
                return student
            }
            let actor = try RegistryStore.person(person, session)
            try RegistryStore.audit(
                session, at: now, person: person, action: "data.export", subject: "data:\(id)",
                content: [
                    "students": String(students.count), "fields": request.fields.map(\.rawValue).joined(separator: ","),
                ])
            return StudentExport(
                request: request, students: students,
                watermark: Phrase.watermark.with(
                    actor.name, actor.id, request.recipient, today.iso, String(id)
                ).text(.chinese))
        }
    }

    /// Which organization answers for which side.
    private static func sides(_ request: DataRequest, _ session: any SQLSession) throws -> [ApprovalSide: String] {
        let tree = try tree([request.organization], session)
        guard let owner = tree[request.organization] else { throw missing(request.organization) }
        guard owner.level == .school else { return [.department: owner.code] }
        guard let superior = tree.superior(of: owner.code) else { throw missing("superior of " + owner.code) }
        return [.school: owner.code, .department: superior.code]
    }

    static func dataRequest(_ id: Int64, _ session: any SQLSession) throws -> DataRequest {
        guard let row = try session.row("SELECT * FROM dataRequest WHERE id = $1", [.integer(id)]) else {
            throw missing("request \(id)")
        }
        return try dataRequest(row)
    }

    private static func dataRequest(_ row: SQLRow) throws -> DataRequest {
        guard let purpose = DataPurpose(rawValue: try row.text("purpose")) else { throw RowFault(column: "purpose") }
        return DataRequest(
            id: try row.integer("id"), organization: try row.text("organization"), purpose: purpose,
            recipient: try row.text("recipient"),
            fields: try row.text("fields").split(separator: ",").compactMap { StudentField(rawValue: String($0)) },
            scope: try row.text("scope"), expiresOn: try row.text("expiresOn"), person: try row.text("person"))
    }
}
