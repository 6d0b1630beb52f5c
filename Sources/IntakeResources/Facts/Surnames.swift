internal import Foundation
public import IntakeModel

/// 姓氏: the common family names. They rank and doubt readings and never make one.
public struct Surnames: Sendable {
    private let all: Set<String>

    public init(from location: ResourceLocation) throws(IntakeError) {
        all = Set(try FactTable(location.facts.appending(path: "surnames.tsv")).rows.compactMap(\.first))
    }

    /// How many characters of the name are its family name; `nil` when it begins with none that is known.
    public func length(in name: String) -> Int? {
        [2, 1].first { name.count > $0 && all.contains(String(name.prefix($0))) }
    }

    public func begins(_ name: String) -> Bool { length(in: name) != nil }

    /// A family name with one or two characters after it.
    public func isWhole(_ name: String) -> Bool {
        length(in: name).map { (1...2).contains(name.count - $0) } ?? false
    }

    /// Names that begin with a known family name of one character where this one begins with what is none.
    public func namesLike(_ name: String) -> [String] {
        guard (2...4).contains(name.count), !begins(name) else { return [] }
        return all.filter { $0.count == 1 }.sorted().map { $0 + name.dropFirst() }
    }

    /// The name without 印, 之印 or 章 after it.
    public func name(onStamp text: String) -> String {
        for ending in ["之印", "私印", "印章", "印", "章"] where text.hasSuffix(ending) && text.count > ending.count + 1 {
            return String(text.dropLast(ending.count))
        }
        return text
    }

    /// Two to four characters that begin with a family name.
    public func isPlausible(_ text: String) -> Bool {
        let name = name(onStamp: text)
        return (2...4).contains(name.count) && begins(name)
    }
}
