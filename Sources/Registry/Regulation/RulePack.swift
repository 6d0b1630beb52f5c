public import IntakeModel

/// 规则包: one layer of the regulation as dated data; the file `models/rules/<id>.json`.
///
/// A pack that is `basedOn` another says only what is different; ``RuleLibrary`` lays it over its basis.
public struct RulePack: Sendable, Codable, Hashable {
    public enum Layer: String, Sendable, Codable { case national, province, city }

    public var id: String
    public var layer: Layer
    public var basedOn: String?
    public var title: String
    /// 文号.
    public var document: String
    /// Where the text comes from and how far it can be trusted.
    public var source: String
    /// First and last day in force, ISO 8601.
    public var effectiveFrom: String
    public var effectiveTo: String?
    public var parameters: [String: RuleParameter]
    public var cases: [String: CasePlan]?
    public var rules: [RuleEntry]

    /// Whether it is in force on a day.
    public func isEffective(on day: CalendarDate) -> Bool {
        day.iso >= effectiveFrom && effectiveTo.map { day.iso <= $0 } ?? true
    }

    public func plan(_ kind: CaseKind) -> CasePlan? { cases?[kind.rawValue] }

    public func rule(_ id: String) -> RuleEntry? { rules.first { $0.id == id } }

    /// The article that a rule stands for; what is no rule's name is an article already (附件3 注2).
    public func article(_ rule: String) -> String { self.rule(rule)?.article ?? rule }
}

/// One rule: what it says, where it stands, and what the software does about it.
public struct RuleEntry: Sendable, Codable, Hashable {
    public enum Severity: String, Sendable, Codable {
        /// The step is refused.
        case block
        /// The decider is told and may go on.
        case warn
        /// The decider is told and may go on with a written reason only.
        case escalate
        /// A clock runs.
        case deadline
        /// It appears in a report.
        case report
        /// Who may do or see what.
        case policy
        /// Only a person can judge; what they say is recorded.
        case record
    }

    public var id: String
    public var article: String
    public var severity: Severity
    public var text: String
    public var english: String
}

/// A number or span of time that a rule sets.
public struct RuleParameter: Sendable, Codable, Hashable {
    public var period: Period?
    public var number: Int?
    /// The rule that sets it.
    public var rule: String
    /// 一般: going past it needs a reason, it is not refused.
    public var soft: Bool?
    public var note: String?
}

/// 期限: one of its units is set.
public struct Period: Sendable, Codable, Hashable {
    public var workingDays: Int?
    public var months: Int?
    public var years: Int?

    public init(workingDays: Int? = nil, months: Int? = nil, years: Int? = nil) {
        self.workingDays = workingDays
        self.months = months
        self.years = years
    }
}
