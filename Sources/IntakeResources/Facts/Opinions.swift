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

    /// Opinions that differ from the text in one character.
    public func neighbours(of text: String) -> [String] {
        let read = Array(Opinions.words(of: text))
        guard read.count >= 4 else { return [] }
        return byWords.filter { words, _ in
            words.count == read.count && zip(words, read).count(where: { $0 != $1 }) == 1
        }.map(\.value).sorted()
    }
}
