public import IntakeModel
public import Registry

/// Opening cases and saying what they are about.
extension RegistryStore {
    /// What a new case is about.
    public struct NewCase: Sendable {
        public var kind: CaseKind
        /// On record; `nil` for a complaint about nobody on record, or with `candidate`.
        public var student: Int64?
        /// 新生或外地转入学生: put on record as a candidate when the case is opened.
        public var candidate: [StudentField: String]?
        public var field: StudentField?
        public var newValue: String?
        public var receivingSchool: String?
        /// Of a candidate that comes from outside; other students are released by the school that has them.
        public var releasingSchool: String?
        public var details: [CaseDetail: String]
        /// The rule pack it runs under.
        public var pack: String

        public init(
            kind: CaseKind, student: Int64? = nil, candidate: [StudentField: String]? = nil,
            field: StudentField? = nil, newValue: String? = nil, receivingSchool: String? = nil,
            releasingSchool: String? = nil, details: [CaseDetail: String] = [:], pack: String = RuleLibrary.standard
        ) {
            self.kind = kind
            self.student = student
            self.candidate = candidate
            self.field = field
            self.newValue = newValue
            self.receivingSchool = receivingSchool
            self.releasingSchool = releasingSchool
            self.details = details
            self.pack = pack
        }
    }

    /// Opens a case. Refuses, naming the article, what the rules do not have for this student, and a second case under
    /// way; a complaint that belongs elsewhere is refused with the unit that it belongs to.
    public func openCase(_ new: NewCase, by person: String) async throws(IntakeError) -> IntakeCase {
        let judge = try judge(pack: new.pack)
        guard let plan = judge.pack.plan(new.kind) else {
            throw IntakeError(
                "case.kind", .caseKindUnknown.with(new.kind.rawValue, new.pack), remedy: .caseNotSubmittableRemedy,
                exit: .usage)
        }
        return try await write { session, now in
            let today = CalendarDate(milliseconds: now)
            let actor = try RegistryStore.person(person, session)
            let student = try RegistryStore.subject(new, actor, session, now: now)
            var parties = (releasing: String?.none, receiving: String?.none)
            if new.kind.isTransfer {
                guard let receiving = new.receivingSchool, let from = student?.organization else {
                    throw IntakeError("case.schools", .caseNeedsSchools, remedy: .caseNeedsSchools, exit: .usage)
                }
                parties = (from, receiving)
            }
            let starter = try RegistryStore.starter(plan.starter, new.kind, actor, student, parties, session)
            guard actor.organization == starter else { throw RegistryStore.notAllowed }
            if let student { try RegistryStore.refuseSecond(new.kind, student.id, session) }
            // The ledgers of the month name the class that the student had then.
            var details = new.details
            details[.gradeClass] = student.map { ($0[.grade] ?? "") + ($0[.className] ?? "") }
            let row = try session.row(
                """
                INSERT INTO matter (organization, kind, student, state, step, field, oldValue, newValue,
                    releasingSchool, receivingSchool, openedBy, openedAt, pack, details)
                VALUES ($1, $2, $3, 'open', 0, $4, $5, $6, $7, $8, $9, $10, $11, $12) RETURNING *
                """,
                [
                    .text(starter), .text(new.kind.rawValue), .optional(student?.id), .optional(new.field?.rawValue),
                    .optional(new.field.flatMap { student?[$0] }), .optional(new.newValue),
                    .optional(parties.releasing), .optional(parties.receiving), .text(person), .integer(now),
                    .text(new.pack), .text(try CanonicalJSON.text(details)),
                ])
            guard let row else { throw RowFault(column: "matter") }
            let matter = try RegistryStore.matter(row)
            let refusals = judge.refusals(try RegistryStore.caseFile(matter.number, session, today: today))
            guard refusals.isEmpty else {
                throw RegistryStore.refusal(
                    "case.refused", .caseRefused, matter.number, refusals, judge,
                    remedy: new.kind == .complaint ? .complaintElsewhereRemedy : .caseRefusedRemedy)
            }
            try RegistryStore.audit(
                session, at: now, person: person, action: "case.open", subject: "case:\(matter.number)",
                content: [
                    "kind": new.kind.rawValue, "student": student.map { String($0.id) } ?? "", "pack": new.pack,
                ])
            return matter
        }
    }

