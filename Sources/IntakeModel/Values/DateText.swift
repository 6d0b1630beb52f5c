/// 日期的各种写法: what a handwritten or printed date says, before asking whether such a day exists.
public struct DateText: Sendable, Hashable {
    public let year: Int
    public let month: Int
    public let day: Int

    /// The day, or `nil` for an impossible one such as 2月30日.
    public var date: CalendarDate? { CalendarDate(year: year, month: month, day: day) }

    /// Reads `2008年3月12日`, `2008.03.12`, `2008-3-12`, `2008/3/12`, `20080312`, `二〇〇八年三月十二日`.
    ///
    /// Spaces and a missing 日 are allowed; two-digit years are not (they would be a guess).
    public init?(_ text: String) {
        let folded = DateText.fold(text)
        let numbers = DateText.numbers(in: folded)
        if numbers.count == 1, numbers[0].digits == 8 {
            let whole = numbers[0].value
            self.init(whole / 10_000, whole / 100 % 100, whole % 100)
            // Eight digits are a date only when there is such a day: serial numbers are as long.
            guard date != nil else { return nil }
        } else if numbers.count == 3, numbers[0].digits == 4, numbers[1].digits <= 2, numbers[2].digits <= 2 {
            self.init(numbers[0].value, numbers[1].value, numbers[2].value)
        } else {
            return nil
        }
    }

    /// `2021-04-31`: in the shape of ISO 8601, whether or not there is such a day.
    public var isoShaped: String {
        func digits(_ number: Int, _ count: Int) -> String {
            String(repeating: "0", count: max(0, count - String(number).count)) + String(number)
        }
        return digits(year, 4) + "-" + digits(month, 2) + "-" + digits(day, 2)
    }

    /// A year of the last and this century, a month and a day of two digits at most that somebody might write.
    public var isPlausible: Bool { (1900...2100).contains(year) && (1...19).contains(month) && (1...39).contains(day) }

    private init(_ year: Int, _ month: Int, _ day: Int) {
        self.year = year
        self.month = month
        self.day = day
    }

    /// Whether a character is a digit of a date, in figures or in words: ○ is one as well as 〇.
    public static func isNumeral(_ character: Character) -> Bool {
        character.isNumber || chineseDigits[character] != nil
    }

    private static let separators: Set<Character> = [
        "年", "月", "日", "号", ".", "-", "/", "．", "。", "·", "—", "－", "／", " ", ",",
    ]
    private static let chineseDigits: [Character: Int] = [
        "〇": 0, "○": 0, "零": 0, "Ｏ": 0, "O": 0, "一": 1, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9,
        "壹": 1, "贰": 2, "叁": 3, "肆": 4, "伍": 5, "陆": 6, "柒": 7, "捌": 8, "玖": 9, "元": 1,
    ]

    /// Full-width digits to ASCII; Chinese numerals to ASCII digits, 十 by place.
    private static func fold(_ text: String) -> String {
        var out = ""
        let characters = Array(text)
        for (index, character) in characters.enumerated() {
            if let digit = character.wholeNumberValue, character.isNumber, character.unicodeScalars.count == 1,
                chineseDigits[character] == nil, !["十", "拾", "廿", "卅"].contains(character)
            {
                out += String(digit)
            } else if let digit = chineseDigits[character] {
                out += String(digit)
            } else if character == "十" || character == "拾" {
                let before = index > 0 && chineseDigits[characters[index - 1]] != nil
                let after = index + 1 < characters.count && chineseDigits[characters[index + 1]] != nil
                out += before ? (after ? "" : "0") : (after ? "1" : "10")
            } else if character == "廿" || character == "卅" {
                let after = index + 1 < characters.count && chineseDigits[characters[index + 1]] != nil
                out += (character == "廿" ? "2" : "3") + (after ? "" : "0")
            } else {
                out.append(character)
            }
        }
        return out
    }

    /// Runs of digits between separators; anything else makes the text no date.
    private static func numbers(in text: String) -> [(value: Int, digits: Int)] {
        var found: [(Int, Int)] = []
        var run = ""
        func close() {
            if let value = Int(run) { found.append((value, run.count)) }
            run = ""
        }
        for character in text {
            if character.isASCII, character.isNumber {
                run.append(character)
                if run.count > 8 { return [] }
            } else if separators.contains(character) {
                close()
            } else {
                return []
            }
        }
        close()
        return found
    }
}
