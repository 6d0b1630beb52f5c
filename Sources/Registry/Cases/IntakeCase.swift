internal import IntakeModel

/// 案卷: one matter of one student on its way through schools and departments.
public struct IntakeCase: Sendable, Codable, Hashable {
    public var number: Int64
    public var kind: CaseKind
    /// Code of the organization that started it.
    public var organization: String
    public var student: Int64
    public var state: CaseState
    /// How many approval steps are done.
    public var step: Int
    /// What an information correction changes.
    public var field: StudentField?
    public var oldValue: String?
    public var newValue: String?
    /// Codes of both schools of a transfer.
    public var releasingSchool: String?
    public var receivingSchool: String?
    public var openedBy: String
    public var submittedBy: String?
    /// Milliseconds since 1970.
    public var openedAt: Int64
    public var submittedAt: Int64?

    public init(
        number: Int64, kind: CaseKind, organization: String, student: Int64, state: CaseState = .open, step: Int = 0,
        field: StudentField? = nil, oldValue: String? = nil, newValue: String? = nil, releasingSchool: String? = nil,
        receivingSchool: String? = nil, openedBy: String, submittedBy: String? = nil, openedAt: Int64,
        submittedAt: Int64? = nil
    ) {
        self.number = number
        self.kind = kind
        self.organization = organization
        self.student = student
        self.state = state
        self.step = step
        self.field = field
        self.oldValue = oldValue
        self.newValue = newValue
        self.releasingSchool = releasingSchool
        self.receivingSchool = receivingSchool
        self.openedBy = openedBy
        self.submittedBy = submittedBy
        self.openedAt = openedAt
        self.submittedAt = submittedAt
    }
}

/// 凭据: a paper attached to a case, bound to its original by hash.
public struct EvidenceItem: Sendable, Codable, Hashable {
    /// A document type's name, or `writtenApplication`.
    public var kind: String
    public var page: Int64
    /// SHA-256 of the original page.
    public var hash: String
    /// The paper that was read; `nil` for papers that only need to be there.
    public var document: IntakeDocument?

    public init(kind: String, page: Int64, hash: String, document: IntakeDocument?) {
        self.kind = kind
        self.page = page
        self.hash = hash
        self.document = document
    }

    /// 书面申请: free-form paper; its presence counts.
    public static let writtenApplication = "writtenApplication"
}

/// 核办记录.
public struct CaseDecision: Sendable, Codable, Hashable {
    public var step: Int
    public var outcome: DecisionOutcome
    public var reason: String?
    public var person: String
    /// Milliseconds since 1970.
    public var at: Int64

    public init(step: Int, outcome: DecisionOutcome, reason: String?, person: String, at: Int64) {
        self.step = step
        self.outcome = outcome
        self.reason = reason
        self.person = person
        self.at = at
    }
}
