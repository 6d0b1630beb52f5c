internal import Foundation
internal import IntakeModel
internal import IntakeResources
internal import Recognizing
internal import Synchronization

/// 地名开头: the places with which addresses and names of offices begin, from GB/T 2260.
final class PlaceNames: Sendable {
    private let all: Set<String>
    /// Longer places without their last character.
    private let stems: Set<String>
    /// 省、自治区 and the cities that rank with them.
    let provinces: [String]
    /// Beginnings by their length and by each of their characters' places: near ones share most characters.
    private let byCharacter: [Character: [[Character]]]
    private let longest: Int

    init(_ codes: AreaCodes) {
        var found: Set<String> = []
        provinces = codes.names.filter { $0.key.count == 6 && $0.key.hasSuffix("0000") }.flatMap(\.value).sorted()
        for (code, names) in codes.names {
            guard code.count == 6 else { continue }
            let province = codes.names[code.prefix(2) + "0000"]?.last ?? ""
            let city = codes.names[code.prefix(4) + "00"]?.last ?? ""
            for name in names where name.count >= 2 && name != "市辖区" && name != "县" {
                if code.hasSuffix("0000") {
                    found.insert(name)
                } else if code.hasSuffix("00") {
                    found.formUnion([name, province + name])
                } else {
                    found.formUnion([name, city + name, province + name, province + city + name])
                }
            }
        }
        all = found
        stems = Set(found.filter { $0.count > 4 && "市县区旗".contains($0.last ?? " ") }.map { String($0.dropLast()) })
        longest = found.map(\.count).max() ?? 0
        var index: [Character: [[Character]]] = [:]
        for name in found {
            let characters = Array(name)
            for character in Set(characters) where !"省市县区自治州旗族".contains(character) {
                index[character, default: []].append(characters)
            }
        }
        byCharacter = index
    }

    private static let cache = Mutex<[Int: PlaceNames]>([:])

    /// Built once a process for a list of its size.
    static func shared(_ codes: AreaCodes) -> PlaceNames {
        cache.withLock { known in
            if let found = known[codes.names.count] { return found }
            let made = PlaceNames(codes)
            known[codes.names.count] = made
            return made
        }
    }

    func isKnownBeginning(_ text: String) -> Bool { knownBeginning(text) != nil }

    /// Whether a text is a known place but for its last character, the kind of place.
    func isCutShort(_ text: String) -> Bool { !all.contains(text) && stems.contains(text) }

    /// The longest known place at the beginning of a text.
    func knownBeginning(_ text: String) -> String? {
        let start = Array(text.prefix(longest))
        guard start.count >= 2 else { return nil }
        return (2...start.count).last { all.contains(String(start[..<$0])) }.map { String(start[..<$0]) }
    }

    /// Longer places that end so.
    func ending(in rest: String) -> [String] {
        guard !rest.isEmpty else { return [] }
        return all.filter { $0.utf8.count > rest.utf8.count && $0.hasSuffix(rest) }.sorted()
    }

    func isKnown(_ place: String) -> Bool { all.contains(place) }

    /// Places that differ from a text in a third of its characters, at least in one.
    func near(_ text: String) -> [String] {
        let read = Array(text)
        guard (3...longest).contains(read.count) else { return [] }
        let most = max(1, read.count / 3)
        var found: Set<String> = []
        for character in Set(read) {
            for place in byCharacter[character] ?? []
            where abs(place.count - read.count) <= most && editDistance(place, read) <= most {
                found.insert(String(place))
            }
        }
        return found.sorted()
    }

    /// Places that begin and end as a text does and have one or two characters more.
    func lacking(_ text: String) -> [String] {
        guard text.count >= 2, let first = text.first, let last = text.last else { return [] }
        return (byCharacter[first] ?? []).filter { place in
            (1...2).contains(place.count - text.count) && place.first == first && place.last == last
                && commonSubsequence(place, text).count == text.count
        }.map { String($0) }.sorted()
    }

    /// The text with one character of the place at its beginning put right, for every place that is one character away.
    func corrected(_ text: String) -> [String] {
        let read = Array(text)
        var tried: Set<String> = []
        var found: Set<String> = []
        for character in Set(read.prefix(longest)) {
            for place in byCharacter[character] ?? [] where place.count >= 4 && place.count <= read.count {
                let start = read[..<place.count]
                guard start.last == place.last, tried.insert(String(place)).inserted,
                    zip(start, place).count(where: { $0 != $1 }) == 1, !all.contains(String(start))
                else { continue }
                found.insert(String(place) + String(read[place.count...]))
            }
        }
        return found.sorted()
    }

    /// The text with its beginning replaced by places that differ in a few characters, when it begins with no known
    /// place, or with a province or city and then something nearly like a county of it.
    func beginnings(for text: String) -> [String] {
        let read = Array(text)
        guard read.count >= 4, !all.isEmpty else { return [] }
        let known = (2...min(longest, read.count)).last { all.contains(String(read[..<$0])) }
        var tried: Set<String> = []
        var found: Set<String> = []
        for character in Set(read.prefix(9)) {
            for place in byCharacter[character] ?? [] where tried.insert(String(place)).inserted {
                guard place.count >= 3, place.count <= read.count + 1 else { continue }
                if let known {
                    guard place.count > known + 1, place[..<known] == read[..<known] else { continue }
                }
                let most = known == nil ? max(1, place.count / 3) : 1
                for length in stride(
                    from: max(2, place.count - most), through: min(read.count - 1, place.count + 1), by: 1)
                {
                    // The kind of place must end both, or there is no telling where the place ends; only a lost one
                    // may be lacking.
                    guard read[length - 1] == place.last || read[..<length] == place[..<(place.count - 1)] else {
                        continue
                    }
                    if editDistance(place, Array(read[..<length])) <= most {
                        found.insert(String(place) + String(read[length...]))
                    }
                }
            }
        }
        return Array(found).sorted()
    }
}
