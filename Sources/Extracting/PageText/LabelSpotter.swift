internal import IntakeModel
internal import IntakeResources
internal import Recognizing

/// 找栏名: where printed labels stand among the lines that were read on a page.
struct LabelSpotter {
    struct Spot {
        let box: Region
        /// 0…1, 1 is exact.
        let similarity: Double
        /// Index of the line and the characters taken up; `nil` when the label runs over several lines.
        let place: (line: Int, range: Range<Int>)?
    }

    /// Letters and digits of a line or of lines stacked in one cell, folded, with their places.
    private struct Text {
        let scalars: [UInt32]
        let places: [Int]
        let line: Int?
        let box: Region
        /// Where the last of stacked lines begins and the first ends; a label must use them all.
        var inner: Range<Int>?
    }

    private let lines: [TextLine]
    private let texts: [Text]
    private let normalizer: TextNormalizer

    init(_ lines: [TextLine], normalizer: TextNormalizer) {
        self.lines = lines
        self.normalizer = normalizer
        var texts: [Text] = []
        for (index, line) in lines.enumerated() {
            let places = line.characters.indices.filter {
                line.characters[$0].character.isLetter || line.characters[$0].character.isNumber
            }
            let scalars = places.map { Self.scalar(line.characters[$0].character, normalizer) }
            texts.append(Text(scalars: scalars, places: places, line: index, box: line.box))
        }
        texts +=
            LabelSpotter.stacks(texts, lines) + LabelSpotter.spread(texts, lines)
            + LabelSpotter.headed(texts, lines)
        self.texts = texts
    }

    /// Whether another word leads into a spot in its line, 家长姓名 not being 姓名; one of `subjects` may.
    func isPartOfWord(_ spot: Spot, subjects: [String]) -> Bool {
        guard let place = spot.place, place.range.lowerBound > 0 else { return false }
        let line = lines[place.line]
        if line.isColumn { return true }
        let before = place.range.lowerBound - 1
        guard line.characters[before].character.isHan,
            spot.box.x - line.box(of: before..<(before + 1)).maxX < LabelSpotter.apart * line.box.height
        else { return false }
        let word = String(line.characters[...before].map(\.character))
        return !subjects.contains { word.hasSuffix($0) }
    }

    /// Words of neighbouring cells that were read as one line stand this far apart, in heights of the line.
    private static let apart = 0.6

    /// Every place of any of the wordings, at least `least` alike; overlapping ones once, the best first.
    func spots(_ wordings: [String], least: Double = 0.74) -> [Spot] {
        var found: [Spot] = []
        for wording in wordings {
            let label = normalizer.skeleton(wording).map { Self.scalar($0, normalizer) }
            guard label.count >= 2 else { continue }
            for text in texts {
                for match in LabelSpotter.matches(label, in: text.scalars, least: least) {
                    if let inner = text.inner,
                        match.range.lowerBound >= inner.lowerBound || match.range.upperBound <= inner.upperBound
                    {
                        continue
                    }
                    let range = text.places[match.range.lowerBound]..<(text.places[match.range.upperBound - 1] + 1)
                    let box = text.line.map { lines[$0].box(of: range) } ?? text.box
                    found.append(
                        Spot(
                            box: box, similarity: match.similarity,
                            place: text.line.map { ($0, trailing(range, in: lines[$0])) }))
                }
            }
        }
        // Of two wordings that stand at one place the longer one is meant.
        // A colon after it makes a label of a word.
        func rank(_ spot: Spot) -> Double {
            let colon = spot.place.map { place in
                lines[place.line].characters[place.range].last.map { "：:".contains($0.character) } ?? false
            }
            return spot.similarity + 0.02 * spot.box.width / max(1, spot.box.height) + (colon == true ? 0.05 : 0)
        }
        found.sort { rank($0) > rank($1) }
        return found.reduce(into: []) { kept, spot in
            if !kept.contains(where: {
                ($0.box.intersection(spot.box)?.area ?? 0) > 0.4 * min($0.box.area, spot.box.area)
            }) {
                kept.append(spot)
            }
        }
    }

    /// Whether a word is broken between the end of a line and the beginning of the next one.
    func runsOver(_ word: String) -> Bool {
        let scalars = normalizer.skeleton(word).map { Self.scalar($0, normalizer) }
        let whole = texts.filter { $0.line != nil }
        return zip(whole, whole.dropFirst()).contains { line, next in
            (1..<max(1, scalars.count)).contains { split in
                line.scalars.suffix(split).elementsEqual(scalars[..<split])
                    && next.scalars.prefix(scalars.count - split).elementsEqual(scalars[split...])
            }
        }
    }

    /// Brackets and colons after a label belong to it.
    private func trailing(_ range: Range<Int>, in line: TextLine) -> Range<Int> {
        var end = range.upperBound
        while end < line.characters.count {
            let next = line.characters[end].character
            if next.isLetter || next.isNumber { break }
            end += 1
        }
        return range.lowerBound..<end
    }

