internal import IntakeModel

/// 虚构的人: an invented person, never a real one. Names, numbers and places are drawn by chance.
struct InventedPerson {
    let name: String
    let sex: Sex
    let birth: CalendarDate
    let citizenID: String
    let place: InventedPlace

    var studentNumber: String { "G" + citizenID }

    init(_ random: inout SeededRandom, from place: InventedPlace, born years: ClosedRange<Int>) {
        let sex = random.pick(Sex.allCases)
        let year = random.number(years)
        let month = random.number(1...12)
        let day = random.number(1...CalendarDate.days(inMonth: month, of: year))
        let born = CalendarDate(year: year, month: month, day: day) ?? CalendarDate.firstDay
        let sequence = random.number(1...498) * 2 + (sex == .male ? 1 : 0)
        let digits = place.code + born.iso.replacing("-", with: "") + String(1000 + sequence).dropFirst()
        self.sex = sex
        self.place = place
        birth = born
        citizenID = digits + String(CitizenID.checkCharacter(for: digits) ?? "0")
        name = InventedPerson.name(&random)
    }

    /// Whole years on a day.
    func age(on day: CalendarDate) -> Int {
        day.year - birth.year - ((day.month, day.day) < (birth.month, birth.day) ? 1 : 0)
    }

    static func name(_ random: inout SeededRandom) -> String {
        if random.chance(0.05) { return random.pick(["欧阳", "上官", "司马", "诸葛"]) + given(&random) }
        return String(random.pick(surnames)) + given(&random)
    }

    static func phone(_ random: inout SeededRandom) -> String {
        let mobile = "1" + random.pick(["3", "5", "7", "8"]) + random.pick(["0", "5", "8", "9"])
        let tail = (0..<8).map { _ in String(random.number(0...9)) }.joined()
        return random.chance(0.75) ? mobile + tail : random.pick(["0816-", "028-8"]) + "2" + tail.prefix(6)
    }

    private static func given(_ random: inout SeededRandom) -> String {
        let pool = random.chance(0.12) ? rare : common
        return String(random.pick(pool)) + (random.chance(0.75) ? String(random.pick(common)) : "")
    }

    private static let surnames = Array(
        "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文")
    private static let common = Array("伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英梓涵浩宇欣怡子轩雨桐思远嘉豪诗琪俊熙语嫣博文晨曦佳慧雪梅志强国庆春兰建华晓东海燕文静一诺奕辰若曦皓轩美玲永福玉珍")
    private static let rare = Array("燚垚喆翀祎昶珺骞彧婧旻暄煜珩泓沁霁翊妍钰铭恺")
}

extension CalendarDate {
    static let firstDay = CalendarDate(iso: "2010-01-01")!

    /// So many days later, or earlier when negative.
    func adding(days count: Int) -> CalendarDate {
        var (year, month, day) = (year, month, day + count)
        while day > CalendarDate.days(inMonth: month, of: year) {
            day -= CalendarDate.days(inMonth: month, of: year)
            (year, month) = month == 12 ? (year + 1, 1) : (year, month + 1)
        }
        while day < 1 {
            (year, month) = month == 1 ? (year - 1, 12) : (year, month - 1)
            day += CalendarDate.days(inMonth: month, of: year)
        }
        return CalendarDate(year: year, month: month, day: day) ?? self
    }
}
