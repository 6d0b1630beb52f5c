internal import IntakeModel
internal import Registry

/// What the last approval does to the student's record, in the transaction of the decision; there is no other way to
/// change a record (R22-8), and what it does is on record at once (R22-3).
extension RegistryStore {
    static func carryOut(
        _ file: CaseFile, _ judge: CaseJudge, _ session: any SQLSession, now: Int64, person: String
    ) throws {
        guard let effect = judge.pack.plan(file.matter.kind)?.effect, effect != .none, let student = file.student
        else { return }
        let matter = file.matter
        let today = CalendarDate(milliseconds: now).iso
        func change(_ fields: [StudentField: String?]) throws {
            try Self.change(student, fields, file, session, now: now, person: person)
        }
        func move(_ columns: [String: SQLValue]) throws { try update(student.id, columns, session, now: now) }
        func event(
            _ kind: StudentEvent.Kind, day: String? = nil, until: String? = nil, gradeAfter: String? = nil
        ) throws {
            try record(
                StudentEvent(
                    student: student.id, kind: kind, day: day ?? today, until: until,
                    gradeBefore: student[.grade], gradeAfter: gradeAfter, caseNumber: matter.number), session, now: now)
        }
        switch effect {
        case .correction:
            guard let field = matter.field, let value = matter.newValue else { throw RowFault(column: "field") }
            try change([field: value])
            try event(.corrected)
        case .transfer:
            guard let school = matter.receivingSchool else { throw RowFault(column: "receivingSchool") }
            let outside = file.organizations[school]?.isExternal == true
            try change([.className: nil])
            try move([
                "organization": .text(school), "state": .text(outside ? "transferredOut" : "enrolled"),
                "enteredOn": .text(matter.details[.enteredOn] ?? today),
            ])
            try event(.transferred, gradeAfter: student[.grade])
            try audit(
                session, at: now, person: person, action: "student.transfer", subject: "student:\(student.id)",
                content: ["case": String(matter.number), "from": student.organization, "to": school])
        case .photo:
            try move(["photographedOn": .text(today)])
            try event(.photographed)
        case .suspension:
            let from = matter.details[.leaveFrom]
            try move(["state": "suspended"])
            try event(.suspended, day: from, until: matter.details[.leaveUntil])
        case .resumption:
            try change([.grade: matter.details[.grade] ?? student[.grade]])
            try move(["state": "enrolled"])
            try event(.resumed, day: matter.details[.happenedOn], gradeAfter: matter.details[.grade])
        case .retention:
            let grade = student.grade.map { SchoolGrade(number: $0.number - 1) ?? $0 }
            let named = matter.details[.grade] ?? grade?.name
            try change([.grade: named])
            try event(.retained, gradeAfter: named)
        case .withdrawal:
            try move(["state": "withdrawn"])
            try event(.withdrawn)
        case .enrolment:
            // R17-1, R22-6: the record goes to the school that admits; until then the old one keeps it (R17-2).
            try change([.grade: matter.details[.grade], .className: nil])
            try move([
                "organization": .text(matter.organization), "state": "enrolled",
                "enteredOn": .optional(matter.details[.enteredOn]),
            ])
            try event(.registered, day: matter.details[.enteredOn], gradeAfter: matter.details[.grade])
        case .graduation, .status:
            guard let outcome = matter.details[.outcome].flatMap(CaseOutcome.init) else {
                throw RowFault(column: "outcome")
            }
            let day = matter.details[.happenedOn] ?? today
            try move(
                ["state": .text(outcome.state.rawValue)].merging(
                    effect == .graduation ? ["graduatedOn": .text(day)] : [:]
                ) { $1 })
            try event(effect == .graduation ? .graduated : .reported, day: day)
        case .none: break
        }
    }

    /// Sets columns that are no fields of the record; their names come from this file, never from input.
    private static func update(
        _ student: Int64, _ columns: [String: SQLValue], _ session: any SQLSession, now: Int64
    ) throws {
        let names = columns.keys.sorted()
        let list = names.enumerated().map { "\($1) = $\($0 + 1)" }.joined(separator: ", ")
        try session.execute(
            "UPDATE student SET \(list), changedAt = $\(names.count + 1) WHERE id = $\(names.count + 2)",
            names.compactMap { columns[$0] } + [.integer(now), .integer(student)])
    }

    /// Changes fields of a record, each with a row that says where the new value comes from.
    static func change(
        _ student: Student, _ fields: [StudentField: String?], _ file: CaseFile, _ session: any SQLSession, now: Int64,
        person: String
    ) throws {
        for (field, value) in fields.sorted(by: { $0.key.rawValue < $1.key.rawValue }) where student[field] != value {
            // Column names come from the closed list of fields, never from input.
            try session.execute(
                "UPDATE student SET \(field.rawValue) = $1, changedAt = $2 WHERE id = $3",
                [.optional(value), .integer(now), .integer(student.id)])
            try record(
                FieldChange(
                    student: student.id, field: field, before: student[field], after: value, origin: "case",
                    caseNumber: file.matter.number, person: person, at: now), session)
            try audit(
                session, at: now, person: person, action: "student.change", subject: "student:\(student.id)",
                content: [
                    "case": String(file.matter.number), "field": field.rawValue, "before": student[field] ?? "",
                    "after": value ?? "", "evidence": file.valid.map(\.hash).sorted().joined(separator: ","),
                ])
        }
    }
}
