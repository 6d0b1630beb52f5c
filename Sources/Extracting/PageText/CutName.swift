internal import IntakeModel
internal import Recognizing

/// 切名: a name that was cut out of its line from between other words, and what the whole line says there. 证明谭华燕 may lose
/// the first stroke of 谭, and is then another name.
struct CutName {
    private let text: String
    private let isSure: Bool
    private let isCutBefore: Bool
    private let isCutBehind: Bool

    /// A character of the line surer than this is the likelier one.
    private static let sure = 0.8

    /// `range` is the name's in its line; `nil` where nothing is read there.
    init?(_ line: [ReadCharacter], _ range: Range<Int>, normalizer: TextNormalizer) {
        let own = line[range].filter { $0.character.isLetter }
        guard let first = own.first, let last = own.last else { return nil }
        func isWord(_ index: Int) -> Bool { line.indices.contains(index) && line[index].character.isLetter }
        text = normalizer.fold(String(own.map(\.character)))
        isSure = min(first.confidence, last.confidence) > CutName.sure
        isCutBefore = isWord(range.lowerBound - 1)
        isCutBehind = isWord(range.upperBound)
    }

    /// A reading of the cut-out as it was where the line says the same at its cut ends, else one that is not certain.
    func mended(_ reading: FieldReading) -> FieldReading {
        guard let value = reading.value, value.count == text.count,
            isCutBefore && value.first != text.first || isCutBehind && value.last != text.last
        else { return reading }
        var other = reading
        other.value = isSure ? text : value
        other.alternatives.insert(isSure ? value : text, at: 0)
        other.confidence = min(FormReader.clipped, reading.confidence)
        return other
    }
}
