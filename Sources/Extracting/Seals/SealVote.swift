internal import Foundation
internal import Recognizing

/// 印文表决: several readings of the same part of a seal, agreed upon character by character.
struct SealVote {
    private(set) var readings: [SealText] = []

    mutating func add(_ reading: SealText) {
        if !reading.characters.isEmpty { readings.append(reading) }
    }

    /// The last reading that says what was agreed on; the very last when none does.
    var strip: SealText? {
        let agreed = result?.text
        return readings.last { $0.text == agreed } ?? readings.last
    }

    /// How many readings say exactly this.
    func agreement(on text: String) -> Int { readings.count(where: { $0.text == text }) }

    /// A text that two readings say exactly, each of them sure of every character, with the surer one's confidence.
    func proven(_ isBelievable: (String) -> Bool) -> (text: String, confidence: Double, agreeing: Int)? {
        let sure = readings.filter { $0.lowest > SealVote.sure }
        for reading in sure {
            let same = sure.filter { $0.text == reading.text }
            if same.count >= 2, isBelievable(reading.text) {
                return (reading.text, same.map(\.lowest).max() ?? 0, same.count)
            }
        }
        return nil
    }

    /// Confidence of the weakest character above which a reading counts as sure.
    static let sure = 0.9

    /// The text, the confidence of its weakest character, and how many readings say exactly the same.
    var result: (text: String, confidence: Double, agreeing: Int)? {
        guard let best = readings.max(by: { standing($0) < standing($1) }) else { return nil }
        guard readings.count > 1 else { return (best.text, best.lowest, 1) }
        // Columns of the best reading; every other reading votes where it aligns.
        var columns = best.characters.map { [$0.character: $0.confidence * weight(best)] }
        var inserted: [Int: [Character: Double]] = [:]
        var total = weight(best)
        var dropped = [Double](repeating: 0, count: columns.count)
        for other in readings where other.text != best.text || other.characters != best.characters {
            let trust = weight(other) * similarity(other.text, best.text)
            guard trust > 0.2 else { continue }
            total += trust
            for pair in SealVote.alignment(best.characters, other.characters) {
                switch pair {
                case (let own?, let its?):
                    columns[own][other.characters[its].character, default: 0] +=
                        other.characters[its].confidence * trust
                case (let own?, nil): dropped[own] += trust * 0.8
                case (nil, _): break
                }
                if case (nil, let its?) = pair {
                    let before = SealVote.before(its, best.characters, other.characters)
                    inserted[before, default: [:]][other.characters[its].character, default: 0] +=
                        other.characters[its].confidence * trust
                }
            }
        }
        var text = ""
        var lowest = 1.0
        for index in 0...columns.count {
            if let extra = inserted[index]?.max(by: { $0.value < $1.value }), extra.value > 0.55 * total {
                text.append(extra.key)
                lowest = min(lowest, extra.value / total)
            }
            guard index < columns.count, let top = columns[index].max(by: { $0.value < $1.value }) else { continue }
            if dropped[index] > top.value {
                lowest = min(lowest, dropped[index] / total)
                continue
            }
            text.append(top.key)
            lowest = min(lowest, top.value / total)
        }
        return (text, lowest, agreement(on: text))
    }

    /// Readings that others resemble stand first.
    private func standing(_ reading: SealText) -> Double {
        reading.score * readings.reduce(0) { $0 + similarity($1.text, reading.text) }
    }

    private func weight(_ reading: SealText) -> Double {
        max(0.05, reading.score / Double(max(1, reading.characters.count)))
    }

    private func similarity(_ a: String, _ b: String) -> Double {
        1 - Double(editDistance(Array(a), Array(b))) / Double(max(1, max(a.count, b.count)))
    }

    /// Pairs of indices along the cheapest alignment.
    private static func alignment(_ a: [ReadCharacter], _ b: [ReadCharacter]) -> [(Int?, Int?)] {
        var cost = [[Int]](repeating: [Int](repeating: 0, count: b.count + 1), count: a.count + 1)
        for i in 0...a.count { cost[i][0] = i }
        for j in 0...b.count { cost[0][j] = j }
        for i in stride(from: 1, through: a.count, by: 1) {
            for j in stride(from: 1, through: b.count, by: 1) {
                let same = a[i - 1].character == b[j - 1].character ? 0 : 1
                cost[i][j] = min(cost[i - 1][j - 1] + same, cost[i - 1][j] + 1, cost[i][j - 1] + 1)
            }
        }
        var pairs: [(Int?, Int?)] = []
        var (i, j) = (a.count, b.count)
        while i > 0 || j > 0 {
            if i > 0, j > 0,
                cost[i][j] == cost[i - 1][j - 1] + (a[i - 1].character == b[j - 1].character ? 0 : 1)
            {
                pairs.append((i - 1, j - 1))
                i -= 1
                j -= 1
            } else if i > 0, cost[i][j] == cost[i - 1][j] + 1 {
                pairs.append((i - 1, nil))
                i -= 1
            } else {
                pairs.append((nil, j - 1))
                j -= 1
            }
        }
        return pairs.reversed()
    }

    /// The index of `a` before which an extra character of `b` stands.
    private static func before(_ extra: Int, _ a: [ReadCharacter], _ b: [ReadCharacter]) -> Int {
        var next = a.count
        for pair in alignment(a, b).reversed() {
            if let own = pair.0 { next = own }
            if pair.0 == nil, pair.1 == extra { return next }
        }
        return next
    }
}
