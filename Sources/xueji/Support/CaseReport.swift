import IntakeModel
import Registry
import RegistryStore

/// Everything about a case: what it changes, its evidence, what is missing, whose turn it is.
struct CaseReport: Encodable {
    struct Missing: Encodable {
        let article: String
        let message: String
    }

    let number: Int64
    private let file: CaseFile
    private let steps: [ApprovalStep]
    private let decisions: [CaseDecision]
    private let trail: [AuditEntry]

    init(_ number: Int64, store: RegistryStore) async throws {
        self.number = number
        file = try await store.caseFile(number)
        steps = try await store.steps(ofCase: number)
        decisions = try await store.decisions(ofCase: number)
        trail = try await store.auditEntries(subject: "case:\(number)")
    }

    private var obstacles: [Obstacle] {
        [.open, .returned].contains(file.matter.state) ? file.matter.kind.rules?.obstacles(file) ?? [] : []
    }

    private var turn: ApprovalStep? {
        file.matter.state == .submitted && file.matter.step < steps.count ? steps[file.matter.step] : nil
    }

    func show(_ console: Console) throws {
        if console.json { return try console.sayJSON(self) }
        let matter = file.matter
        console.say(.caseLine.with(String(number), matter.kind.rawValue, matter.state.rawValue))
        console.say(
            .studentLine.with(
                String(file.student.id), file.student[.name] ?? "", file.student[.sex] ?? "",
                file.student[.birthDate] ?? "", file.student[.studentNumber] ?? ""))
        if let field = matter.field {
            console.say(.caseChange.with(field.rawValue, matter.oldValue ?? "—", matter.newValue ?? "—"))
        }
        for item in file.evidence {
            let status: Phrase =
                switch item.document?.status {
                case .verified: .statusVerified
                case .pending: .statusPending
                case .rejected: .statusRejected
                case nil: .statusPresent
                }
            console.say(
                .caseEvidence.with(item.kind, String(item.page), String(item.hash.prefix(12)), console.text(status)))
            for finding in item.document?.reading.findings ?? [] where finding.code == .crossDocumentMismatch {
                console.say(.caseFinding.with(finding.code.rawValue, finding.message))
            }
        }
        for obstacle in obstacles { console.say(.caseMissing.with(console.text(obstacle.message), obstacle.article)) }
        for decision in decisions {
            console.say(.caseDecisionLine.with(String(decision.step + 1), decision.outcome.rawValue, decision.person))
        }
        if let turn { console.say(.caseTurn.with(console.text(turn.title), turn.organization)) }
    }

    private enum CodingKeys: String, CodingKey {
        case `case`, student, evidence, missing, decisions, nextRole, nextOrganization, auditEntries
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(file.matter, forKey: .case)
        try container.encode(file.student, forKey: .student)
        try container.encode(file.evidence, forKey: .evidence)
        try container.encode(
            obstacles.map { Missing(article: $0.article, message: $0.message.text(.chinese)) }, forKey: .missing)
        try container.encode(decisions, forKey: .decisions)
        try container.encode(turn?.role.rawValue, forKey: .nextRole)
        try container.encode(turn?.organization, forKey: .nextOrganization)
        try container.encode(trail.count, forKey: .auditEntries)
    }
}
