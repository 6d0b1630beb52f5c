/// One character as an engine read it.
public struct ReadCharacter: Sendable, Hashable {
    public var character: Character
    /// The engine's own score, 0…1; not calibrated.
    public var confidence: Double
    /// Centre of the character along the line, 0 (left end) … 1 (right end).
    public var position: Double

    public init(character: Character, confidence: Double, position: Double) {
        self.character = character
        self.confidence = confidence
        self.position = position
    }

    /// A letter or digit, and no punctuation.
    public var isWord: Bool { character.isLetter || character.isNumber }
}

/// A text line as an engine read it.
public struct LineReading: Sendable, Hashable {
    public var characters: [ReadCharacter]

    public init(characters: [ReadCharacter]) { self.characters = characters }

    public var text: String { String(characters.map(\.character)) }
    /// Whether to trust a line follows its weakest character, not the mean.
    public var lowestConfidence: Double { characters.map(\.confidence).min() ?? 0 }
    /// How much a line says: the surplus of its characters' confidences over a half.
    public var credit: Double { characters.reduce(0) { $0 + ($1.confidence - 0.5) } }
}
