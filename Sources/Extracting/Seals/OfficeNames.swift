internal import Foundation
internal import Recognizing

/// 机构名称的构成: how names of offices are built, and how far a text is from being one.
///
/// 地名 + 局、厅; 地名 + 公安局 (+ 某区分局) (+ 某某派出所); 地名 + a free name + a word for the kind of school or hospital.
struct OfficeNames {
    let places: PlaceNames

    /// Nats that speak against a text that begins with no known place, or names an unknown district of a known city:
    /// about what one character costs that the strips do not show well. One that they show clearly costs 10 to 14.
    static let unknownPlace = 8.0
    /// And against one with something between place and office, or whose last word is unknown or lacks a character.
    static let unknownWord = 6.0

    /// Offices that follow a place at once.
    private static let bureaus = [
        "教育科技和体育局", "教育和体育局", "教育体育局", "教育科技局", "教育委员会", "教育局", "体育局", "公安局", "教育厅", "公安厅",
    ]

    /// Nats against a text as the name of an office; 0 for one that is built like them.
    func strangeness(_ text: String) -> Double {
        guard let place = places.knownBeginning(text) else {
            return OfficeNames.unknownPlace + (SealLexicon.isEndWhole(text) ? 0 : OfficeNames.unknownWord)
        }
        let rest = String(text.dropFirst(place.count))
        if rest.hasPrefix("公安局") { return strangenessOfPolice(rest, in: place) }
        if let bureau = OfficeNames.bureaus.first(where: { rest.hasSuffix($0) }) {
            // A province has a 教育厅 where a county has a 教育局.
            let isRight = bureau.hasSuffix("厅") == (place.last == "省" || place.hasSuffix("自治区"))
            return rest == bureau && (isRight || bureau.hasSuffix("委员会")) ? 0 : OfficeNames.unknownWord
        }
        // A police station has its 公安局 or 公安分局.
        if rest.hasSuffix("派出所") || rest.hasSuffix("分局"), !rest.contains("公安局"), !rest.contains("公安分局") {
            return OfficeNames.unknownWord
        }
        // 公安局 without its city is no 公安县.
        if let first = rest.first, "局厅院校所".contains(first) { return OfficeNames.unknownWord }
        return (isUnknownDistrict(rest, of: place) ? OfficeNames.unknownPlace : 0)
            + (SealLexicon.isEndWhole(text) ? 0 : OfficeNames.unknownWord)
    }

    /// The text with the place before its bureau put right, and with a 公安局 that lacks or exchanges a character.
    func proposals(for text: String) -> [String] {
        var found: [String] = []
        for bureau in OfficeNames.bureaus {
            guard let at = text.range(of: bureau) else { continue }
            let before = String(text[..<at.lowerBound])
            // 教育和体育局 ends with 体育局 as well: the longer one is it.
            if OfficeNames.bureaus.contains(where: { $0.count > bureau.count && text.contains($0) }) { continue }
            guard at.upperBound == text.endIndex || bureau == "公安局" else { continue }
            found += places.near(before).map { $0 + text[at.lowerBound...] }
        }
        if let place = places.knownBeginning(text), !text.contains("公安局") {
            let rest = text.dropFirst(place.count)
            for length in 2...4 where rest.count > length + 2 {
                if editDistance(Array("公安局"), Array(rest.prefix(length))) == 1 {
                    found.append(place + "公安局" + rest.dropFirst(length))
                }
            }
        }
        // Two offices of a province are called 厅.
        if let place = places.knownBeginning(text), place.last == "省" || place.hasSuffix("自治区"), text.hasSuffix("厅"),
            (2...4).contains(text.count - place.count)
        {
            found += [place + "公安厅", place + "教育厅"]
        }
        return found + ofProvinces(for: text) + worn(for: text) + branches(for: text)
    }

    /// The two offices that every province has, where a good part of one of them was read.
    private func ofProvinces(for text: String) -> [String] {
        guard (3...9).contains(text.count), text.hasSuffix("厅") || text.contains("公") || text.contains("教") else {
            return []
        }
        return places.provinces.flatMap { [$0 + "公安厅", $0 + "教育厅"] }.filter {
            editDistance($0, text) <= $0.count / 2 && commonSubsequence($0, text).count >= 3
        }
    }

    /// Bureaus that lack characters, and the places before them that may lack one as well: 平县教局.
    private func worn(for text: String) -> [String] {
        var found: [String] = []
        let marks = Array(text)
        for bureau in OfficeNames.bureaus where bureau.count >= 3 {
            for lost in 0...2 where bureau.count - lost >= 2 && marks.count > bureau.count - lost + 1 {
                let tail = marks.suffix(bureau.count - lost)
                guard tail.last == bureau.last, tail.first == bureau.first || lost > 1,
                    commonSubsequence(Array(bureau), tail).count == tail.count
                else { continue }
                let before = String(marks.dropLast(tail.count))
                let whole = places.isKnown(before) ? [before] : places.near(before) + places.lacking(before)
                found += whole.map { $0 + bureau }
            }
        }
        // What follows a bureau is none of its name: the mark of the ring's foot, or the line under the star.
        if let place = places.knownBeginning(text) {
            let rest = Array(text.dropFirst(place.count))
            for bureau in OfficeNames.bureaus
            where rest.first == bureau.first && (1...2).contains(rest.count - bureau.count) {
                let nearly = (bureau.count - 1)...(bureau.count + 1)
                if nearly.contains(where: { editDistance(bureau, String(rest.prefix($0))) <= 1 }) {
                    found.append(place + bureau)
                }
            }
        }
        return found
    }

    /// 某市公安局某区分局 with its last word put right, which lacks a character or has another in its place.
    private func branches(for text: String) -> [String] {
        guard let office = text.range(of: "公安局"), !text.contains("分局") else { return [] }
        let city = String(text[..<office.lowerBound])
        let rest = String(text[office.upperBound...])
        guard let district = places.knownBeginning(city + rest), district.count > city.count else { return [] }
        let before = text[..<office.upperBound] + district.dropFirst(city.count)
        let behind = rest.dropFirst(district.count - city.count)
        return (1...2).filter { $0 < behind.count }.map { before + "分局" + behind.dropFirst($0) }
    }

    private func strangenessOfPolice(_ rest: String, in place: String) -> Double {
        var rest = rest.dropFirst(3)
        // A province has a 公安厅.
        var against = place.last == "省" ? OfficeNames.unknownWord : 0
        if let branch = rest.range(of: "分局") {
            let district = String(rest[..<branch.lowerBound])
            if !places.isKnown(place + district) { against += OfficeNames.unknownPlace }
            rest = rest[branch.upperBound...]
        } else if let district = places.knownBeginning(place + rest), district.count > place.count {
            // Behind a district stands 分局.
            against += OfficeNames.unknownWord
        }
        if rest.isEmpty { return against }
        return against + (rest.hasSuffix("派出所") && rest.count > 3 ? 0 : OfficeNames.unknownWord)
    }

    /// Whether one to four characters and a district's kind follow a city that has no such district.
    private func isUnknownDistrict(_ rest: String, of place: String) -> Bool {
        guard let kind = place.last, "市州盟".contains(kind) else { return false }
        let start = rest.prefix(5)
        guard let end = start.firstIndex(where: { "区县旗".contains($0) }), end != start.startIndex else { return false }
        return !start[..<end].contains { "学校院局所厅镇乡".contains($0) }
    }
}
