internal import Recognizing

/// 编号: a number such as 户号, of which nothing can be checked.
enum SerialNumber {
    /// Shorter ones also stand among words.
    private static let shortest = 6
    /// What numbers are written with.
    private static let own = Set("第号字")

    /// The digits of a text in which one or two characters of a seal or a label were read before or behind a number; `nil`
    /// where it is something else.
    static func cut(from text: String) -> String? {
        let digits = text.drop { !$0.isASCII || !$0.isNumber }.prefix { $0.isASCII && $0.isNumber }
        let others = text.filter { !$0.isNumber }
        guard digits.count >= shortest, digits.count + others.count == text.count, (1...2).contains(others.count),
            others.allSatisfy({ $0.isHan && !own.contains($0) })
        else { return nil }
        return String(digits)
    }
}
