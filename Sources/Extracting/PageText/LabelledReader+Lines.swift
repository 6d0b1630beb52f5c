internal import IntakeModel
internal import IntakeResources
internal import Recognizing

/// 续行: what of a value stands in the lines above, below and beside the one in which it was found.
extension LabelledReader {
    /// The name of an office over two lines: the one above where it begins with no place, the one below where it ends
    /// as no office does.
    func wholeOffice(_ parts: [Part], isFree: (Int) -> Bool) -> [Part] {
        if let whole = withLineAbove(parts, isFree: isFree) { return whole }
        guard parts.count == 1, let own = parts.first, !endsAsOffice(text(of: own)),
            let below = neighbour(of: own, isAbove: false, isFree: isFree), endsAsOffice(lines[below.line].text)
        else { return parts }
        return [own, below]
    }

    /// The value with the line above it, when it begins with no known place and that line does.
    func withLineAbove(_ parts: [Part], isFree: (Int) -> Bool) -> [Part]? {
        let places = PlaceNames.shared(reader.lines.facts.areaCodes)
        guard let own = parts.first, !places.isKnownBeginning(text(of: own)),
            let above = neighbour(of: own, isAbove: true, isFree: isFree),
            places.isKnownBeginning(lines[above.line].text)
        else { return nil }
        return [above] + parts
    }

    private func text(of part: Part) -> String {
        String(lines[part.line].characters[part.range].map(\.character).filter(\.isLetter))
    }

    private func endsAsOffice(_ text: String) -> Bool { SealLexicon.endings.contains { text.hasSuffix($0) } }

    /// The line right above or below a part that begins where it does.
    private func neighbour(of part: Part, isAbove: Bool, isFree: (Int) -> Bool) -> Part? {
        let box = lines[part.line].box(of: part.range)
        let near = lines.indices.filter { index in
            let other = lines[index].box
            let gap = isAbove ? box.y - other.maxY : other.y - box.maxY
            return index != part.line && abs(other.x - box.x) < 2.5 * box.height && gap > -0.5 * box.height
                && gap < 0.9 * box.height && isFree(index) && !BlockReader.looksLikeDate(lines[index].text)
        }
        return near.min { abs(lines[$0].box.y - box.y) < abs(lines[$1].box.y - box.y) }.map {
            Part(line: $0, range: 0..<lines[$0].characters.count)
        }
    }

    /// The rest of a number that is broken at the end of its line: a short one of known length, or in a sentence, whose
    /// lines fill the page, digits on digits.
    func broken(_ line: TextLine, _ parts: [Part], _ field: FormField, margin: Double) -> Part? {
        if field.grammar == .date { return restOfDate(below: line, parts, margin: margin) }
        let known = [FieldGrammarName.citizenID: 18, .studentNumber: 19][field.grammar]
        let isRunning = field.key == "patientNumber" && line.characters.last?.character.isNumber == true
        guard known.map({ parts.reduce(0) { $0 + $1.range.count } < $0 }) ?? isRunning,
            let next = below(line.box, margin: left(of: line.box, margin))
        else { return nil }
        let rest = lines[next].characters.prefix { $0.character.isNumber || "Xx".contains($0.character) }
        // Behind a number that goes on stands punctuation or nothing: 3月5日 is a line of its own.
        let after = lines[next].characters.dropFirst(rest.count).first?.character
        guard !rest.isEmpty, known != nil || after.map({ !$0.isLetter && $0 != "." }) ?? true else { return nil }
        return Part(line: next, range: 0..<rest.count)
    }

    private func restOfDate(below line: TextLine, _ parts: [Part], margin: Double) -> Part? {
        guard let next = below(line.box, margin: left(of: line.box, margin)) else { return nil }
        let read = parts.flatMap { lines[$0.line].characters[$0.range].map(\.character) }
        return LabelledReader.restOfDate(read, in: lines[next].characters.map(\.character)).map {
            Part(line: next, range: 0..<$0)
        }
    }

    /// How many characters of the next line belong to a date that breaks off (年月日): up to its 日, where both parts
    /// together are a day.
    static func restOfDate(_ read: [Character], in next: [Character]) -> Int? {
        func isDay(_ character: Character) -> Bool { "日号".contains(character) }
        guard read.contains("年"), !read.contains(where: isDay),
            let end = next.prefix(longestRest).firstIndex(where: isDay),
            DateText(String(read + next[...end]))?.isPlausible == true
        else { return nil }
        return end + 1
    }

    /// 十二月三十一日 has seven characters.
    private static let longestRest = 7

    /// Where the row of a line begins; the detector may have broken it.
    private func left(of box: Region, _ margin: Double) -> Double {
        lines.map(\.box).filter { abs($0.center.y - box.center.y) < 0.5 * box.height }.map(\.x).min().map {
            min($0, margin)
        }
            ?? margin
    }

    /// The line that goes on right behind a line, or `within` heights further on; boxes of writing overlap.
    func besides(_ box: Region, within: Double = 1.2) -> Int? {
        lines.indices.first { index in
            let other = lines[index].box
            return abs(other.center.y - box.center.y) < 0.5 * max(box.height, other.height)
                && other.x > box.maxX - 0.8 * box.height && other.maxX > box.maxX + 0.5 * box.height
                && other.x - box.maxX < within * box.height
        }
    }

    /// The line under a line, of the same paragraph; of a row that the detector broke, its beginning.
    func below(_ upper: Region, margin: Double, gap: Double = 1.1) -> Int? {
        let near = lines.indices.filter { index in
            let other = lines[index].box
            return other.center.y > upper.center.y + 0.5 * upper.height && other.y - upper.maxY < gap * upper.height
                && other.x > min(margin, upper.x) - 4 * upper.height
                && other.x < max(upper.maxX, upper.x + 12 * upper.height)
        }
        guard let first = near.min(by: { lines[$0].box.y < lines[$1].box.y }).map({ lines[$0].box }) else { return nil }
        return near.filter { abs(lines[$0].box.center.y - first.center.y) < 0.5 * first.height }
            .min { lines[$0].box.x < lines[$1].box.x }
    }
}
