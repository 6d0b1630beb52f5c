internal import IntakeResources

/// 边线残留: rests of a cell's rules are read as strokes at either end of its text.
enum EdgeStrokes {
    private static let strokes: Set<Character> = ["I", "l", "i", "!", "|", "丨", "！"]

    /// The text without a stroke that stands before or behind Chinese writing. A 1 goes only where no value of the kind
    /// begins or ends with a digit.
    static func removed(from text: String, as grammar: FieldGrammarName) -> String {
        var kept = Substring(text)
        let leading = grammar == .place || grammar == .sex || grammar == .relation ? strokes.union(["1"]) : strokes
        while let first = kept.first, leading.contains(first), kept.dropFirst().contains(where: isHan) {
            let rest = kept.dropFirst()
            guard let next = rest.first, isHan(next) || leading.contains(next) else { break }
            kept = rest
        }
        let trailing =
            grammar == .gradeClass || grammar == .sex || grammar == .relation ? strokes.union(["1"]) : strokes
        while let last = kept.last, trailing.contains(last), kept.dropLast().contains(where: isHan) {
            let rest = kept.dropLast()
            guard let before = rest.last, isHan(before) || "）)。".contains(before) || trailing.contains(before) else {
                break
            }
            kept = rest
        }
        return String(kept)
    }

    private static func isHan(_ character: Character) -> Bool {
        character.isHan && character != "丨"
    }
}
