internal import IntakeModel

/// 日期写法: the ways in which a day stands on paper.
enum WrittenDate {
    /// As machines print it.
    static func printed(_ date: CalendarDate, _ random: inout SeededRandom) -> String {
        switch random.number(0...11) {
        case 0: "\(date.year).\(two(date.month)).\(two(date.day))"
        case 1: date.iso
        case 2: "\(date.year)\(two(date.month))\(two(date.day))"
        case 3: chinese(date)
        case 4, 5, 6: withUnits(date)
        default: "\(date.year)年\(two(date.month))月\(two(date.day))日"
        }
    }

    /// As people write it where no 年月日 is printed.
    static func byHand(_ date: CalendarDate, _ random: inout SeededRandom) -> String {
        random.chance(0.35) ? "\(date.year).\(date.month).\(date.day)" : withUnits(date)
    }

    static func withUnits(_ date: CalendarDate) -> String { "\(date.year)年\(date.month)月\(date.day)日" }

    /// 二〇二五年三月十二日.
    static func chinese(_ date: CalendarDate) -> String {
        let digits = Array("〇一二三四五六七八九")
        func small(_ number: Int) -> String {
            let tens = number / 10
            let ones = number % 10
            return (tens > 1 ? String(digits[tens]) : "") + (tens > 0 ? "十" : "")
                + (ones > 0 ? String(digits[ones]) : "")
        }
        let year = String(date.year).compactMap { $0.wholeNumberValue.map { String(digits[$0]) } }.joined()
        return year + "年" + small(date.month) + "月" + small(date.day) + "日"
    }

    private static func two(_ number: Int) -> String { number < 10 ? "0\(number)" : String(number) }
}
