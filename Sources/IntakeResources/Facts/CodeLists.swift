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
        /// The standard's code → value, where forms are filled in with codes.
        public let codes: [String: String]?
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

    /// A value of the list for its code (`1` as well as `01`), its short form, another spelling or itself.
    public func value(_ text: String, of grammar: FieldGrammarName) -> String? {
        guard let list = self[grammar] else { return nil }
        let code = text.count == 1 && text.allSatisfy(\.isNumber) ? "0" + text : text
        return list.codes?[text] ?? list.codes?[code] ?? list.aliases[text]
            ?? list.values.first { $0 == text || (list.shortForms == true && $0.dropLast() == text) }
    }

    public subscript(grammar: FieldGrammarName) -> List? { lists[grammar.rawValue] }
}
