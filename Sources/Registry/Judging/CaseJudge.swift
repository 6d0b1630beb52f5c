public import IntakeModel

/// 核办规则: asks a case everything that its rule pack asks.
public struct CaseJudge: Sendable {
    public let pack: RulePack
    public let calendar: WorkingCalendar

    public init(pack: RulePack, calendar: WorkingCalendar) {
        self.pack = pack
        self.calendar = calendar
    }

    /// Everything that stands against submitting or approving the case, the gravest first; empty when nothing does.
    public func objections(_ file: CaseFile) -> [Objection] {
        guard let plan = pack.plan(file.matter.kind) else {
            return [Objection("R11-3", .caseKindUnknown.with(file.matter.kind.rawValue, pack.id))]
        }
        var found = stage(file, plan)
        for need in plan.evidence where file.holds(need.when) { found += EvidenceJudge(file: file).objections(need) }
        for name in plan.checks { found += CaseChecks.all[name]?(file, self) ?? [] }
        found += steps(file, plan).compactMap { step in
            step.organization.isEmpty ? Objection("R03-2", .obstacleUnitMissing.with(phrases: step.title)) : nil
        }
        found += start(file, plan) + file.valid.compactMap { EvidenceJudge(file: file).seenByOne($0) }
        found += file.conflicts.map { conflict in
            let weight: Objection.Weight = conflict.code == .sameImage ? .needsReason : .block
            let code = Phrase(conflict.code.rawValue, conflict.code.rawValue)
            return Objection("R22-2", weight, .precheck.with(phrases: code, conflict.message))
        }
        return Array(Set(found)).sorted {
            ($1.weight, $0.rule, $0.message.text(.chinese)) < ($0.weight, $1.rule, $1.message.text(.chinese))
        }
    }

    /// What makes a case impossible from the start: no paper could mend it.
    public func refusals(_ file: CaseFile) -> [Objection] {
        guard let plan = pack.plan(file.matter.kind) else { return [] }
        let early = ["R15-09", "R15-18", "R16-3", "R07-1"].filter { plan.checks.contains($0) }
        let found = stage(file, plan) + early.flatMap { CaseChecks.all[$0]?(file, self) ?? [] }
        return found.filter { $0.weight == .block }
    }

    /// What must be recorded before an approved case is finished.
    public func unfinished(_ file: CaseFile) -> [Objection] {
        (pack.plan(file.matter.kind)?.finish ?? []).flatMap { FinishChecks.all[$0]?(file) ?? [] }
    }

    /// Who must say yes, in order. A step without an organization is one that the tree of organizations lacks.
    public func steps(_ file: CaseFile) -> [ApprovalStep] {
        pack.plan(file.matter.kind).map { steps(file, $0) } ?? []
    }

    /// Until when the case should have been started, counted from the day its details name.
    public func startDue(_ file: CaseFile) -> DueDate? {
        guard let clock = pack.plan(file.matter.kind)?.start, let from = file.matter.day(clock.from),
            let period = pack.parameters[clock.within]?.period
        else { return nil }
        return calendar.end(of: period, from: from)
    }

    /// Until when a step has time that was reached on `turn`, of a case submitted on `submitted`.
    public func due(_ step: ApprovalStep, turn: CalendarDate, submitted: CalendarDate) -> DueDate? {
        guard let within = step.within, let period = pack.parameters[within]?.period else { return nil }
        return calendar.end(of: period, from: step.clock == .submission ? submitted : turn)
    }

    /// The clock of the start: what is late is told, not refused.
    private func start(_ file: CaseFile, _ plan: CasePlan) -> [Objection] {
        guard let clock = plan.start, file.matter.state == .open || file.matter.state == .returned else { return [] }
        guard let due = startDue(file) else {
            return [
                Objection(
                    clock.rule, .notice,
                    .obstacleNoStartDay.with(phrases: DeskWords.phrase("detail.\(clock.from.rawValue)")))
            ]
        }
        return file.today.iso > due.iso ? [Objection(clock.rule, .notice, .obstacleStartLate.with(due.iso))] : []
    }

    private func stage(_ file: CaseFile, _ plan: CasePlan) -> [Objection] {
        guard plan.stages != nil || plan.refusedIn != nil else { return [] }
        guard let stage = file.stage else { return [Objection("R02-1", .obstacleStageUnknown)] }
        if let refused = plan.refusedIn, refused.stages.contains(stage) {
            return [Objection(refused.rule, .obstacleRefusedInStage.with(pack.rule(refused.rule)?.text ?? ""))]
        }
        if let stages = plan.stages, !stages.contains(stage) {
            return [Objection(stage == .senior ? "R15-13" : "R15-18", .obstacleWrongKindForStage)]
        }
        return []
    }

    private func steps(_ file: CaseFile, _ plan: CasePlan) -> [ApprovalStep] {
        var steps: [ApprovalStep] = []
        for planned in plan.steps where file.holds(planned.when) {
            let units = CaseUnits(file: file).organizations(planned.unit)
            for unit in units.isEmpty ? [nil] : units.map(Optional.some) {
                if planned.ifOther == true, steps.contains(where: { $0.organization == unit?.code }) { continue }
                steps.append(
                    ApprovalStep(
                        role: unit?.level.decider ?? .schoolLeader, organization: unit?.code ?? "",
                        title: planned.unit.title, rule: planned.rule, within: planned.within,
                        clock: planned.clock ?? .turn, isExternal: unit?.isExternal ?? false,
                        makerMayDecide: planned.makerMayDecide ?? false))
            }
        }
        return steps
    }
}

/// 核办步骤: who must say yes next.
public struct ApprovalStep: Sendable, Hashable {
    public let role: Role
    /// Code of the organization whose turn it is.
    public let organization: String
    public let title: Phrase
    public let rule: String
    /// Name of the parameter that holds its period.
    public let within: String?
    public let clock: StepPlan.Clock
    /// The organization does not work with this registry: whoever started the case records what it decided.
    public let isExternal: Bool
    public let makerMayDecide: Bool
}
