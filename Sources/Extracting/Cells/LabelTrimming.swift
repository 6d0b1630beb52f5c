internal import IntakeModel
internal import IntakeResources
internal import Recognizing

/// 去栏名: a value that was read together with the label before or the next one behind it, because a rule between them
/// was passed over.
struct LabelTrimming {
    let labels: [String]
    /// Wordings of labels of which the end may stand before a value, with its colon: 断：.
    var announcing: [String] = []
    let normalizer: TextNormalizer

    /// A label behind a value is told by three characters at least; many a value ends with two such.
    private static let shortestBehind = 3
    private static let alike = 0.74

    /// The lattice without labels at its ends; `nil` when there are none, or nothing else.
    func trimmed(_ lattice: CTCLattice) -> CTCLattice? {
        guard !labels.isEmpty || !announcing.isEmpty else { return nil }
        let characters = lattice.plainReading().characters
        let words = characters.indices.filter { characters[$0].character.isLetter || characters[$0].character.isNumber }
        let text = words.map { normalizer.fold(String(characters[$0].character)).first ?? characters[$0].character }
        var kept = 0..<text.count
        let wordings = labels.map { Array(normalizer.skeleton($0)) }
        if let before = wordings.filter({ starts(text, with: $0) }).max(by: { $0.count < $1.count }) {
            kept = before.count..<kept.upperBound
        }
        if kept.lowerBound == 0, let rest = announced(characters, words, text) { kept = rest..<kept.upperBound }
        let behind = wordings.filter { label in
            label.count >= LabelTrimming.shortestBehind && label.count < kept.count
                && isAlike(label, text.suffix(label.count))
        }.max { $0.count < $1.count }
        if let behind { kept = kept.lowerBound..<(kept.upperBound - behind.count) }
        guard kept.count < text.count, kept.count >= 1 else { return nil }
        func edge(_ word: Int) -> Double {
            if word <= 0 { return 0 }
            if word >= words.count { return 1 }
            return (characters[words[word - 1]].position + characters[words[word]].position) / 2
        }
        return lattice.part(from: edge(kept.lowerBound), to: edge(kept.upperBound))
    }

    /// How many characters before a colon are the end of a label; `nil` for none.
    private func announced(_ characters: [ReadCharacter], _ words: [Int], _ text: [Character]) -> Int? {
        guard
            let colon = characters.prefix(LabelTrimming.longestRest + 1).firstIndex(where: {
                "：:".contains($0.character)
            })
        else { return nil }
        let before = words.count { $0 < colon }
        guard before > 0, before < text.count else { return nil }
        let rest = Array(text.prefix(before))
        return announcing.contains { Array(normalizer.skeleton($0)).suffix(before) == rest[...] } ? before : nil
    }

    /// Characters of a label that a detector leaves to the value, at most.
    private static let longestRest = 3

    /// Two characters must be the label's own.
    private func starts(_ text: [Character], with label: [Character]) -> Bool {
        guard label.count >= 2, text.count > label.count else { return false }
        let start = text.prefix(label.count)
        return label.count == 2 ? Array(start) == label : isAlike(label, start)
    }

    private func isAlike(_ label: [Character], _ text: ArraySlice<Character>) -> Bool {
        1 - Double(editDistance(label, text)) / Double(label.count) >= LabelTrimming.alike
    }
}

extension FormTemplate {
    /// Everything that the labels of the table's cells may say.
    var labelWordings: [String] { cells.compactMap(\.label).flatMap(\.wordings) }

    /// Everything that any label may say, those of lines as well.
    var announcingWordings: [String] {
        let lines = cells.flatMap { $0.lines ?? [] } + (head ?? []) + foot
        return labelWordings + lines.flatMap(\.parts).compactMap(\.label).flatMap(\.wordings)
    }
}
