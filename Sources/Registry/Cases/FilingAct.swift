/// 归档记录: what a person did with a verified paper of the pool; rows that only grow.
public struct FilingAct: Sendable, Hashable {
    public enum Action: String, Sendable, Codable {
        /// It became evidence on a case.
        case attach
        /// 不归入案卷: it belongs to no case.
        case keepOut
        /// Takes another act back.
        case undo
    }

    public var id: Int64
    public var document: Int64
    public var action: Action
    public var caseNumber: Int64?
    /// The item on the case that it became.
    public var evidence: Int64?
    /// What spoke against the case when the person chose it all the same.
    public var doubts: [CaseProposal.Doubt]
    public var reason: String?
    /// The act that this one takes back.
    public var undoes: Int64?
    public var person: String
    /// Milliseconds since 1970.
    public var at: Int64

    public init(
        id: Int64, document: Int64, action: Action, caseNumber: Int64?, evidence: Int64?,
        doubts: [CaseProposal.Doubt], reason: String?, undoes: Int64?, person: String, at: Int64
    ) {
        self.id = id
        self.document = document
        self.action = action
        self.caseNumber = caseNumber
        self.evidence = evidence
        self.doubts = doubts
        self.reason = reason
        self.undoes = undoes
        self.person = person
        self.at = at
    }
}
