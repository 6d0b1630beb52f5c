internal import Foundation
internal import IntakeModel
internal import IntakeResources
internal import Recognizing
internal import Synchronization

/// 地名开头: the places with which names of offices begin, from GB/T 2260.
final class SealPlaces: Sendable {
    private let all: Set<String>
    /// Beginnings by their length and by each of their characters' places: near ones share most characters.
    private let byCharacter: [Character: [[Character]]]
    private let longest: Int

    init(_ codes: AreaCodes) {
        var found: Set<String> = []
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

    private static let cache = Mutex<[Int: SealPlaces]>([:])

    /// Built once a process for a list of its size.
    static func shared(_ codes: AreaCodes) -> SealPlaces {
        cache.withLock { known in
            if let found = known[codes.names.count] { return found }
            let made = SealPlaces(codes)
            known[codes.names.count] = made
            return made
        }
    }

    func isKnownBeginning(_ text: String) -> Bool {
        let start = Array(text.prefix(longest))
        return start.count >= 2 && (2...start.count).contains { all.contains(String(start[..<$0])) }
    }

    /// The text with its beginning replaced by places that differ in one or two characters.
    func beginnings(for text: String) -> [String] {
        let read = Array(text)
        guard read.count >= 4, !all.isEmpty, !isKnownBeginning(text) else { return [] }
        var tried: Set<String> = []
        var found: Set<String> = []
        for character in Set(read.prefix(9)) {
            for place in byCharacter[character] ?? [] where tried.insert(String(place)).inserted {
                guard place.count >= 3, place.count <= read.count + 1 else { continue }
                let most = max(1, place.count / 4)
                for length in stride(
                    from: max(2, place.count - most), through: min(read.count - 1, place.count + 1), by: 1)
                {
                    // The kind of place must end both, or there is no telling where the place ends.
                    guard read[length - 1] == place.last else { continue }
                    if editDistance(place, Array(read[..<length])) <= most {
                        found.insert(String(place) + String(read[length...]))
                    }
                }
            }
        }
        return Array(found).sorted()
    }
}
