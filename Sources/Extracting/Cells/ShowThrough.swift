internal import IntakeModel
internal import Recognizing

/// 透印: print of a page's back that shines through beside what stands on its front, or in its place.
///
/// It reads better in a mirror. What reads the same both ways (高, 二, 日) tells nothing, nor do digits and brackets.
struct ShowThrough {
    let lines: LineReader

    /// Surplus of confidences (`LineReading.credit`) by which the mirror must be ahead on what is taken away: about two
    /// characters. Of 150 doubtful values of tuning pages that were right, none lost as much.
    private static let least = 0.6
    /// A front with less than half a character says nothing.
    private static let leastFront = 0.3

    /// The parts of the pictures that stand on the front, of each the longest; `nil` where nothing shines through.
    func front(of pictures: [PageImage]) throws(IntakeError) -> [PageImage]? {
        var kept: [PageImage] = []
        var isFound = false
        for picture in pictures {
            let mirrored = try read(picture.mirrored)
            // A page turned over its short side stands on its head.
            let onHead = try read(picture.mirrored.turnedOver)
            let back = mirrored.credit > onHead.credit ? mirrored.reversed : onHead
            guard back.credit > ShowThrough.least, let part = ShowThrough.front(own: try read(picture), back: back)
            else {
                kept.append(picture)
                continue
            }
            isFound = true
            let width = Double(picture.width)
            let (from, to) = (part.lowerBound * width, part.upperBound * width)
            if to - from >= 2 { kept.append(InkSheet.crop(picture, from: from, to: to)) }
        }
        return isFound ? kept : nil
    }

    private func read(_ picture: PageImage) throws(IntakeError) -> LineReading {
        try lines.quickLattice(of: picture).plainReading()
    }

    /// The stretch of a line, 0 … 1, in which the front is most ahead of the back, where the back is well ahead beside it;
    /// an empty one where it is everywhere. Positions of both run from left to right as the front has them.
    static func front(own: LineReading, back: LineReading) -> ClosedRange<Double>? {
        let step = 0.5 / Double(max(1, own.characters.count, back.characters.count))
        func isSame(_ one: ReadCharacter, _ other: ReadCharacter) -> Bool {
            one.character == other.character && abs(one.position - other.position) < step
        }
        let front = own.characters.filter { one in !back.characters.contains { isSame(one, $0) } }
        let print = back.characters.filter { one in
            one.character.isHan && !own.characters.contains { isSame(one, $0) }
        }
        let marks =
            (front.map { (at: $0.position, credit: $0.confidence - 0.5) }
            + print.map { (at: $0.position, credit: 0.5 - $0.confidence) }).sorted { $0.at < $1.at }
        var best = (from: 0, to: 0, credit: leastFront)
        for from in marks.indices {
            var credit = 0.0
            for to in from..<marks.count {
                credit += marks[to].credit
                if credit > best.credit { best = (from, to + 1, credit) }
            }
        }
        func credit(_ range: Range<Int>) -> Double { marks[range].reduce(0) { $0 + $1.credit } }
        guard best.from < best.to else { return credit(0..<marks.count) < -least ? 0...0 : nil }
        func between(_ index: Int) -> Double { (marks[index - 1].at + marks[index].at) / 2 }
        let before = best.from > 0 && credit(0..<best.from) < -least
        let behind = best.to < marks.count && credit(best.to..<marks.count) < -least
        guard before || behind else { return nil }
        return (before ? between(best.from) : 0)...(behind ? between(best.to) : 1)
    }
}

extension LineReading {
    /// The same characters where they stand in the mirrored line.
    fileprivate var reversed: LineReading {
        LineReading(
            characters: characters.reversed().map {
                ReadCharacter(character: $0.character, confidence: $0.confidence, position: 1 - $0.position)
            })
    }
}
