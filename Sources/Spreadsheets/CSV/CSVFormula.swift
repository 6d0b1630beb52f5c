/// Text that a spreadsheet program would run as a formula is written with an apostrophe before it, and read without.
enum CSVFormula {
    private static let starters: Set<Character> = ["=", "+", "-", "@", "\t", "\r", "'"]

    static func guarded(_ text: String) -> String {
        guard let first = text.first, starters.contains(first) else { return text }
        return "'" + text
    }

    static func unguarded(_ text: String) -> String {
        guard text.first == "'", let second = text.dropFirst().first, starters.contains(second) else { return text }
        return String(text.dropFirst())
    }
}
