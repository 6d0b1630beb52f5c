public import IntakeModel

/// 离线复核单: what one person decided about one paper while its store was away, and on which state of the paper.
public struct ReviewSubmission: Sendable, Codable, Hashable {
    public struct Decision: Sendable, Codable, Hashable {
        /// ``IntakeDocument/wholeKey`` for a rejection.
        public var field: FieldKey
        public var action: FieldReview.Action
        /// What the field holds by it; of what was accepted, the value that was seen. `nil` when nobody could read it.
        public var value: String?
        public var reason: String?
        /// Milliseconds since 1970.
        public var at: Int64
        public var effort: ReviewEffort

        public init(
            field: FieldKey, action: FieldReview.Action, value: String?, reason: String?, at: Int64,
            effort: ReviewEffort = ReviewEffort()
        ) {
            self.field = field
            self.action = action
            self.value = value
            self.reason = reason
            self.at = at
            self.effort = effort
        }
    }

    /// The same however often it is delivered, and no other one's.
    public let key: String
    public let document: Int64
    public let page: Int64
    public let person: String
    /// Number of the newest entry of the paper's history on which it was decided.
    public let version: Int64
    /// When its page was shown without the store's knowing; `nil` when the look is on record already.
    public let lookedAt: Int64?
    public var decisions: [Decision] = []

    public init(
        key: String, document: Int64, page: Int64, person: String, version: Int64, lookedAt: Int64?
    ) {
        self.key = key
        self.document = document
        self.page = page
        self.person = person
        self.version = version
        self.lookedAt = lookedAt
    }
}

/// 复核冲突: a submission that somebody else's decisions, or the rules, kept out of a paper.
public struct ReviewConflict: Sendable, Hashable {
    public var id: Int64
    public var submission: ReviewSubmission
    /// Code of the rule that refused it; `nil` when somebody else had decided.
    public var cause: String?
    /// When it was delivered. Milliseconds since 1970.
    public var at: Int64

    public init(id: Int64, submission: ReviewSubmission, cause: String?, at: Int64) {
        self.id = id
        self.submission = submission
        self.cause = cause
        self.at = at
    }
}

/// 送达结果 of a submission.
public enum SubmissionOutcome: String, Sendable, Codable {
    /// Every decision is in the paper's history.
    case stored
    /// None of it was stored; a person settles it.
    case conflict
}

extension IntakeDocument {
    /// The paper as these decisions would leave it, by the same rules as in the store. `trail` is its history, `twice`
    /// the fields that need two people.
    public func deciding(
        _ decisions: [ReviewSubmission.Decision], by person: String, after trail: ReviewTrail, twice: Set<FieldKey>
    ) -> IntakeDocument {
        var document = self
        var entries = trail.entries
        for decision in decisions {
            let others = (document.keyed[decision.field] ?? []).filter { $0.person != person }
            let isKeyed = decision.action.isValue && (!others.isEmpty || twice.contains(decision.field))
            entries.append(
                ReviewTrail.Entry(
                    id: (entries.last?.id ?? 0) + 1, field: decision.field,
                    review: FieldReview(
                        action: decision.action, before: nil, after: decision.value, reason: decision.reason,
                        person: person, at: decision.at, keying: isKeyed ? others.count + 1 : nil)))
            (document.reviews, document.keyed) = ReviewTrail(entries).outcome
        }
        document.status = document.settledStatus
        return document
    }
}
