public import IntakeResources

/// One line to the reading process: which file, and what to call it in the answer.
public struct ReadingRequest: Codable, Sendable {
    public var path: String
    public var name: String
    /// The file shows one text line of this kind; answered by a `LineFileReading`.
    public var grammar: FieldGrammarName?

    /// The answer shall say why pages were read as they were.
    public var explain: Bool?
    /// Names of organizations whose seals are likely.
    public var organizations: [String]?
    /// The answer shall say what pages look like from afar.
    public var fingerprint: Bool?

    public init(
        path: String, name: String, grammar: FieldGrammarName? = nil, explain: Bool? = nil,
        organizations: [String]? = nil, fingerprint: Bool? = nil
    ) {
        self.path = path
        self.name = name
        self.grammar = grammar
        self.explain = explain
        self.organizations = organizations
        self.fingerprint = fingerprint
    }
}
