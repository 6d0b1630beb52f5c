internal import IntakeModel
internal import IntakeResources

/// 虚构的人: an invented child with family, never a real one. Names, numbers and places are drawn by chance.
struct InventedPerson {
    let name: String
    let sex: Sex
    let birth: CalendarDate
    let citizenID: String
    let guardian: String
    /// Province, city and county as one text.
    let place: String

    init(_ random: inout SeededRandom) {
        let area = random.pick(InventedPerson.areas)
        let sex = random.pick(Sex.allCases)
        let year = random.number(2006...2018)
        let month = random.number(1...12)
        let day = random.number(1...CalendarDate.days(inMonth: month, of: year))
        let born = CalendarDate(year: year, month: month, day: day) ?? InventedPerson.fallback
        let sequence = random.number(1...498) * 2 + (sex == .male ? 1 : 0)
        let digits = area.code + born.iso.replacing("-", with: "") + String(1000 + sequence).dropFirst()
        self.sex = sex
        birth = born
        citizenID = digits + String(CitizenID.checkCharacter(for: digits) ?? "0")
        name = InventedPerson.name(&random)
        guardian = InventedPerson.name(&random)
        place = area.name
    }

    private static let fallback = CalendarDate(year: 2010, month: 1, day: 1)!

    static func name(_ random: inout SeededRandom) -> String {
        if random.chance(0.05) { return random.pick(["欧阳", "上官", "司马", "诸葛"]) + given(&random) }
        return String(random.pick(surnames)) + given(&random)
    }

    private static func given(_ random: inout SeededRandom) -> String {
        let pool = random.chance(0.12) ? rare : common
        return String(random.pick(pool)) + (random.chance(0.75) ? String(random.pick(common)) : "")
    }

    private static let surnames = Array(
        "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文")
    private static let common = Array("伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英梓涵浩宇欣怡子轩雨桐思远嘉豪诗琪俊熙语嫣博文晨曦佳慧雪梅志强国庆春兰建华晓东海燕文静一诺奕辰若曦皓轩美玲永福玉珍")
    private static let rare = Array("燚垚喆翀祎昶珺骞彧婧旻暄煜珩泓沁霁翊妍钰铭恺")

    private static let areas: [(code: String, name: String)] = [
        ("510703", "四川省绵阳市涪城区"), ("510704", "四川省绵阳市游仙区"), ("510722", "四川省绵阳市三台县"),
        ("510723", "四川省绵阳市盐亭县"), ("510725", "四川省绵阳市梓潼县"), ("510727", "四川省绵阳市平武县"),
        ("510781", "四川省江油市"), ("510107", "四川省成都市武侯区"), ("511304", "四川省南充市嘉陵区"),
        ("500112", "重庆市渝北区"), ("610102", "陕西省西安市新城区"), ("440306", "广东省深圳市宝安区"),
        ("330106", "浙江省杭州市西湖区"), ("520102", "贵州省贵阳市南明区"),
    ]
}
