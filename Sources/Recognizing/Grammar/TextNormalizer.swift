public import IntakeResources

/// 归一: from what stands on paper to comparable text.
public struct TextNormalizer: Sendable {
    let folding: ScriptFolding

    public init(folding: ScriptFolding) { self.folding = folding }

    /// Full-width letters and digits to ASCII, traditional to simplified, no spaces.
    public func fold(_ text: String) -> String {
        String(text.compactMap { $0.isWhitespace ? nil : folding.fold(TextNormalizer.narrow($0)) })
    }

    /// Only letters and digits, folded: for comparing labels.
    public func skeleton(_ text: String) -> String { fold(text).filter { $0.isLetter || $0.isNumber } }

    /// Full-width letters and digits to ASCII; punctuation stays as it stands.
    static func narrow(_ character: Character) -> Character {
        guard let scalar = character.unicodeScalars.first, character.unicodeScalars.count == 1,
            (0xFF10...0xFF5A).contains(scalar.value), character.isLetter || character.isNumber,
            let narrow = Unicode.Scalar(scalar.value - 0xFEE0)
        else { return character }
        return Character(narrow)
    }
}
