public import IntakeModel

/// 文书: one paper on a page as it was read, with what people decided about it.
public struct IntakeDocument: Sendable, Codable, Hashable {
    public enum Status: String, Sendable, Codable {
        /// Something is doubtful.
        case pending
        /// Nothing is doubtful, or people have decided it.
        case verified
        case rejected
    }

    public var id: Int64
    public var page: Int64
    public var organization: String
    public var reading: DocumentReading
    public var status: Status
    /// What is settled, by field; `seals` stands for the seals as a whole.
    public var reviews: [FieldKey: FieldReview]
    /// 双人录入 under way: what each person keyed of a field that is not settled yet, oldest first. Never printed: the
    /// second person works blind.
    public var keyed: [FieldKey: [FieldReview]] = [:]
    /// Below which confidence its fields went to a person; those in force when it was read.
    public var thresholds = Thresholds.standard
    /// 抽检: it was straight-through and waits to be looked at all the same.
    public var isSampled = false
    /// Page of the file on which it lies, from 1; `nil` for papers from before this was kept.
    public var sheet: Int?

    public init(
        id: Int64, page: Int64, organization: String, reading: DocumentReading, status: Status,
        reviews: [FieldKey: FieldReview]
    ) {
        self.id = id
        self.page = page
        self.organization = organization
        self.reading = reading
        self.status = status
        self.reviews = reviews
    }

    private enum CodingKeys: String, CodingKey { case id, page, organization, reading, status, reviews }

    /// The key under which a reviewer accepts what the machine says about seals.
    public static let sealsKey: FieldKey = "seals"
    /// The key of decisions about the paper as a whole.
    public static let wholeKey: FieldKey = "document"

    /// What is settled, else what was read; `nil` when a person could not read it either.
    public func value(_ key: FieldKey) -> String? {
        if reviews[key]?.action == .unreadable { return nil }
        return reviews[key]?.after ?? reading[key].flatMap(\.value)
    }

    /// Fields that a person has to look at and has not yet, in the order of their names.
    public var doubtful: [FieldKey] {
        Doubt.keys(reading, thresholds).filter { key in
            guard let review = reviews[key] else { return true }
            // What was found after the decision is not settled by it.
            return reading.findings.contains { finding in
                finding.severity == .error && (finding.field ?? IntakeDocument.sealsKey) == key
                    && finding.raisedAt.map { $0 > review.at } == true
            }
        }
    }

    /// Fields to be looked at: what is doubtful; of a sampled paper every field.
    public var toCheck: [FieldKey] {
        guard isSampled else { return doubtful }
        return reading.allFields.keys.filter { reviews[$0] == nil }.sorted()
    }

    /// Of these what `person` can decide: not what they have keyed already.
    public func toCheck(by person: String) -> [FieldKey] {
        toCheck.filter { key in !(keyed[key] ?? []).contains { $0.person == person } }
    }

    /// What it is after a decision.
    public var settledStatus: Status {
        if reviews[IntakeDocument.wholeKey]?.action == .reject { return .rejected }
        return reading.documentType != .unknown && doubtful.isEmpty ? .verified : .pending
    }
}
