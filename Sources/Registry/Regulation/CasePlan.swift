public import IntakeModel

/// 一类案卷的办法: who starts it, on what evidence, who decides in which order and by when, and what it does.
public struct CasePlan: Sendable, Codable, Hashable {
    /// What the last approval does to the student's record.
    public enum Effect: String, Sendable, Codable {
        case transfer, correction, photo, suspension, resumption, retention, withdrawal, enrolment, graduation, status
        case none
    }

    public var starter: CaseUnit
    public var effect: Effect
    /// Only these stages; `nil` for all.
    public var stages: [SchoolStage]?
    public var refusedIn: Refusal?
    public var evidence: [EvidenceNeed]
    /// Clock of the start: from the day under `from` in the case's details to the submission.
    public var start: StartClock?
    public var steps: [StepPlan]
    /// Rules that need code of their own, by name; see ``CaseChecks``.
    public var checks: [String]
    /// Rules asked when an approved case is to be finished.
    public var finish: [String]

    /// 不予: stages in which this kind does not exist.
    public struct Refusal: Sendable, Codable, Hashable {
        public var stages: [SchoolStage]
        public var rule: String
    }

    public struct StartClock: Sendable, Codable, Hashable {
        public var rule: String
        /// Name of the parameter that holds the period.
        public var within: String
        public var from: CaseDetail
    }
}

/// 所需凭据: one of `kinds` must be on the case.
public struct EvidenceNeed: Sendable, Codable, Hashable {
    public var rule: String
    /// Document types, or papers that only need to be there (`writtenApplication`, `collectionForm`…).
    public var kinds: [String]
    /// It is read, and nothing on it is doubtful any more.
    public var read: Bool?
    /// Every cell is filled; the article that asks for it.
    public var complete: String?
    public var seals: [SealNeed]?
    /// The clerk saw the original; the rule that asks for it.
    public var original: String?
    /// Where the paper copy lies is recorded; the rule that asks for it.
    public var kept: String?
    /// All of these must hold for the need to exist.
    public var when: [CaseFact]?

    public struct SealNeed: Sendable, Codable, Hashable {
        public var role: SealRole
        public var rule: String
        /// How many seals of the role; one when left out.
        public var count: Int?
    }
}

/// 核办步骤的办法.
public struct StepPlan: Sendable, Codable, Hashable {
    public enum Clock: String, Sendable, Codable {
        /// From the day the case reached this step.
        case turn
        /// From the day it was submitted, however many steps came before.
        case submission
    }

    public var unit: CaseUnit
    public var rule: String
    /// Name of the parameter that holds the period; no clock when left out.
    public var within: String?
    public var clock: Clock?
    public var when: [CaseFact]?
    /// Left out when the same organization already has a step.
    public var ifOther: Bool?
    /// Whoever opened the case may take this step.
    public var makerMayDecide: Bool?
}

/// 单位在案卷中的身份.
public enum CaseUnit: String, Sendable, Codable, CaseIterable {
    case ownSchool, ownDepartment
    case releasingSchool, releasingDepartment, releasingCounty, releasingCity, releasingProvince
    case receivingSchool, receivingDepartment, receivingCounty, receivingCity, receivingProvince
    case handlingUnit
    /// One step a school.
    case undertakingSchools
}

/// What is known about a case and decides which evidence and steps it has.
public enum CaseFact: String, Sendable, Codable, CaseIterable {
    case compulsory, senior
    /// The releasing school is outside this registry.
    case incoming
    /// The receiving school is outside this registry.
    case outgoing
    case inProvince, acrossProvinces
}
