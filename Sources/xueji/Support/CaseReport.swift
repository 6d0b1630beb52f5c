import IntakeModel
import Registry
import RegistryStore

/// Everything about a case: what it changes, its evidence, what is missing, whose turn it is, until when and why.
struct CaseReport: Encodable {
    /// One objection in words.
    struct Line: Encodable {
        let rule: String
        let article: String
        let weight: Objection.Weight
        let message: String

        init(_ objection: Objection, _ judge: CaseJudge, _ language: Language) {
            rule = objection.rule
            article = judge.pack.article(objection.rule)
            weight = objection.weight
            message = objection.message.text(language)
        }

        var shown: Phrase {
            switch weight {
            case .block: .caseMissing.with(message, article)
            case .needsReason: .caseNeedsCare.with(message, article)
            case .notice: .caseNotice.with(message, article)
            }
        }
    }

    /// The same case under another rule pack.
    struct Comparison: Encodable {
        let pack: String
        let differences: [PackDifference]
        let missing: [Line]
        let due: DueDate?
    }

    private let file: CaseFile
    private let judge: CaseJudge
    private let decisions: [CaseDecision]
    private let trail: [AuditEntry]
    private let other: CaseJudge?
    private let effective: [String]
    private let language: Language

    init(_ number: Int64, store: RegistryStore, other: String? = nil, language: Language = .chinese) async throws {
        file = try await store.caseFile(number)
        judge = try store.judge(file.matter)
        decisions = try await store.decisions(ofCase: number)
        trail = try await store.auditEntries(subject: "case:\(number)")
        self.other = try other.map { try store.judge(pack: $0) }
        effective = store.library.effective(on: file.today).map(\.id)
        self.language = language
    }

    static func clock(_ due: DueDate) -> Phrase {
        (due.isProvisional ? Phrase.caseDueProvisional : .caseDue).with(due.iso)
    }

    private var lines: [Line] {
        switch file.matter.state {
        case .open, .returned, .submitted: judge.objections(file).map { Line($0, judge, language) }
        case .approved: judge.unfinished(file).map { Line($0, judge, language) }
        default: []
        }
    }

    private var turn: ApprovalStep? {
        let steps = judge.steps(file)
        return file.matter.state == .submitted && file.matter.step < steps.count ? steps[file.matter.step] : nil
    }

    private var comparison: Comparison? {
        guard let other else { return nil }
        let steps = other.steps(file)
        let submitted = file.matter.submittedAt.map { CalendarDate(milliseconds: $0) } ?? file.today
        let reached = file.matter.turnAt.map { CalendarDate(milliseconds: $0) } ?? file.today
        return Comparison(
            pack: other.pack.id, differences: PackDifference.between(judge.pack, other.pack, language: language),
            missing: other.objections(file).map { Line($0, other, language) },
            due: file.matter.step < steps.count
                ? other.due(steps[file.matter.step], turn: reached, submitted: submitted) : nil)
    }

    func show(_ console: Console) throws {
        if console.json { return try console.sayJSON(self) }
        let matter = file.matter
        console.say(
            .caseLine.with(phrases: Phrase(plain: matter.number), matter.kindTitle, matter.stateTitle))
        console.say(.casePack.with(judge.pack.title, judge.pack.document, effective.joined(separator: "、")))
        if let student = file.student {
            console.say(
                .studentLine.with(
                    String(student.id), student[.name] ?? "", student[.sex] ?? "", student[.birthDate] ?? "",
                    student[.studentNumber] ?? ""))
        }
        if let field = matter.field {
            console.say(
                .caseChange.with(
                    phrases: FieldKey(rawValue: field.rawValue).heading, Phrase(plain: matter.oldValue ?? "—"),
                    Phrase(plain: matter.newValue ?? "—")))
        }
        for (detail, value) in matter.details.sorted(by: { $0.key.rawValue < $1.key.rawValue }) where !value.isEmpty {
            let title = console.text(DeskWords.phrase("detail.\(detail.rawValue)"))
            console.say("    \(title)（\(detail.rawValue)）= \(value)")
        }
        showEvidence(console)
        for line in lines { console.say(line.shown) }
        let steps = judge.steps(file)
        for decision in decisions {
            console.say(
                .caseDecisionLine.with(
                    phrases: Phrase(plain: decision.step + 1), decision.outcome.title, Phrase(plain: decision.person)))
        }
        for (index, step) in steps.enumerated() where matter.state.isUnderWay {
            let mark = matter.state == .submitted && index == matter.step ? "▶" : index < matter.step ? "✓" : "·"
            console.say(
                .caseStep.with(
                    mark, String(index + 1), console.text(step.title), step.organization, judge.pack.article(step.rule))
            )
        }
        if turn != nil, let due = matter.due { console.say(CaseReport.clock(due)) }
        if let comparison { showComparison(comparison, console) }
    }

    private func showEvidence(_ console: Console) {
        let valid = Set(file.valid.map(\.id))
        for item in file.evidence {
            let status: Phrase =
                switch item.document?.status {
                case _ where !valid.contains(item.id): .statusSuperseded
                case .verified: .statusVerified
                case .pending: .statusPending
                case .rejected: .statusRejected
                case nil: .statusPresent
                }
            console.say(
                .caseEvidence.with(
                    "#\(item.id) " + console.text(EvidenceItem.title(item.kind)), String(item.page),
                    String(item.hash.prefix(12)), console.text(status)))
            for finding in item.document?.reading.findings ?? [] where finding.code == .crossDocumentMismatch {
                console.say(.caseFinding.with(finding.code.rawValue, finding.message))
            }
        }
    }

    private func showComparison(_ comparison: Comparison, _ console: Console) {
        console.say(.caseOtherPack.with(comparison.pack))
        for difference in comparison.differences {
            console.say("    \(difference.name): \(difference.here) → \(difference.there)  \(difference.text)")
        }
        let here = Set(lines.map { $0.rule + $0.message })
        for line in comparison.missing where !here.contains(line.rule + line.message) { console.say(line.shown) }
    }

    private enum CodingKeys: String, CodingKey {
        case `case`, student, evidence, missing, notices, decisions, nextRole, nextOrganization, due, pack
        case effectivePacks, comparison, auditEntries
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(file.matter, forKey: .case)
        try container.encode(file.student, forKey: .student)
        try container.encode(file.evidence, forKey: .evidence)
        try container.encode(lines.filter { $0.weight == .block }, forKey: .missing)
        try container.encode(lines.filter { $0.weight != .block }, forKey: .notices)
        try container.encode(decisions, forKey: .decisions)
        try container.encode(turn?.role.rawValue, forKey: .nextRole)
        try container.encode(turn?.organization, forKey: .nextOrganization)
        try container.encode(file.matter.due, forKey: .due)
        try container.encode(judge.pack.id, forKey: .pack)
        try container.encode(effective, forKey: .effectivePacks)
        try container.encodeIfPresent(comparison, forKey: .comparison)
        try container.encode(trail.count, forKey: .auditEntries)
    }
}
