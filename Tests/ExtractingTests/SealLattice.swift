import Recognizing
import Testing

/// Lattices that show what a test wants.
enum SealLattice {
    /// A strip that shows at every place these characters with these probabilities, and a gap after each; `also` are
    /// characters that the engine knows and does not see.
    static func showing(_ shown: [[Character: Float]], also: String) throws -> CTCLattice {
        let known = Set(shown.flatMap(\.keys)).union(also)
        let characters = CharacterList(lines: known.map(String.init).sorted())
        var rows: [Float] = []
        for place in shown {
            var row = [Float](repeating: 1e-7, count: characters.count)
            for (character, share) in place { row[try #require(characters.index(of: String(character)))] = share }
            row[0] = max(1e-7, 1 - place.values.reduce(0, +))
            var gap = [Float](repeating: 1e-7, count: characters.count)
            gap[0] = 1
            rows += row + gap
        }
        return CTCLattice(steps: shown.count * 2, characters: characters, probabilities: rows)
    }
}
