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
    private let places: [Place]
    /// Places by each of their characters: near ones share most characters.
    private let byCharacter: [UInt32: [Int]]
    private let longest: Int
    /// What was asked before: of one worn seal the same beginnings are tried over and over.
    private let known = Mutex<[String: [String]]>([:])

    private struct Place {
        let text: String
        let codes: [UInt32]
    }

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
        places = found.map { Place(text: $0, codes: PlaceNames.codes($0)) }
        let kinds = Set(PlaceNames.codes("省市县区自治州旗族"))
        var index: [UInt32: [Int]] = [:]
        for (number, place) in places.enumerated() {
            for code in Set(place.codes).subtracting(kinds) { index[code, default: []].append(number) }
        }
        byCharacter = index
    }

    /// Characters as numbers, which compare faster; places have none of several scalars.
    private static func codes(_ text: some Sequence<Character>) -> [UInt32] {
        text.map { $0.unicodeScalars.count == 1 ? $0.unicodeScalars.first?.value ?? 0 : 0 }
    }

    /// Places that share a character with a text that is not the kind of a place.
    private func sharing(_ codes: some Sequence<UInt32>) -> [Place] {
        var numbers: Set<Int> = []
        for code in Set(codes) { numbers.formUnion(byCharacter[code] ?? []) }
        return numbers.map { places[$0] }
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
        if let found = known.withLock({ $0[text] }) { return found }
        let read = PlaceNames.codes(text)
        guard (3...longest).contains(read.count) else { return [] }
        let most = max(1, read.count / 3)
        let found = sharing(read).filter { place in
            abs(place.codes.count - read.count) <= most && editDistance(place.codes, read) <= most
        }.map(\.text).sorted()
        known.withLock { known in
            if known.count >= PlaceNames.mostKnown { known.removeAll() }
            known[text] = found
        }
        return found
    }

    private static let mostKnown = 4096

    /// Places that begin and end as a text does and have one or two characters more.
    func lacking(_ text: String) -> [String] {
        let read = PlaceNames.codes(text)
        guard read.count >= 2, let first = read.first, let last = read.last else { return [] }
        return (byCharacter[first] ?? []).map { places[$0] }.filter { place in
            (1...2).contains(place.codes.count - read.count) && place.codes.first == first && place.codes.last == last
                && commonSubsequence(place.codes, read).count == read.count
        }.map(\.text).sorted()
    }

    /// The text with one character of the place at its beginning put right, for every place that is one character away.
    func corrected(_ text: String) -> [String] {
        let read = PlaceNames.codes(text)
        let found = sharing(read.prefix(longest)).filter { place in
            guard place.codes.count >= 4, place.codes.count <= read.count else { return false }
            let start = read[..<place.codes.count]
            return start.last == place.codes.last && zip(start, place.codes).count(where: { $0 != $1 }) == 1
                && !all.contains(String(text.prefix(start.count)))
        }
        return Set(found.map { $0.text + text.dropFirst($0.codes.count) }).sorted()
    }

    /// The text with its beginning replaced by places that differ in a few characters, when it begins with no known
    /// place, or with a province or city and then something nearly like a county of it.
    func beginnings(for text: String) -> [String] {
        let read = PlaceNames.codes(text)
        guard read.count >= 4, !all.isEmpty else { return [] }
        let known = knownBeginning(text)?.count
        var found: Set<String> = []
        for place in sharing(read.prefix(9)) {
            let codes = place.codes
            guard codes.count >= 3, codes.count <= read.count + 1 else { continue }
            if let known {
                guard codes.count > known + 1, codes[..<known] == read[..<known] else { continue }
            }
            let most = known == nil ? max(1, codes.count / 3) : 1
            for length in stride(
                from: max(2, codes.count - most), through: min(read.count - 1, codes.count + 1), by: 1)
            {
                // The kind of place must end both, or there is no telling where the place ends; only a lost one
                // may be lacking.
                guard read[length - 1] == codes.last || read[..<length] == codes.dropLast() else { continue }
                if editDistance(codes, read[..<length]) <= most {
                    found.insert(place.text + text.dropFirst(length))
                }
            }
        }
        return found.sorted()
    }
}