    private static func scalar(_ character: Character, _ normalizer: TextNormalizer) -> UInt32 {
        (normalizer.fold(String(character)).unicodeScalars.first ?? character.unicodeScalars.first)?.value ?? 0
    }

    /// Single characters beside each other, as 户 别 is spread over its cell.
    private static func spread(_ texts: [Text], _ lines: [TextLine]) -> [Text] {
        let single = texts.indices.filter { texts[$0].scalars.count == 1 }
        return single.compactMap { index in
            let box = lines[index].box
            let next = single.filter { other in
                let its = lines[other].box
                return abs(its.center.y - box.center.y) < 0.4 * box.height && its.x > box.maxX
                    && its.x - box.maxX < 5 * box.height && its.height < 1.6 * box.height
                    && box.height < 1.6 * its.height
            }.min { lines[$0].box.x < lines[$1].box.x }
            guard let next else { return nil }
            return Text(
                scalars: texts[index].scalars + texts[next].scalars, places: [0, 1], line: nil,
                box: box.union(lines[next].box), inner: 1..<1)
        }
    }

    /// A heading in one cell and the label in the next, as 监护人 | 姓名.
    private static func headed(_ texts: [Text], _ lines: [TextLine]) -> [Text] {
        let short = texts.indices.filter { index in
            (2...6).contains(texts[index].scalars.count)
                && lines[index].characters.allSatisfy { $0.character.isHan || !$0.character.isNumber }
        }
        return short.compactMap { index in
            let box = lines[index].box
            let right = lines.indices.filter { other in
                let its = lines[other].box
                return abs(its.center.y - box.center.y) < 0.5 * max(box.height, its.height)
                    && its.x > box.maxX - 0.2 * box.height && its.x - box.maxX < 4 * box.height
            }.min { lines[$0].box.x < lines[$1].box.x }
            guard let right, short.contains(right) else { return nil }
            let scalars = texts[index].scalars + texts[right].scalars
            let count = texts[index].scalars.count
            return Text(
                scalars: scalars, places: Array(scalars.indices), line: nil, box: box.union(lines[right].box),
                inner: count..<count)
        }
    }

    /// Two or three lines under each other, as labels are wrapped in narrow cells.
    private static func stacks(_ texts: [Text], _ lines: [TextLine]) -> [Text] {
        var found: [Text] = []
        func below(_ index: Int) -> Int? {
            let upper = lines[index].box
            return lines.indices.filter { other in
                let box = lines[other].box
                let shared = min(upper.maxX, box.maxX) - max(upper.x, box.x)
                return other != index && box.center.y > upper.center.y + 0.5 * upper.height
                    && box.y - upper.maxY < 0.7 * upper.height && shared > 0.6 * min(upper.width, box.width)
                    && max(upper.width, box.width)
                        < (abs(upper.center.x - box.center.x) < 0.5 * upper.height ? 4 : 2.2)
                        * min(upper.width, box.width)
            }.min { lines[$0].box.y < lines[$1].box.y }
        }
        for index in lines.indices where texts[index].scalars.count <= 8 && !texts[index].scalars.isEmpty {
            var chain = [index]
            while chain.count < 4, let next = below(chain[chain.count - 1]) {
                chain.append(next)
                let scalars = chain.flatMap { texts[$0].scalars }
                let box = chain.dropFirst().reduce(lines[index].box) { $0.union(lines[$1].box) }
                found.append(
                    Text(
                        scalars: scalars, places: Array(scalars.indices), line: nil, box: box,
                        inner: texts[chain[0]].scalars
                            .count..<max(
                                texts[chain[0]].scalars.count, scalars.count - texts[next].scalars.count)))
            }
        }
        return found
    }

    /// Windows of `text` that are like `label`; at most one around each place.
    private static func matches(
        _ label: [UInt32], in text: [UInt32], least: Double
    ) -> [(range: Range<Int>, similarity: Double)] {
        let shortest = max(2, label.count - label.count / 4)
        guard text.count >= shortest else { return [] }
        // Cheap first: how many of the label's characters does the text have at all?
        let known = label.count { text.contains($0) }
        guard Double(known) >= least * Double(label.count) else { return [] }
        var found: [(range: Range<Int>, similarity: Double)] = []
        for start in text.indices {
            var best: (range: Range<Int>, similarity: Double)?
            for length in shortest...(label.count + label.count / 4) where start + length <= text.count {
                let distance = editDistance(label, text[start..<(start + length)])
                let similarity = 1 - Double(distance) / Double(label.count)
                if similarity >= least, similarity > (best?.similarity ?? 0) {
                    best = (start..<(start + length), similarity)
                }
            }
            guard let best else { continue }
            if let last = found.last, last.range.overlaps(best.range) {
                if best.similarity > last.similarity { found[found.count - 1] = best }
            } else {
                found.append(best)
            }
        }
        return found
    }
}
