internal import Foundation
public import IntakeModel

/// 意见用语: whole sentences that boxes for opinions mostly hold. They propose readings and never make one.
public struct Opinions: Sendable {
    private let byWords: [String: String]

    public init(from location: ResourceLocation) throws(IntakeError) {
        let all = try FactTable(location.facts.appending(path: "opinions.tsv")).rows.compactMap(\.first)
        byWords = Dictionary(all.map { (Opinions.words(of: $0), $0) }, uniquingKeysWith: { first, _ in first })
    }

    private static func words(of text: String) -> String { text.filter(\.isLetter) }

    /// The opinion that a text is, but for its punctuation.
    public func opinion(saying text: String) -> String? { byWords[Opinions.words(of: text)] }

    /// The longest opinion that stands in a text among other things, with one character misread where it has four or more;
    /// `nil` without one, and where several of that length could be meant.
    public func opinion(within text: String) -> String? {
        let read = Array(Opinions.words(of: text))
        func misread(_ words: [Character]) -> Int {
            guard words.count <= read.count else { return .max }
            return (0...(read.count - words.count)).map { start in
                zip(words, read[start...]).count { $0 != $1 }
            }.min() ?? .max
        }
        let found = byWords.map { (opinion: $0.value, length: $0.key.count, misread: misread(Array($0.key))) }
            .filter { one in
                // No misread character becomes the one that turns consent into refusal.
                one.misread == 0 || one.misread == 1 && one.length >= Opinions.mendable && !one.opinion.contains("不")
            }
        guard let longest = found.map(\.length).max() else { return nil }
        let fewest = found.filter { $0.length == longest }.map(\.misread).min()
        let best = found.filter { $0.length == longest && $0.misread == fewest }
        return best.count == 1 ? best[0].opinion : nil
    }

    /// Opinions so long are known with one character misread.
    private static let mendable = 4

    /// Opinions that differ from the text in one character.
    public func neighbours(of text: String) -> [String] {
        let read = Array(Opinions.words(of: text))
        guard read.count >= Opinions.mendable else { return [] }
        return byWords.filter { words, _ in
            words.count == read.count && zip(words, read).count(where: { $0 != $1 }) == 1
        }.map(\.value).sorted()
    }
}
