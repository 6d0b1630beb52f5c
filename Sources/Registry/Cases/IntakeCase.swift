public import IntakeModel

/// 案卷: one matter on its way through schools and departments.
public struct IntakeCase: Sendable, Codable, Hashable {
    public var number: Int64
    public var kind: CaseKind
    /// Code of the organization that started it.
    public var organization: String
    /// `nil` for a complaint about nobody on the register.
    public var student: Int64?
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
    /// Name of the rule pack it runs under.
    public var pack: String
    public var details: [CaseDetail: String]
    /// When it reached the step whose turn it is, and until when that step has time.
    public var turnAt: Int64?
    public var due: DueDate?

    public init(
        number: Int64, kind: CaseKind, organization: String, student: Int64?, state: CaseState = .open, step: Int = 0,
        field: StudentField? = nil, oldValue: String? = nil, newValue: String? = nil, releasingSchool: String? = nil,
        receivingSchool: String? = nil, openedBy: String, submittedBy: String? = nil, openedAt: Int64,
        submittedAt: Int64? = nil, pack: String = RuleLibrary.standard, details: [CaseDetail: String] = [:],
        turnAt: Int64? = nil, due: DueDate? = nil
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
        self.pack = pack
        self.details = details
        self.turnAt = turnAt
        self.due = due
    }

    public func day(_ detail: CaseDetail) -> CalendarDate? { details[detail].flatMap { CalendarDate(iso: $0) } }
}

extension CaseDetail: CodingKeyRepresentable {}

/// 凭据: a paper attached to a case, bound to its original by hash.
public struct EvidenceItem: Sendable, Codable, Hashable {
    public var id: Int64
    /// A document type's name, or one of the papers that only need to be there.
    public var kind: String
    public var page: Int64
    /// SHA-256 of the original page.
    public var hash: String
    /// The paper that was read; `nil` for papers that only need to be there.
    public var document: IntakeDocument?
    /// 原件: the clerk saw the original paper, not a copy.
    public var isOriginal: Bool
    /// 纸质件存放处; `nil` when nobody has said.
    public var keptAt: String?
    /// The item that this one takes the place of, and why.
    public var supersedes: Int64?
    public var reason: String?
    /// Who attached it.
    public var person: String?

    public init(
        id: Int64 = 0, kind: String, page: Int64, hash: String, document: IntakeDocument?, isOriginal: Bool = false,
        keptAt: String? = nil, supersedes: Int64? = nil, reason: String? = nil, person: String? = nil
    ) {
        self.id = id
        self.kind = kind
        self.page = page
        self.hash = hash
        self.document = document
        self.isOriginal = isOriginal
        self.keptAt = keptAt
        self.supersedes = supersedes
        self.reason = reason
        self.person = person
    }

    /// 书面申请: free-form paper; its presence counts.
    public static let writtenApplication = "writtenApplication"
    /// Papers that are not read by machine: a person says what they are. With the document types a closed list (R11-3).
    public static let presentKinds = [
        writtenApplication, "collectionForm", "studentPhoto", "statusProof", "complaintVerification",
    ]
}

/// 核办记录.
public struct CaseDecision: Sendable, Codable, Hashable {
    public var step: Int
    public var outcome: DecisionOutcome
    public var reason: String?
    public var person: String
    /// Milliseconds since 1970.
    public var at: Int64
    /// The last day in time, when a clock ran.
    public var due: DueDate?

    public init(
        step: Int, outcome: DecisionOutcome, reason: String?, person: String, at: Int64, due: DueDate? = nil
    ) {
        self.step = step
        self.outcome = outcome
        self.reason = reason
        self.person = person
        self.at = at
        self.due = due
    }
}

extension EvidenceItem {
    /// What a kind is called.
    public static func title(_ kind: String) -> Phrase {
        switch kind {
        case writtenApplication: .paperApplication
        case "collectionForm": .paperCollectionForm
        case "studentPhoto": .paperPhoto
        case "statusProof": .paperStatusProof
        default: DocumentType(rawValue: kind)?.title ?? Phrase(kind, kind)
        }
    }
}
