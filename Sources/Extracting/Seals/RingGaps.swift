internal import Foundation
internal import IntakeModel
internal import Recognizing

/// 补漏字: characters that a ring's text lost, read again where its even spacing leaves room for them.
struct RingGaps {
    /// Reads the ring between two places along the strip, in parts of its length; they may lie beyond its ends.
    let read: (_ from: Double, _ to: Double, _ isSharp: Bool) throws(IntakeError) -> SealText
    /// Whether a text can begin, or end, as it does.
    let begins: (String) -> Bool
    let ends: (String) -> Bool

    /// The reading with what was found; `nil` when nothing was.
    func mended(_ reading: SealText) throws(IntakeError) -> String? {
        var marks = reading.characters
        guard marks.count >= 3 else { return nil }
        let steps = zip(marks.dropFirst(), marks).map { $0.position - $1.position }
        let step = steps.sorted()[(steps.count - 1) / 2]
        guard step > 0.01, step < 0.4 else { return nil }
        var found = false
        var index = 1
        while index < marks.count {
            let (before, after) = (marks[index - 1], marks[index])
            if after.position - before.position > 1.6 * step {
                let most = Int(((after.position - before.position) / step).rounded()) - 1
                let from = max(marks.first!.position - 0.6 * step, before.position - 1.55 * step)
                let to = min(marks.last!.position + 0.6 * step, after.position + 1.55 * step)
                let lost = try between(before.character, after.character, from, to, most: most)
                if !lost.isEmpty {
                    marks.insert(contentsOf: RingGaps.spread(lost, before.position, after.position), at: index)
                    index += lost.count
                    found = true
                }
            }
            index += 1
        }
        if let first = marks.first, !begins(String(marks.map(\.character))) {
            for sharp in [false, true] {
                let w = try read(first.position - 2.6 * step, first.position + 1.6 * step, sharp).characters
                guard let at = w.firstIndex(where: { $0.character == first.character }), at > 0 else { continue }
                let own = String(marks.map(\.character))
                let lost = [1, 2].map { w[..<at].suffix($0) }.first { lost in
                    lost.allSatisfy { $0.confidence > 0.45 } && begins(String(lost.map(\.character)) + own)
                }
                guard let lost else { continue }
                marks.insert(contentsOf: RingGaps.spread(Array(lost), first.position - step * 2, first.position), at: 0)
                found = true
                break
            }
        }
        if let last = marks.last, !ends(String(marks.map(\.character))) {
            for sharp in [false, true] {
                let w = try read(last.position - 1.6 * step, last.position + 2.6 * step, sharp).characters
                guard let at = w.lastIndex(where: { $0.character == last.character }), at + 1 < w.count else {
                    continue
                }
                let lost = w[(at + 1)...].prefix(2)
                let text = String(marks.map(\.character))
                guard
                    let count = (1...lost.count).first(where: {
                        ends(text + String(lost.prefix($0).map(\.character)))
                    })
                else { continue }
                marks += Array(lost.prefix(count))
                found = true
                break
            }
        }
        return found ? String(marks.map(\.character)) : nil
    }

    private func between(
        _ before: Character, _ after: Character, _ from: Double, _ to: Double, most: Int
    ) throws(IntakeError) -> [ReadCharacter] {
        for sharp in [false, true] {
            let w = try read(from, to, sharp).characters
            guard let left = w.firstIndex(where: { $0.character == before }),
                let right = w[(left + 1)...].firstIndex(where: { $0.character == after }), right > left + 1,
                right - left - 1 <= max(1, most)
            else { continue }
            let lost = w[(left + 1)..<right]
            if lost.allSatisfy({ $0.confidence > 0.3 }) { return Array(lost) }
        }
        return []
    }

    private static func spread(_ lost: [ReadCharacter], _ from: Double, _ to: Double) -> [ReadCharacter] {
        lost.enumerated().map { k, read in
            ReadCharacter(
                character: read.character, confidence: read.confidence,
                position: from + (to - from) * Double(k + 1) / Double(lost.count + 1))
        }
    }
}
