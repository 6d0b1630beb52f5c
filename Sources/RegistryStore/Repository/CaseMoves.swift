public import IntakeModel
public import Registry

/// Submitting, deciding, withdrawing and finishing: the moves of a case, each one transaction.
extension RegistryStore {
    /// Hands the case in. Throws `case.incomplete` with everything that is missing; evidence is sealed afterwards.
    public func submitCase(_ number: Int64, by person: String) async throws(IntakeError) -> IntakeCase {
        try await write { session, now in
            let today = CalendarDate(milliseconds: now)
            let file = try RegistryStore.caseFile(number, session, today: today)
            let actor = try RegistryStore.person(person, session)
            guard actor.organization == file.matter.organization else { throw RegistryStore.notAllowed }
            guard file.matter.state == .open || file.matter.state == .returned else {
                throw RegistryStore.wrongState(file.matter)
            }
            let judge = try judge(file.matter)
            try RegistryStore.refuseIfBlocked(file, judge)
            try session.execute(
                "UPDATE evidence SET sealed = 1 WHERE caseNumber = $1 AND sealed = 0", [.integer(number)])
            try session.execute(
                """
                UPDATE matter SET state = 'submitted', step = 0, submittedBy = $1, submittedAt = $2, startDueOn = $3
                WHERE number = $4
                """,
                [.text(person), .integer(now), .optional(judge.startDue(file)?.iso), .integer(number)])
            try RegistryStore.audit(
                session, at: now, person: person, action: "case.submit", subject: "case:\(number)",
                content: ["evidence": file.valid.map(\.hash).sorted().joined(separator: ",")])
            return try RegistryStore.startTurn(number, judge, session, now: now)
        }
    }

    /// Decides the step whose turn it is. The last approval changes the student's record in the same transaction that
    /// records decision and audit entry.
    ///
    /// What the rules only warn of (变相留级, a leave over a year) lets an approval through with a written reason only.
    public func decideCase(
        _ number: Int64, outcome: DecisionOutcome, reason: String?, by person: String
    ) async throws(IntakeError) -> IntakeCase {
        try await write { session, now in
            let today = CalendarDate(milliseconds: now)
            let file = try RegistryStore.caseFile(number, session, today: today)
            let matter = file.matter
            let actor = try RegistryStore.person(person, session)
            guard matter.state == .submitted else { throw RegistryStore.wrongState(matter) }
            let judge = try judge(matter)
            let steps = judge.steps(file)
            guard matter.step < steps.count else { throw RegistryStore.wrongState(matter) }
            let step = steps[matter.step]
            try RegistryStore.refuseUnlessTurn(actor, step, matter)
            let reasoned = reason?.isEmpty == false
            guard outcome == .approved || reasoned else {
                throw IntakeError("case.reason", .caseNeedsReason, remedy: .caseNeedsReasonRemedy, exit: .usage)
            }
            guard !step.isExternal || reasoned else {
                throw IntakeError(
                    "case.reference", .caseNeedsReference, remedy: .caseNeedsReasonRemedy, exit: .usage)
            }
            if outcome == .approved {
                try RegistryStore.refuseIfBlocked(file, judge)
                let grave = judge.objections(file).filter { $0.weight == .needsReason }
                guard grave.isEmpty || reasoned else {
                    throw RegistryStore.refusal(
                        "case.reason", .caseApprovalNeedsReason, number, grave, judge,
                        remedy: .caseNeedsReasonRemedy)
                }
            }
            try session.execute(
                """
                INSERT INTO decision (caseNumber, step, outcome, reason, person, createdAt, organization, dueOn,
                    dueIsProvisional)
                VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
                """,
                [
                    .integer(number), .integer(Int64(matter.step)), .text(outcome.rawValue), .optional(reason),
                    .text(person), .integer(now), .text(step.organization), .optional(matter.due?.iso),
                    .integer(matter.due?.isProvisional == true ? 1 : 0),
                ])
            try RegistryStore.noteDecider(step.organization, of: matter, session)
            let last = matter.step + 1 == steps.count
            let state: CaseState =
                switch outcome {
                case .approved: last ? .approved : .submitted
                case .declined: .declined
                case .returned: .returned
                }
            // The old step is part of the condition: of two deciders one wins.
            let changed = try session.execute(
                """
                UPDATE matter SET state = $1, step = step + 1, closedAt = $2
                WHERE number = $3 AND step = $4 AND state = 'submitted'
                """,
                [
                    .text(state.rawValue), state == .submitted || state == .returned ? .null : .integer(now),
                    .integer(number), .integer(Int64(matter.step)),
                ])
            guard changed == 1 else { throw RegistryStore.wrongState(matter) }
            try RegistryStore.audit(
                session, at: now, person: person, action: "case." + outcome.rawValue, subject: "case:\(number)",
                content: ["step": String(matter.step), "reason": reason ?? ""])
            if state == .declined { try RegistryStore.noteEnd(ofCase: number, session) }
            if state == .approved { try RegistryStore.carryOut(file, judge, session, now: now, person: person) }
            return try RegistryStore.startTurn(number, judge, session, now: now)
        }
    }