    /// Says more about a case that is not submitted, or what has to follow an approved one.
    public func setDetails(_ details: [CaseDetail: String], ofCase number: Int64, by person: String)
        async throws(IntakeError) -> IntakeCase
    {
        try await write { session, now in
            var matter = try RegistryStore.matter(number, session)
            let actor = try RegistryStore.person(person, session)
            guard actor.organization == matter.organization else { throw RegistryStore.notAllowed }
            let late = Set(details.keys).isSubset(of: CaseDetail.afterApproval) && matter.state == .approved
            guard [.open, .returned].contains(matter.state) || late else { throw RegistryStore.wrongState(matter) }
            matter.details.merge(details) { $1 }
            try session.execute(
                "UPDATE matter SET details = $1 WHERE number = $2",
                [.text(try CanonicalJSON.text(matter.details)), .integer(number)])
            // Values may be personal (who complained), so the chain keeps their names only.
            try RegistryStore.audit(
                session, at: now, person: person, action: "case.set", subject: "case:\(number)",
                content: ["details": details.keys.map(\.rawValue).sorted().joined(separator: ",")])
            return matter
        }
    }

    /// The student on record, or a new candidate.
    private static func subject(
        _ new: NewCase, _ actor: Person, _ session: any SQLSession, now: Int64
    ) throws -> Student? {
        if let id = new.student { return try student(id: id, session) }
        guard let candidate = new.candidate else {
            guard new.kind == .complaint else {
                throw IntakeError("case.student", .caseNeedsStudent, remedy: .notFoundRemedy, exit: .usage)
            }
            return nil
        }
        guard new.kind == .enrolment || new.kind.isTransfer else {
            throw IntakeError("case.candidate", .caseCandidateKind, remedy: .notFoundRemedy, exit: .usage)
        }
        if let known = try student(matching: candidate, session) {
            throw IntakeError(
                "case.candidate-known", .caseCandidateKnown.with(String(known.id)), remedy: .caseCandidateKnownRemedy)
        }
        let owner = new.kind.isTransfer ? new.releasingSchool ?? "" : actor.organization
        guard try session.row("SELECT code FROM organization WHERE code = $1", [.text(owner)]) != nil else {
            throw IntakeError("case.schools", .caseNeedsReleasing, remedy: .caseNeedsReleasing, exit: .usage)
        }
        return try insert(
            candidate, organization: owner, state: .candidate, origin: "case", by: actor.id, session, now: now)
    }

    /// Which organization starts such a case. A receiving school outside this registry is started for by the releasing.
    private static func starter(
        _ unit: CaseUnit, _ kind: CaseKind, _ actor: Person, _ student: Student?,
        _ parties: (releasing: String?, receiving: String?),
        _ session: any SQLSession
    ) throws -> String {
        switch unit {
        case .handlingUnit:
            guard actor.role.isDepartmental else { throw notAllowed }
            return actor.organization
        case .receivingSchool:
            guard [.schoolRegistrar, .schoolLeader].contains(actor.role) else { throw notAllowed }
            guard let receiving = parties.receiving, let releasing = parties.releasing else { throw notAllowed }
            let known = try session.row("SELECT * FROM organization WHERE code = $1", [.text(receiving)])
            guard let school = try known.map(organization) else { throw missing(receiving) }
            return school.isExternal ? releasing : receiving
        default:
            guard [.schoolRegistrar, .schoolLeader].contains(actor.role) else { throw notAllowed }
            // 升学: the school that admits takes over a student whom another still has, at the end of a stage.
            if kind == .enrolment, let student, student.organization != actor.organization {
                let ends = student.grade?.isLastOfStage ?? false
                return ends || student.state == .graduated ? actor.organization : student.organization
            }
            return student?.organization ?? actor.organization
        }
    }

    /// 2002: a student has one case under way; photos, reports and complaints go beside it.
    private static func refuseSecond(_ kind: CaseKind, _ student: Int64, _ session: any SQLSession) throws {
        let beside: [CaseKind] = [.complaint, .photoUpdate, .statusReport]
        let rows = try session.rows(
            "SELECT number, kind FROM matter WHERE student = $1 AND state IN ('open', 'submitted', 'returned')",
            [.integer(student)])
        for row in rows {
            guard let other = CaseKind(rawValue: try row.text("kind")) else { continue }
            if other == kind || !beside.contains(kind) && !beside.contains(other) {
                throw IntakeError(
                    "case.already-open", .caseOpenAlready.with(String(try row.integer("number"))),
                    remedy: .caseOpenAlreadyRemedy, exit: .busy)
            }
        }
    }
}
