internal import Foundation
internal import IntakeModel
internal import IntakeResources
internal import Recognizing

/// 印文常语: how names of offices begin and end, and what stands under the star.
///
/// It proposes by likelihood and never invents: a text changed by it is delivered below 0.9.
struct SealLexicon {
    /// Known beginnings: 平武县, 绵阳市平武县, 四川省平武县, 四川省绵阳市平武县 …
    let places: PlaceNames
    /// Whole names of organizations that a seal may well carry; may be empty.
    let names: [String]

    init(places: AreaCodes, names: [String]) {
        self.places = PlaceNames.shared(places)
        self.names = Array(Set(names)).sorted()
    }

    /// Ends of the ring's text, the longer ones first.
    static let endings = [
        "教育科技和体育局", "外国语实验学校", "实验高级中学", "实验初级中学", "外国语小学", "教育和体育局", "特殊教育学校", "外国语学校", "九年一贯制学校", "职业技术学校", "民族中学",
        "高级中学校", "初级中学校", "街道办事处", "教育科技局",
        "教育体育局", "教育委员会", "九年制学校", "妇幼保健院", "精神卫生中心",
        "中西医结合医院", "社区服务中心", "卫生服务中心", "中心小学校", "人民医院", "中医医院", "中医院",
        "骨科医院", "中心医院", "初级中学", "高级中学", "职业中学", "实验中学", "实验小学", "实验学校", "中心小学", "公安分局", "派出所",
        "公安局", "公安厅", "教育局", "体育局", "教育厅", "小学校", "中学校", "幼儿园", "卫生院", "委员会", "小学", "中学", "学校", "医院",
        "分局", "中心校", "分校", "政府",
    ]

    static func endsLikeLine(_ text: String) -> Bool { text.last.map("章用科股处室部组印局".contains) ?? false }

    /// 0…2: one point for a known beginning, less for one that is only shaped so, one for a known end.
    func fit(_ text: String) -> Double {
        let begin = places.isKnownBeginning(text) ? 1 : SealLexicon.beginsWithPlace(text) ? 0.4 : 0
        return begin + (SealLexicon.endings.contains { text.hasSuffix($0) } ? 1 : 0)
    }

    /// Whether a text has a place, an office or a line of seals at all.
    func says(_ text: String) -> Bool {
        fit(SealNameComparison.office(of: text)) > 0 || SealLexicon.lines.contains { text.hasSuffix($0) }
    }

    /// A place has its kind among its first characters: 省, 市, 县, 区, 旗, 州.
    static func beginsWithPlace(_ text: String) -> Bool {
        let start = Array(text.prefix(9))
        guard let end = start.firstIndex(where: { "省市县区旗州".contains($0) }) else { return false }
        return end >= 1 && end <= 8 && !start[..<end].contains { "局所校院厅章学".contains($0) }
    }

    /// Log likelihood of a text per character against the best path, the mean over the better half of the strips.
    static func likelihood(of text: String, in lattices: [CTCLattice]) -> Double {
        let each = lattices.compactMap { SealLexicon.likelihood(of: text, in: $0) }.sorted(by: >)
        guard !each.isEmpty else { return -.infinity }
        let kept = each.prefix(max(1, (each.count + 1) / 2))
        return kept.reduce(0, +) / Double(kept.count)
    }

    /// The same of the whole text, as far as it tells anything.
    static func nats(of text: String, in lattices: [CTCLattice]) -> Double {
        max(-200, likelihood(of: text, in: lattices) * Double(text.count))
    }

    static func likelihood(of text: String, in lattice: CTCLattice) -> Double? {
        guard let indices = lattice.characters.indices(of: text), !indices.isEmpty else { return nil }
        return (lattice.forwardScore(of: indices) - lattice.bestPathScore) / Double(indices.count)
    }

    /// The known organization that a reading means: nearly spelled so, and the strips hardly prefer what was read.
    private func known(_ text: String, by lattices: [CTCLattice]) -> String? {
        let read = Array(text)
        let near = names.filter { name in
            abs(name.count - read.count) <= 2 && editDistance(Array(name), read) <= max(2, read.count / 3)
        }
        if near.contains(text) { return text }
        guard !near.isEmpty else { return nil }
        let now = SealLexicon.likelihood(of: text, in: lattices)
        let scored = near.map { ($0, SealLexicon.likelihood(of: $0, in: lattices)) }.sorted { $0.1 > $1.1 }
        // The gap to the second name keeps 渝北区 and 江北区 apart.
        guard scored[0].1 >= max(-0.8, now - 0.25), scored.count == 1 || scored[0].1 - scored[1].1 > 0.08 else {
            return nil
        }
        return scored[0].0
    }

