/// 学段.
public enum SchoolStage: String, Sendable, Codable, CaseIterable {
    case primary, junior, senior
    /// 特殊教育学校: compulsory as well.
    case special

    /// 义务教育阶段.
    public var isCompulsory: Bool { self != .senior }
}

/// 年级: 1…6 小学, 7…9 初中, 10…12 高中.
public struct SchoolGrade: Sendable, Hashable, Comparable {
    public let number: Int

    public init?(number: Int) {
        guard (1...12).contains(number) else { return nil }
        self.number = number
    }

    public static let chineseNumerals: [Character: Int] = [
        "一": 1, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9,
    ]

    /// Reads 三年级, 七年级, 3年级, 初二, 初中二年级, 高一, 高中三年级, or a plain number; class and remarks may follow.
    ///
    /// 2023级 names the year of entry, not the grade, and is `nil`.
    public init?(_ text: String) {
        let text = text.filter { !$0.isWhitespace }
        if let plain = Int(text) {
            self.init(number: plain)
            return
        }
        var rest = Substring(text)
        var base = 0
        for (prefix, offset) in [("小学", 0), ("初中", 6), ("初", 6), ("高中", 9), ("高", 9)] where rest.hasPrefix(prefix) {
            base = offset
            rest = rest.dropFirst(prefix.count)
            break
        }
        let digits = rest.prefix { $0.isASCII && $0.isNumber }
        let value: Int
        if !digits.isEmpty {
            guard digits.count <= 2, let number = Int(digits) else { return nil }
            value = number
            rest = rest.dropFirst(digits.count)
        } else {
            guard let first = rest.first, let number = SchoolGrade.chineseNumerals[first] else { return nil }
            value = number
            rest = rest.dropFirst()
        }
        guard base > 0 || rest.hasPrefix("年级"), base == 0 || value <= 3 || value <= 6 && base == 0 else { return nil }
        self.init(number: base + value)
    }

    public var stage: SchoolStage { number <= 6 ? .primary : number <= 9 ? .junior : .senior }

    /// 学段起始年级.
    public var isFirstOfStage: Bool { [1, 7, 10].contains(number) }

    /// 毕业年级.
    public var isLastOfStage: Bool { [6, 9, 12].contains(number) }

    /// 三年级, 八年级, 高一.
    public var name: String {
        let numerals = ["一", "二", "三", "四", "五", "六", "七", "八", "九"]
        return number <= 9 ? numerals[number - 1] + "年级" : "高" + numerals[number - 10]
    }

    public func raised(by years: Int) -> SchoolGrade { SchoolGrade(number: min(12, number + years)) ?? self }

    public static func < (left: SchoolGrade, right: SchoolGrade) -> Bool { left.number < right.number }
}
