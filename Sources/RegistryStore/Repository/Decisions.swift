public import IntakeModel
public import Registry

/// Submitting, deciding and withdrawing: the moves of a case, each one transaction.
extension RegistryStore {
    /// Hands the case in. Throws `case.incomplete` with everything that is missing; evidence is sealed afterwards.
    public func submitCase(_ number: Int64, by person: String) async throws(IntakeError) -> IntakeCase {
        try await write { session, now in
            let file = try RegistryStore.caseFile(number, session)
            let actor = try RegistryStore.person(person, session)
            guard actor.organization == file.matter.organization else { throw RegistryStore.notAllowed }
            guard file.matter.state == .open || file.matter.state == .returned else {
                throw RegistryStore.wrongState(file.matter)
            }
            try RegistryStore.refuseIfIncomplete(file)
            try session.execute(
                "UPDATE evidence SET sealed = 1 WHERE caseNumber = $1 AND sealed = 0", [.integer(number)])
            try session.execute(
                "UPDATE matter SET state = 'submitted', step = 0, submittedBy = $1, submittedAt = $2 WHERE number = $3",
                [.text(person), .integer(now), .integer(number)])
            try RegistryStore.audit(
                session, at: now, person: person, action: "case.submit", subject: "case:\(number)",
                content: ["evidence": file.evidence.map(\.hash).sorted().joined(separator: ",")])
            return try RegistryStore.matter(number, session)
        }
    }

    /// Decides the step whose turn it is. The last approval changes the student's record in the same transaction that
    /// records decision and audit entry.
    public func decideCase(
        _ number: Int64, outcome: DecisionOutcome, reason: String?, by person: String
    ) async throws(IntakeError) -> IntakeCase {
        try await write { session, now in
            let file = try RegistryStore.caseFile(number, session)
            let matter = file.matter
            let actor = try RegistryStore.person(person, session)
            guard matter.state == .submitted else { throw RegistryStore.wrongState(matter) }
            let steps = try RegistryStore.steps(matter, session)
            guard matter.step < steps.count else { throw RegistryStore.wrongState(matter) }
            let step = steps[matter.step]
            guard actor.role == step.role, actor.organization == step.organization else {
                throw IntakeError(
                    "case.not-your-turn", .caseNotYourTurn.with(step.title.chinese, step.organization),
                    remedy: .caseNotYourTurnRemedy, exit: .notAllowed)
            }
            guard person != matter.openedBy, person != matter.submittedBy else {
                throw IntakeError(
                    "case.maker-checker", .caseMakerChecker, remedy: .caseNotYourTurnRemedy, exit: .notAllowed)
            }
            guard outcome == .approved || reason?.isEmpty == false else {
                throw IntakeError("case.reason", .caseNeedsReason, remedy: .caseNeedsReasonRemedy, exit: .usage)
            }
            if outcome == .approved { try RegistryStore.refuseIfIncomplete(file) }
            try session.execute(
                """
                INSERT INTO decision (caseNumber, step, outcome, reason, person, createdAt)
                VALUES ($1, $2, $3, $4, $5, $6)
                """,
                [
                    .integer(number), .integer(Int64(matter.step)), .text(outcome.rawValue), .optional(reason),
                    .text(person), .integer(now),
                ])
            let last = matter.step + 1 == steps.count
            let state: CaseState =
                switch outcome {
                case .approved: last ? .approved : .submitted
                case .declined: .declined
                case .returned: .returned
                }
            // The old step is part of the condition: of two deciders one wins.
            let changed = try session.execute(
                "UPDATE matter SET state = $1, step = step + 1 WHERE number = $2 AND step = $3 AND state = 'submitted'",
                [.text(state.rawValue), .integer(number), .integer(Int64(matter.step))])
            guard changed == 1 else { throw RegistryStore.wrongState(matter) }
            try RegistryStore.audit(
                session, at: now, person: person, action: "case." + outcome.rawValue, subject: "case:\(number)",
                content: ["step": String(matter.step), "reason": reason ?? ""])
            if state == .approved { try RegistryStore.carryOut(file, session, now: now, person: person) }
            return try RegistryStore.matter(number, session)
        }
    }

    /// Takes a case back before it is decided.
    public func withdrawCase(_ number: Int64, reason: String, by person: String) async throws(IntakeError) -> IntakeCase
    {
        try await write { session, now in
            let matter = try RegistryStore.matter(number, session)
            let actor = try RegistryStore.person(person, session)
            guard actor.organization == matter.organization else { throw RegistryStore.notAllowed }
            guard [.open, .submitted, .returned].contains(matter.state) else { throw RegistryStore.wrongState(matter) }
            try session.execute("UPDATE matter SET state = 'withdrawn' WHERE number = $1", [.integer(number)])
            try RegistryStore.audit(
                session, at: now, person: person, action: "case.withdraw", subject: "case:\(number)",
                content: ["reason": reason])
            return try RegistryStore.matter(number, session)
        }
    }

    private static func refuseIfIncomplete(_ file: CaseFile) throws {
        let obstacles = file.matter.kind.rules?.obstacles(file) ?? []
        guard !obstacles.isEmpty else { return }
        func list(_ language: Language) -> String {
            obstacles.map { "\n  · " + $0.message.text(language) + "〔" + $0.article + "〕" }.joined()
        }
        let template = Phrase.caseNotSubmittable
        throw IntakeError(
            "case.incomplete",
            Phrase(
                template.with(String(file.matter.number), list(.chinese)).text(.chinese),
                template.with(String(file.matter.number), list(.english)).text(.english)),
            remedy: .caseNotSubmittableRemedy, exit: .notAllowed)
    }

    private static func carryOut(_ file: CaseFile, _ session: any SQLSession, now: Int64, person: String) throws {
        let matter = file.matter
        let subject = "student:\(matter.student)"
        switch matter.kind {
        case .infoCorrection:
            guard let field = matter.field, let value = matter.newValue else { throw RowFault(column: "field") }
            // Column names come from the closed list of fields, never from input.
            try session.execute(
                "UPDATE student SET \(field.rawValue) = $1, changedAt = $2 WHERE id = $3",
                [.text(value), .integer(now), .integer(matter.student)])
            try audit(
                session, at: now, person: person, action: "student.change", subject: subject,
                content: [
                    "case": String(matter.number), "field": field.rawValue, "before": file.student[field] ?? "",
                    "after": value, "evidence": file.evidence.map(\.hash).sorted().joined(separator: ","),
                ])
        case .transferWithinCity:
            guard let school = matter.receivingSchool else { throw RowFault(column: "receivingSchool") }
            try session.execute(
                "UPDATE student SET organization = $1, grade = NULL, className = NULL, changedAt = $2 WHERE id = $3",
                [.text(school), .integer(now), .integer(matter.student)])
            try audit(
                session, at: now, person: person, action: "student.transfer", subject: subject,
                content: [
                    "case": String(matter.number), "from": file.student.organization, "to": school,
                    "evidence": file.evidence.map(\.hash).sorted().joined(separator: ","),
                ])
        default:
            throw RowFault(column: "kind")
        }
    }
}
