internal import Recognizing

/// One way a part of a seal was read.
struct SealText {
    var characters: [ReadCharacter]

    /// Only what can stand on a seal.
    init(_ reading: LineReading) {
        characters = reading.characters.filter { $0.character.isLetter || $0.character.isNumber }
    }

    static func isHan(_ character: Character) -> Bool {
        character.unicodeScalars.allSatisfy {
            (0x4E00...0x9FFF).contains($0.value) || (0x3400...0x4DBF).contains($0.value) || $0.value == 0x3007
        }
    }

    /// Without digits and Latin letters at both ends, which are the serial's or the form's.
    func trimmed() -> SealText {
        var copy = self
        while copy.characters.first?.character.isASCII == true { copy.characters.removeFirst() }
        while copy.characters.last?.character.isASCII == true { copy.characters.removeLast() }
        return copy
    }

    /// Rings carry names in Han characters; digits and Latin letters there are the serial's, a date's or noise.
    func hanOnly() -> SealText {
        var copy = self
        copy.characters.removeAll { !SealText.isHan($0.character) }
        return copy
    }

    /// The character with which the text, turned so that it stands first, is one that is wanted; `nil` when none is.
    func begun(where isWanted: (String) -> Bool) -> Int? {
        let marks = characters.map(\.character)
        guard marks.count >= 5 else { return nil }
        return (1..<marks.count).first { isWanted(String(marks[$0...] + marks[..<$0])) }
    }

    /// The character at which a known place begins though others stand before it, and the last one before it that ends
    /// the name of an office; where none does, the one just before it. Between them stands what is no part of the name.
    func broken(where begins: (String) -> Bool, ends: (String) -> Bool) -> (start: Int, end: Int)? {
        let marks = characters.map(\.character)
        guard marks.count >= 6 else { return nil }
        guard let start = (1..<(marks.count - 2)).first(where: { begins(String(marks[$0...])) }) else { return nil }
        let end = (0..<start).last { ends(String(marks[...$0])) }
        return (start, end ?? start - 1)
    }

    var text: String { String(characters.map(\.character)) }
    var lowest: Double { characters.map(\.confidence).min() ?? 0 }
    /// Long and sure readings before short or doubtful ones.
    var score: Double { characters.reduce(0) { $0 + $1.confidence - 0.3 } }
}
