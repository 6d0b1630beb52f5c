public import IntakeModel

/// What rules look at: the case, its student, and its papers.
public struct CaseFile: Sendable {
    public var matter: IntakeCase
    public var student: Student
    public var evidence: [EvidenceItem]

    public init(matter: IntakeCase, student: Student, evidence: [EvidenceItem]) {
        self.matter = matter
        self.student = student
        self.evidence = evidence
    }
}

/// 尚缺事项: one thing that keeps a case from going on, with the article that asks for it.
public struct Obstacle: Sendable, Hashable {
    public let article: String
    public let message: Phrase

    public init(article: String, _ message: Phrase) {
        self.article = article
        self.message = message
    }
}

/// 核办步骤: who must say yes next.
public struct ApprovalStep: Sendable, Hashable {
    public let role: Role
    /// Code of the organization whose turn it is.
    public let organization: String
    public let title: Phrase

    public init(role: Role, organization: String, title: Phrase) {
        self.role = role
        self.organization = organization
        self.title = title
    }
}

/// 一类案卷的规则.
public protocol CaseRules: Sendable {
    /// Everything that stands between the case and its submission; empty when it may be submitted.
    func obstacles(_ file: CaseFile) -> [Obstacle]

    /// The approvals in order. `superior` answers the department over an organization.
    func steps(_ matter: IntakeCase, superior: (String) -> String?) -> [ApprovalStep]
}

extension CaseRules {
    /// What is doubtful on a paper keeps it from being evidence.
    func unverified(_ item: EvidenceItem, article: String) -> [Obstacle] {
        guard let document = item.document else { return [] }
        switch document.status {
        case .verified: return []
        case .rejected: return [Obstacle(article: article, .obstacleRejected.with(String(document.id)))]
        case .pending:
            let fields = document.doubtful.map(\.rawValue).joined(separator: ", ")
            return [Obstacle(article: article, .obstacleUnverified.with(String(document.id), fields))]
        }
    }
}
