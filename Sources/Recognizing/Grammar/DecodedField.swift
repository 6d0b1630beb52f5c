/// What a grammar made of a line, before calibration.
public struct DecodedField: Sendable, Hashable {
    /// Normalised; `nil` when nothing readable stands there.
    public var value: String?
    /// What stood there.
    public var raw: String
    /// Other values, best first.
    public var alternatives: [String]
    public var evidence: ReadingEvidence

    public init(value: String?, raw: String, alternatives: [String], evidence: ReadingEvidence) {
        self.value = value
        self.raw = raw
        self.alternatives = alternatives
        self.evidence = evidence
    }

    public static let nothing = DecodedField(value: nil, raw: "", alternatives: [], evidence: ReadingEvidence())
}

/// What speaks for a value; calibration turns it into a probability.
public struct ReadingEvidence: Sendable, Hashable, Codable {
    /// Share of the best value among all values that fit the grammar, 0…1.
    public var margin = 0.0
    /// Probability of the whole line under the value, 0…1 (per character, geometric mean).
    public var pathScore = 0.0
    /// The weakest character of the plain reading, 0…1.
    public var lowest = 0.0
    /// The plain reading, normalised, is the value.
    public var plainAgrees = false
    /// A check built into the value holds: check digit, real date, list entry, number length.
    public var checked = false
    /// Repaired: the value fits only after a character that was not the most probable one.
    public var repaired = false
    /// The second engine read the same; `nil` when it was not asked.
    public var secondAgrees: Bool?
    /// Ink at an end of the line was read as nothing.
    public var endsUnread = false
    /// The quick engine alone was asked.
    public var quick = false
    /// The ink looks like a pen's, or the form says so.
    public var handwritten = false

    public init() {}
}
