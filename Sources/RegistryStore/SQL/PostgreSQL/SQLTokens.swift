/// A statement cut into words, quoted parts and the rest, so that nothing inside quotes or remarks is translated.
struct SQLTokens {
    enum Token: Equatable {
        case word(String)
        /// With its quotes.
        case quoted(String)
        /// Spaces and remarks.
        case gap(String)
        case symbol(Character)

        var text: String {
            switch self {
            case .word(let text), .quoted(let text), .gap(let text): text
            case .symbol(let character): String(character)
            }
        }

        /// The word in capitals; empty for anything else.
        var keyword: String { if case .word(let text) = self { text.uppercased() } else { "" } }
    }

    static func split(_ sql: some StringProtocol) -> [Token] {
        var tokens: [Token] = []
        var rest = Substring(sql)
        func isWord(_ character: Character) -> Bool { character.isLetter || character.isNumber || character == "_" }
        while let first = rest.first {
            var part: Substring
            if first == "'" || first == "\"" {
                part = quoted(rest, first)
                tokens.append(.quoted(String(part)))
            } else if first.isWhitespace {
                part = rest.prefix { $0.isWhitespace }
                tokens.append(.gap(String(part)))
            } else if rest.hasPrefix("--") {
                part = rest.prefix { !$0.isNewline }
                // Always a blank: what follows may be moved to the same line.
                tokens.append(.gap(" "))
            } else if isWord(first) {
                part = rest.prefix(while: isWord)
                tokens.append(.word(String(part)))
            } else {
                part = rest.prefix(1)
                tokens.append(.symbol(first))
            }
            rest = rest[part.endIndex...]
        }
        return tokens
    }

    /// From one quote to the one that ends it; a doubled quote is part of what is quoted.
    private static func quoted(_ rest: Substring, _ quote: Character) -> Substring {
        var end = rest.index(after: rest.startIndex)
        while let close = rest[end...].firstIndex(of: quote) {
            end = rest.index(after: close)
            guard end < rest.endIndex, rest[end] == quote else { return rest[..<end] }
            end = rest.index(after: end)
        }
        return rest
    }

    static func text(_ tokens: some Sequence<Token>) -> String { tokens.map(\.text).joined() }

    /// The words and symbols, without what stands between them.
    static func significant(_ tokens: [Token]) -> [Token] {
        tokens.filter { if case .gap = $0 { false } else { true } }
    }
}
