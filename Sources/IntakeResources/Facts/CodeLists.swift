internal import Foundation
public import IntakeModel

/// 代码表: the closed lists that a field's value must come from.
public struct CodeLists: Sendable {
    /// One list, with the standard it comes from.
    public struct List: Sendable, Codable {
        public let standard: String
        public let values: [String]
        /// Values may drop their last character (汉 for 汉族).
        public let shortForms: Bool?
        /// Other spelling → value of the list.
        public let aliases: [String: String]

        /// Every spelling that may stand on paper.
        public var spellings: [String] {
            values + (shortForms == true ? values.map { String($0.dropLast()) } : []) + aliases.keys.sorted()
        }
    }

    public let lists: [String: List]

    public init(lists: [String: List]) { self.lists = lists }

    public init(from location: ResourceLocation) throws(IntakeError) {
        let file = location.facts.appending(path: "code-lists.json")
        do {
            lists = try JSONDecoder().decode([String: List].self, from: Data(contentsOf: file))
        } catch {
            throw IntakeError.broken(file.lastPathComponent, "\(error)")
        }
    }

    public subscript(grammar: FieldGrammarName) -> List? { lists[grammar.rawValue] }
}
