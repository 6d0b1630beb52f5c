internal import Foundation
public import IntakeModel

/// 繁简归一: traditional characters to simplified ones, character by character.
public struct ScriptFolding: Sendable {
    private let simplified: [Character: Character]

    public init(pairs: [Character: Character]) { simplified = pairs }

    public init(from location: ResourceLocation) throws(IntakeError) {
        var pairs: [Character: Character] = [:]
        for fields in try FactTable(location.facts.appending(path: "traditional.tsv")).rows where fields.count == 2 {
            if let from = fields[0].first, let to = fields[1].first { pairs[from] = to }
        }
        simplified = pairs
    }

    public func fold(_ character: Character) -> Character { simplified[character] ?? character }

    public func fold(_ text: String) -> String { String(text.map(fold)) }
}