    /// Takes a case back before it is decided. What is approved is the student's record already and stays.
    public func withdrawCase(_ number: Int64, reason: String, by person: String) async throws(IntakeError) -> IntakeCase
    {
        try await write { session, now in
            let matter = try RegistryStore.matter(number, session)
            let actor = try RegistryStore.person(person, session)
            guard actor.organization == matter.organization else { throw RegistryStore.notAllowed }
            guard matter.state.isUnderWay else { throw RegistryStore.wrongState(matter) }
            try session.execute(
                """
                UPDATE matter SET state = 'withdrawn', closedAt = $1, turnAt = NULL, turnOrganization = NULL,
                    turnRole = NULL, dueOn = NULL WHERE number = $2
                """, [.integer(now), .integer(number)])
            try RegistryStore.noteEnd(ofCase: number, session)
            try RegistryStore.audit(
                session, at: now, person: person, action: "case.withdraw", subject: "case:\(number)",
                content: ["reason": reason])
            return try RegistryStore.matter(number, session)
        }
    }

    /// Ends an approved case when everything that has to follow is recorded; throws `case.unfinished` with what is not.
    public func finishCase(_ number: Int64, by person: String) async throws(IntakeError) -> IntakeCase {
        try await write { session, now in
            let file = try RegistryStore.caseFile(number, session, today: CalendarDate(milliseconds: now))
            let actor = try RegistryStore.person(person, session)
            guard actor.organization == file.matter.organization else { throw RegistryStore.notAllowed }
            guard file.matter.state == .approved else { throw RegistryStore.wrongState(file.matter) }
            let judge = try judge(file.matter)
            let missing = judge.unfinished(file)
            guard missing.isEmpty else {
                throw RegistryStore.refusal(
                    "case.unfinished", .caseNotFinishable, number, missing, judge,
                    remedy: .caseNotFinishableRemedy)
            }
            try session.execute("UPDATE matter SET state = 'finished' WHERE number = $1", [.integer(number)])
            try RegistryStore.noteEnd(ofCase: number, session)
            if let given = file.matter.details[.studentNumber], let student = file.student,
                student[.studentNumber] == nil
            {
                try RegistryStore.change(student, [.studentNumber: given], file, session, now: now, person: person)
            }
            try RegistryStore.audit(
                session, at: now, person: person, action: "case.finish", subject: "case:\(number)", content: [:])
            return try RegistryStore.matter(number, session)
        }
    }

    /// Writes down whose turn it is and until when, so that lists of what is due need no rules.
    private static func startTurn(
        _ number: Int64, _ judge: CaseJudge, _ session: any SQLSession, now: Int64
    ) throws -> IntakeCase {
        let today = CalendarDate(milliseconds: now)
        let file = try caseFile(number, session, today: today)
        let steps = judge.steps(file)
        let step = file.matter.state == .submitted && file.matter.step < steps.count ? steps[file.matter.step] : nil
        let submitted = file.matter.submittedAt.map { CalendarDate(milliseconds: $0) } ?? today
        let due = step.flatMap { judge.due($0, turn: today, submitted: submitted) }
        let holder = step.map { $0.isExternal ? file.matter.organization : $0.organization }
        let role = step.map { $0.isExternal ? Role.schoolRegistrar : $0.role }
        try session.execute(
            """
            UPDATE matter SET turnAt = $1, turnOrganization = $2, turnRole = $3, dueOn = $4, dueIsProvisional = $5
            WHERE number = $6
            """,
            [
                step == nil ? .null : .integer(now), .optional(holder), .optional(role?.rawValue), .optional(due?.iso),
                .integer(due?.isProvisional == true ? 1 : 0), .integer(number),
            ])
        return try matter(number, session)
    }

    /// R03-2, R04-1, R05-1: the right role of the right organization; R06-3: nobody who made the case.
    ///
    /// What an outside organization decided is recorded by those who started the case.
    private static func refuseUnlessTurn(_ actor: Person, _ step: ApprovalStep, _ matter: IntakeCase) throws {
        if step.isExternal {
            guard actor.organization == matter.organization else { throw notAllowed }
            return
        }
        guard actor.role == step.role, actor.organization == step.organization else {
            throw IntakeError(
                "case.not-your-turn",
                Phrase(
                    Phrase.caseNotYourTurn.with(step.title.chinese, step.organization).text(.chinese),
                    Phrase.caseNotYourTurn.with(step.title.english, step.organization).text(.english)),
                remedy: .caseNotYourTurnRemedy, exit: .notAllowed)
        }
        guard step.makerMayDecide || actor.id != matter.openedBy && actor.id != matter.submittedBy else {
            throw IntakeError(
                "case.maker-checker", .caseMakerChecker, remedy: .caseNotYourTurnRemedy, exit: .notAllowed)
        }
    }

    private static func refuseIfBlocked(_ file: CaseFile, _ judge: CaseJudge) throws {
        let objections = judge.objections(file).filter { $0.weight == .block }
        guard !objections.isEmpty else { return }
        throw refusal(
            "case.incomplete", .caseNotSubmittable, file.matter.number, objections, judge,
            remedy: .caseNotSubmittableRemedy)
    }
}
