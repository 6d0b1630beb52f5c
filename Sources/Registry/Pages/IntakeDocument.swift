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
    /// Latest decision per field; `seals` stands for the seals as a whole.
    public var reviews: [FieldKey: FieldReview]

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

    /// The key under which a reviewer accepts what the machine says about seals.
    public static let sealsKey: FieldKey = "seals"

    /// What a person settled on, else what was read; `nil` when a person could not read it either.
    public func value(_ key: FieldKey) -> String? {
        if reviews[key]?.action == .unreadable { return nil }
        return reviews[key]?.after ?? reading[key].flatMap(\.value)
    }

    /// Fields that a person has to look at and has not yet, in the order of their names.
    public var doubtful: [FieldKey] {
        Doubt.keys(reading).filter { key in
            guard let review = reviews[key] else { return true }
            // What was found after the decision is not settled by it.
            return reading.findings.contains { finding in
                finding.severity == .error && (finding.field ?? IntakeDocument.sealsKey) == key
                    && finding.raisedAt.map { $0 > review.at } == true
            }
        }
    }
}

/// 逐栏复核: one decision of a reviewer.
public struct FieldReview: Sendable, Codable, Hashable {
    public enum Action: String, Sendable, Codable {
        case accept, correct, reject
        /// 无法辨认: a person looked and could not read it either; the field has no value.
        case unreadable
    }

    public var action: Action
    public var before: String?
    public var after: String?
    public var reason: String?
    public var person: String
    /// Milliseconds since 1970.
    public var at: Int64

    public init(action: Action, before: String?, after: String?, reason: String?, person: String, at: Int64) {
        self.action = action
        self.before = before
        self.after = after
        self.reason = reason
        self.person = person
        self.at = at
    }
}

/// 存疑: which fields of a reading a person must look at.
public enum Doubt {
    /// Below this a value goes to a person. Of the values at or above it fewer than 1 in 100 may be wrong.
    public static let threshold = 0.9

    /// Of the page and of every row: low confidence, nothing readable, or an error found; `seals` when a seal is missing or wrong.
    public static func keys(_ reading: DocumentReading) -> [FieldKey] {
        var keys = Set(reading.allFields.filter { $0.value.value == nil || $0.value.confidence < threshold }.map(\.key))
        for finding in reading.findings where finding.severity == .error {
            keys.insert(finding.field ?? IntakeDocument.sealsKey)
        }
        return keys.sorted()
    }

    /// A paper of unknown kind is always a person's.
    public static func isDoubtful(_ reading: DocumentReading) -> Bool {
        reading.documentType == .unknown || !keys(reading).isEmpty
    }
}
