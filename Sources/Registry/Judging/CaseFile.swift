public import IntakeModel

/// What rules look at: the case, its student and history, its papers, and the organizations around it.
public struct CaseFile: Sendable {
    public var matter: IntakeCase
    public var student: Student?
    /// Everything that was ever attached, oldest first.
    public var evidence: [EvidenceItem]
    public var organizations: OrganizationTree
    /// Oldest first.
    public var history: [StudentEvent]
    /// 开学日期 of the terms set for the school's city or county.
    public var terms: [CalendarDate]
    /// What the registry knows that could make this the wrong student or the wrong time.
    public var conflicts: [IdentityConflict]
    public var today: CalendarDate

    public init(
        matter: IntakeCase, student: Student?, evidence: [EvidenceItem],
        organizations: OrganizationTree = OrganizationTree(), history: [StudentEvent] = [],
        terms: [CalendarDate] = [], conflicts: [IdentityConflict] = [], today: CalendarDate
    ) {
        self.matter = matter
        self.student = student
        self.evidence = evidence
        self.organizations = organizations
        self.history = history
        self.terms = terms
        self.conflicts = conflicts
        self.today = today
    }

    /// Evidence that counts: what was superseded does not.
    public var valid: [EvidenceItem] {
        let replaced = Set(evidence.compactMap(\.supersedes))
        return evidence.filter { !replaced.contains($0.id) }
    }

    /// Papers of these kinds that count, those that are verified first.
    public func papers(_ kinds: [DocumentType]) -> [IntakeDocument] {
        let found = valid.compactMap(\.document).filter { kinds.contains($0.reading.documentType) }
        return found.filter { $0.status == .verified } + found.filter { $0.status != .verified }
    }

    /// The school that the case is at home in: the one that has the student, or the one that admits a new one.
    public var school: String {
        matter.kind == .enrolment ? matter.organization : student?.organization ?? matter.organization
    }

    /// The stage of the student: by grade, else by the school when it has one stage only.
    public var stage: SchoolStage? {
        let stages = organizations[school]?.stages ?? []
        if stages == [.special] { return .special }
        return student?.grade?.stage ?? (stages.count == 1 ? stages.first : nil)
    }

    /// What decides which evidence and steps the case has.
    public var facts: Set<CaseFact> {
        var facts: Set<CaseFact> = []
        if let stage { facts.insert(stage.isCompulsory ? .compulsory : .senior) }
        guard let from = matter.releasingSchool, let to = matter.receivingSchool else { return facts }
        if organizations[from]?.isExternal == true { facts.insert(.incoming) }
        if organizations[to]?.isExternal == true { facts.insert(.outgoing) }
        facts.insert(organizations.commonSuperior(of: [from, to]) == nil ? .acrossProvinces : .inProvince)
        return facts
    }

    func holds(_ conditions: [CaseFact]?) -> Bool { (conditions ?? []).allSatisfy(facts.contains) }

    /// The start of the term that is running.
    public var termStart: CalendarDate? { terms.filter { $0 <= today }.max() }
}

/// 学籍冲突: what the national system's precheck asks, answered before upload.
public struct IdentityConflict: Sendable, Codable, Hashable {
    public enum Code: String, Sendable, Codable {
        /// 学生数据有误.
        case wrongData = "2001"
        /// 存在在办业务.
        case caseOpen = "2002"
        /// 问题学籍.
        case problemRecord = "2003"
        /// The same picture is evidence on another case.
        case sameImage = "IMAGE"
    }

    public var code: Code
    public var message: Phrase

    public init(_ code: Code, _ message: Phrase) {
        self.code = code
        self.message = message
    }
}
