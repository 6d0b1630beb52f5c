internal import IntakeModel
internal import Recognizing

/// 印文与单位名: whether a seal and a form can mean the same organization.
///
/// Forms abbreviate: 四川省平武中学 seals what is written as 平武中学. Only a difference that no abbreviation and no
/// single misread character explains counts as another organization.
enum SealNameComparison {
    static func agree(seal: String, written: String) -> Bool {
        let a = Array(office(of: seal))
        let b = Array(office(of: written))
        guard a.count >= 4, b.count >= 4 else { return true }
        if isPart(a, of: b) || isPart(b, of: a) { return true }
        if editDistance(a, b) <= max(1, min(a.count, b.count) / 8) { return true }
        let (first, second) = (parts(a), parts(b))
        // The same level of place with no character in common: another place.
        for (one, other) in zip(first.places, second.places) {
            if let one, let other, commonSubsequence(one, other).isEmpty, !written.contains(String(one)) {
                return false
            }
        }
        let (one, other) = (first.core, second.core)
        if one.isEmpty || other.isEmpty {
            // 合江县高级中学, 什邡市外国语学校: no place is common, and only one has a name of its own.
            guard let place = first.places.compactMap({ $0 }).last, let its = second.places.compactMap({ $0 }).last
            else { return true }
            let isStrange = commonSubsequence(place, b).isEmpty && commonSubsequence(its, a).isEmpty
            return !isStrange || max(one.count, other.count) < 2
        }
        return 2 * commonSubsequence(one, other).count >= min(one.count, other.count)
    }

    /// Cities, or counties, without a character in common, of which the seal's is no other part of what is written: of a
    /// worn seal characters are read in another order.
    static func areElsewhere(seal: String, written: String) -> Bool {
        let whole = office(of: written)
        return zip(parts(Array(office(of: seal))).places, parts(Array(whole)).places).contains { one, other in
            guard let one, let other else { return false }
            return commonSubsequence(one, other).isEmpty && !whole.contains(String(one))
        }
    }

    /// Less than half alike when the place is taken away, so that misread characters explain nothing.
    static func areFarApart(seal: String, written: String) -> Bool {
        func short(_ text: String) -> [Character] {
            let name = Array(office(of: text))
            let end = name.prefix(8).lastIndex { "省市州县区旗".contains($0) }
            return end.map { Array(name[($0 + 1)...]) } ?? name
        }
        let (a, b) = (short(seal), short(written))
        guard min(a.count, b.count) >= 4, office(of: seal).count >= 5 else { return false }
        // What was taken for the end of a place may be a village: 平乡县初级中学 of a worn 清平乡初级中学.
        let whole = Array(office(of: seal))
        let common = commonSubsequence(b, whole).count
        // 公安局区派出所 of a worn 公安局锦江区分局富乐派出所: all but one of its characters, in their order.
        guard commonSubsequence(Array(office(of: written)), whole).count < whole.count - 1 else { return false }
        return 2 * editDistance(a, b) > max(a.count, b.count) && Double(common) < alike * Double(b.count)
    }

    /// Share of a name's characters that a seal has in their order, from which misread ones explain the rest.
    private static let alike = 0.7

    /// No telling character in common, though both have several: those of places and proper names, not of the kinds of
    /// places and offices, which every name has.
    static func shareNothing(seal: String, written: String) -> Bool {
        func telling(_ text: String) -> Set<Character> { Set(office(of: text)).subtracting(usual) }
        let (a, b) = (telling(seal), telling(written))
        return min(a.count, b.count) >= 4 && a.isDisjoint(with: b)
    }

    private static let usual = Set("省市州县区旗镇乡街道村学校小中初高级专用章籍户口公安局分派出所教育和体厅管理九年一贯制第二三")

    /// Without the inner line: …专用章 and the like.
    static func office(of text: String) -> String {
        let text = text.filter { $0.isLetter || $0.isNumber }
        let lines = [
            "学籍管理专用章", "学籍专用章", "学籍专用", "户口专用章", "户口专用", "户籍专用章", "疾病诊断证明专用章", "诊断证明专用章",
            "疾病证明专用章", "证明专用章", "专用章", "教导处", "教务处", "医务科", "基础教育科",
        ]
        guard let end = lines.first(where: text.hasSuffix) else { return text }
        return String(text.dropLast(end.count))
    }

    /// Province, city and county without their kinds, then what is left without its kind of office.
    private static func parts(_ name: [Character]) -> (places: [[Character]?], core: [Character]) {
        // Between a city and its district stands their common office.
        let bare = Array(
            ["公安分局", "公安局", "分局"].reduce(String(name)) { $0.replacing($1, with: "") })
        var rest = bare[...]
        var places: [[Character]?] = [nil, nil, nil]
        for (level, kinds) in ["省", "市州", "县区旗"].enumerated() {
            guard let end = rest.prefix(level == 0 ? 4 : 8).firstIndex(where: kinds.contains), end > rest.startIndex
            else { continue }
            places[level] = Array(rest[rest.startIndex..<end])
            rest = rest[(end + 1)...]
        }
        let kinds = [
            "九年一贯制学校", "十二年一贯制学校", "九年制学校", "完全中学", "初级中学", "高级中学", "中心小学校", "中心小学",
            "小学校", "小学", "中学校", "中学", "学校", "派出所", "教育和体育局", "教育体育局", "教育局", "人民医院", "医院",
        ]
        let text = String(rest)
        if let kind = kinds.first(where: text.hasSuffix) { rest = rest.dropLast(kind.count) }
        return (places, Array(rest))
    }

    private static func isPart(_ short: [Character], of long: [Character]) -> Bool {
        var next = short[...]
        for character in long where character == next.first { next = next.dropFirst() }
        return next.isEmpty
    }
}