    /// The ring text with a misread beginning or end put right, where the strips do not speak against it.
    func repaired(_ text: String, by lattices: [CTCLattice]) -> String {
        known(text, by: lattices) ?? SealRepair(lexicon: self, lattices: lattices).best(text)
    }

    /// 某市公安局某区分局 with a district of the city that is nearly what was read.
    func districts(for text: String) -> [String] {
        let word = "公安局"
        guard let middle = text.range(of: word), text.distance(from: middle.upperBound, to: text.endIndex) > 2 else {
            return []
        }
        let city = String(text[..<middle.lowerBound])
        return places.beginnings(for: city + text[middle.upperBound...]).filter { $0.hasPrefix(city) }.map {
            city + word + $0.dropFirst(city.count)
        }
    }

    /// Places that the known organizations' names begin with: 绵阳市平武县, and 绵阳市 and 平武县 of it.
    var namedPlaces: Set<String> {
        var found: Set<String> = []
        for place in names.compactMap(places.knownBeginning) {
            let parts = (2...max(2, place.count)).flatMap { [String(place.prefix($0)), String(place.suffix($0))] }
            found.formUnion(parts.filter(places.isKnown))
        }
        return found
    }

    /// A known place leads the text and a known office ends it.
    func isWhole(_ text: String) -> Bool {
        places.isKnownBeginning(text) && SealLexicon.endings.contains { text.hasSuffix($0) }
            && !SealLexicon.isPoliceTurned(text)
    }

    /// A whole name that is built as names of offices are.
    func isRegular(_ text: String) -> Bool { isWhole(text) && OfficeNames(places: places).strangeness(text) == 0 }

    /// 分局 and 派出所 follow the 公安局 that they belong to.
    private static func isPoliceTurned(_ text: String) -> Bool {
        (text.hasSuffix("公安局") || text.hasSuffix("公安厅"))
            && ["分局", "区分", "派出所"].contains { text.contains($0) }
    }

    /// A text read from a wrong start turned so that a place leads it and an office ends it; and without the print of
    /// the form that followed its end.
    func turned(_ text: String) -> String {
        let marks = Array(text)
        guard marks.count >= 5 else { return text }
        if isWhole(text) { return text }
        for start in marks.indices {
            let other = String(marks[start...] + marks[..<start])
            if isWhole(other) { return other }
            // The last character of a district's office stands where the strip was cut.
            if other.hasSuffix("区分"), isWhole(other + "局") { return other + "局" }
        }
        // 年, 月, 日 and 盖章 are the form's.
        let form = Set("年月日盖章加公")
        var kept = marks[...]
        while let last = kept.last, form.contains(last), kept.count > 4 { kept = kept.dropLast() }
        if kept.count < marks.count, SealLexicon.endings.contains(where: { String(kept).hasSuffix($0) }) {
            return String(kept)
        }
        // The strip ran once around and on into the first character.
        let over = (1...3).first { marks[marks.count - 1] == marks[0] && isWhole(String(marks.dropLast($0))) }
        return over.map { String(marks.dropLast($0)) } ?? text
    }

    /// The text with an end that is nearly one of the known ones replaced by it.
    static func ends(for text: String) -> [String] {
        guard text.count >= 5, !isEndWhole(text) else { return [] }
        var found: Set<String> = []
        // 中 and 小 alone are a school's whose last character was lost.
        let isSchool = text.hasSuffix("中") || text.hasSuffix("小")
        if isSchool { found.insert(text + "学") }
        for text in isSchool ? [text, text + "学"] : [text] {
            for ending in endings where ending.count >= 3 {
                for length in (ending.count - 1)...(ending.count + 1) where text.count >= length + 2 {
                    let tail = Array(text.suffix(length))
                    if editDistance(Array(ending), tail) <= max(1, ending.count / 3) {
                        found.insert(String(text.dropLast(length)) + ending)
                    }
                }
            }
        }
        return Array(found).sorted()
    }

    /// Whether a known word ends the text, and not one that is a character away from a longer one: 特殊教学校 lacks 育.
    static func isEndWhole(_ text: String) -> Bool {
        guard let own = endings.filter({ text.hasSuffix($0) }).max(by: { $0.count < $1.count }) else { return false }
        guard own.count <= 4 else { return true }
        // 平武县验中学 lacks 实: between a place and 中学 stands no single character of a longer word.
        if own.count == 2, let before = text.dropLast(3).last, "省市县区旗州镇乡".contains(before),
            endings.contains(where: { $0.count == 4 && $0.dropFirst() == text.suffix(3) })
        {
            return false
        }
        return !endings.contains { longer in
            longer.count >= 5 && longer.suffix(2) == own.suffix(2)
                && [longer.count - 1, longer.count].contains { length in
                    text.count >= length + 2 && editDistance(Array(longer), Array(text.suffix(length))) == 1
                }
        }
    }
}
