public import IntakeModel

/// 信息变更记录: where a value of a student's record comes from; never changed.
public struct FieldChange: Sendable, Codable, Hashable {
    public var student: Int64
    public var field: StudentField
    public var before: String?
    public var after: String?
    /// `case`, or `roster` for what a school's list said.
    public var origin: String
    public var caseNumber: Int64?
    public var person: String
    /// Milliseconds since 1970.
    public var at: Int64

    public init(
        student: Int64, field: StudentField, before: String?, after: String?, origin: String, caseNumber: Int64?,
        person: String, at: Int64
    ) {
        self.student = student
        self.field = field
        self.before = before
        self.after = after
        self.origin = origin
        self.caseNumber = caseNumber
        self.person = person
        self.at = at
    }
}

/// 出处: one value of a record, back to the pixels that prove it.
public struct ValueProvenance: Sendable, Codable {
    /// A paper that says this value.
    public struct Proof: Sendable, Codable {
        public var evidence: Int64
        public var kind: String
        public var page: Int64
        /// SHA-256 of the original.
        public var hash: String
        public var document: Int64?
        /// What was read there, with its region in pixels of the original; `nil` where the paper has no such field.
        public var reading: FieldReading?
        public var review: FieldReview?
        /// Texts of the seals on it.
        public var seals: [String]

        public init(_ item: EvidenceItem, field: StudentField) {
            evidence = item.id
            kind = item.kind
            page = item.page
            hash = item.hash
            document = item.document?.id
            reading = item.document?.reading.fields[field.key]
            review = item.document?.reviews[field.key]
            seals = item.document?.reading.seals.compactMap(\.text) ?? []
        }
    }

    public var change: FieldChange
    public var proofs: [Proof]
    public var decisions: [CaseDecision]
    /// Numbers of the audit entries about the case.
    public var auditEntries: [Int64]

    public init(change: FieldChange, proofs: [Proof], decisions: [CaseDecision], auditEntries: [Int64]) {
        self.change = change
        self.proofs = proofs
        self.decisions = decisions
        self.auditEntries = auditEntries
    }
}
