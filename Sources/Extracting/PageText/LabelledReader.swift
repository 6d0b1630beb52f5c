internal import IntakeModel
internal import IntakeResources
internal import Recognizing

/// 按栏名读: fields found by the labels beside them in the lines of a page, without rules or cells.
struct LabelledReader {
    let reader: FieldReader
    private let paper: FoundPaper.LabelledPaper

    /// A label on the page and the field that follows it.
    private struct Mark {
        let spot: LabelSpotter.Spot
        let field: FormField?
    }

    /// Some characters of a line.
    struct Part {
        let line: Int
        let range: Range<Int>
    }

    init(reader: FieldReader, paper: FoundPaper.LabelledPaper) {
        self.reader = reader
        self.paper = paper
    }

    var lines: [TextLine] { paper.lines }
    private var sheet: InkSheet { paper.sheet }

    /// `wanted` are the fields to read, by default all. Some alone are read only where their label stands once: which of
    /// several it is, the whole form tells.
    func read(wanted: Set<FieldKey>? = nil) throws(IntakeError) -> FieldReadings {
        let (template, spotter) = (paper.kind.template, paper.spotter)
        let marks = marks(template, spotter: spotter, onlyUnique: wanted != nil)
        var readings: FieldReadings = [:]
        var taken: [Part] = marks.compactMap { mark in mark.spot.place.map { Part(line: $0.line, range: $0.range) } }
        for mark in marks {
            guard let field = mark.field, readings[field.key] == nil, wanted?.contains(field.key) ?? true else {
                continue
            }
            let parts = value(after: mark, field: field, marks: marks)
            taken += parts
            if parts.isEmpty {
                // Nothing beside the label: without a cell that is likely, not certain.
                readings[field.key] = reader.empty(mark.spot.box, on: sheet)
                FormReader.distrust(&readings, field.key, FormReader.doubtful)
            } else {
                readings[field.key] = try read(parts, as: field)
                if goesOn(parts, marks) { FormReader.distrust(&readings, field.key, FormReader.clipped) }
            }
        }
        // A form that could not be laid over its table is not sure to be read at the right places.
        if template.hasTable {
            for key in readings.keys { FormReader.distrust(&readings, key, FormReader.clipped) }
            return readings
        }
        // What has no label is told by the shape of the sentence.
        let sentence = SentenceFacts(
            lines: lines, normalizer: reader.lines.decoder.normalizer, words: reader.lines.facts.sentences,
            surnames: reader.lines.facts.surnames)
        for field in template.fields
        where !isPlausible(readings[field.key], field) || field.key == .birthDate && sentence.correctsBirthDate {
            guard let parts = sentence.parts(of: field, in: template, taken: taken) else {
                // What stood there before is no value, where what stands there now cannot be told.
                if var old = readings[field.key], saysWhatWasWrong(old, field) {
                    (old.value, old.confidence) = (nil, 0.05)
                    readings[field.key] = old
                }
                continue
            }
            taken += parts
            guard let reading = try read(parts, as: field) else { continue }
            readings[field.key] = reading
            if field.key == .name, sentence.isCutName(parts) {
                FormReader.distrust(&readings, field.key, FormReader.doubtful)
            }
            if sentence.lackComma(parts) { FormReader.distrust(&readings, field.key, FormReader.clipped) }
            // A date that is not alone in its line may be any date.
            if field.grammar == .date, field.key != .birthDate,
                parts.contains(where: { lines[$0.line].characters.count > $0.range.count + 4 })
            {
                FormReader.distrust(&readings, field.key, FormReader.doubtful)
            }
        }
        // A seal over the name of who signs may hide its beginning from the detector.
        for key in LabelledReader.signers {
            FormReader.distrust(&readings, FieldKey(rawValue: key), FormReader.clipped)
        }
        return readings
    }

    private func isPlausible(_ reading: FieldReading?, _ field: FormField) -> Bool {
        guard let value = reading?.value, !value.isEmpty else { return false }
        if let reading, saysWhatWasWrong(reading, field) { return false }
        // The name of an office or a school has more than its kind.
        if LabelledReader.signers.contains(field.key.rawValue) { return value.count >= 5 }
        return field.grammar != .name || (2...4).contains(value.count) || value.contains("·")
    }

    /// 出生日期：原登记为……，现更正为……: the label's own line says what was wrong.
    private func saysWhatWasWrong(_ reading: FieldReading, _ field: FormField) -> Bool {
        field.key == .birthDate && reader.lines.facts.sentences.wrongBefore.contains { reading.raw.contains($0) }
    }

    /// Where the detector broke a line at a seal, characters may stand between its pieces: a date without them is one as well
    /// and is read over the gap; anything else only where its pieces say nothing sure.
    private func read(_ parts: [Part], as field: FormField) throws(IntakeError) -> FieldReading? {
        if field.grammar == .date { return try read(parts, as: field, bridge: LabelledReader.bridgeOfDate) }
        let apart = try read(parts, as: field, bridge: 0)
        guard parts.count > 1, (apart?.confidence ?? 0) < FormReader.clipped,
            let whole = try read(parts, as: field, bridge: LabelledReader.bridge)
        else { return apart }
        return whole.confidence > (apart?.confidence ?? 0) ? whole : apart
    }

    private func read(_ parts: [Part], as field: FormField, bridge: Double) throws(IntakeError) -> FieldReading? {
        // Boxes of writing overlap: what both hold is read once, and hardly whole.
        var boxes: [Region] = []
        var overlap = false
        for (index, part) in parts.enumerated() {
            var box = lines[part.line].box(of: part.range)
            if let last = boxes.last, abs(last.center.y - box.center.y) < 0.5 * last.height, box.x >= last.maxX,
                box.x - last.maxX < bridge * last.height, part.range.lowerBound == 0,
                parts[index - 1].range.upperBound == lines[parts[index - 1].line].characters.count
            {
                boxes[boxes.count - 1] = last.union(box)
                continue
            }
            if let last = boxes.last, abs(last.center.y - box.center.y) < 0.5 * last.height, box.x > last.x,
                box.x < last.maxX - 0.1 * last.height, box.maxX > last.maxX
            {
                box = Region(x: last.maxX, y: box.y, width: box.maxX - last.maxX, height: box.height)
                overlap = true
            }
            boxes.append(box)
        }
        var reading = try reader.read(boxes, of: field, on: sheet, tight: true)
        // A character of its own line may have been cut where the value begins.
        if let list = reader.lines.facts.codeLists[field.grammar], let read = reading,
            !list.spellings.contains(read.value ?? ""), let word = word(parts, of: list)
        {
            if let old = read.value, !old.isEmpty { reading?.alternatives.insert(old, at: 0) }
            reading?.value = word
            reading?.confidence = FormReader.clipped
        }
        if field.grammar == .name, parts.count == 1, let part = parts.first, let read = reading,
            let name = CutName(lines[part.line].characters, part.range, normalizer: reader.lines.decoder.normalizer)
        {
            reading = name.mended(read)
        }
        if overlap, let own = reading?.confidence { reading?.confidence = min(FormReader.clipped, own) }
        if [.date, .age, .height].contains(field.grammar), parts.contains(where: losesDigits),
            let own = reading?.confidence
        {
            reading?.confidence = min(FormReader.clipped, own)
        }
        // The stop behind the last character belongs to the sentence.
        if let last = parts.last, lines[last.line].characters[last.range].last?.character != "。",
            let value = reading?.value, value.hasSuffix("。")
        {
            reading?.value = String(value.dropLast())
        }
        return reading
    }

    /// What the whole line says there, where that is a word of the list and was read surely.
    private func word(_ parts: [Part], of list: CodeLists.List) -> String? {
        guard parts.count == 1, let part = parts.first else { return nil }
        let read = lines[part.line].characters[part.range].filter { $0.character.isLetter }
        let word = String(read.map(\.character))
        guard list.spellings.contains(word), read.allSatisfy({ $0.confidence > LabelledReader.sure }) else {
            return nil
        }
        return list.aliases[word] ?? word
    }

    private static let sure = 0.8

    /// Ink lower than this, in heights of its label, is a rest of something, and no value.
    private static let leastHeight = 0.5

    /// Whether words that belong to no label stand behind a value in its row: it may be a part.
    private func goesOn(_ parts: [Part], _ marks: [Mark]) -> Bool {
        guard let last = parts.last, last.range.upperBound == lines[last.line].characters.count,
            let next = besides(lines[last.line].box, within: LabelledReader.sameRow)
        else { return false }
        return !parts.contains { $0.line == next } && !marks.contains { $0.spot.place?.line == next }
            && lines[next].characters.contains { $0.character.isLetter || $0.character.isNumber }
    }

    /// Whether the line has ink of another digit beside a lone one of the part.
    private func losesDigits(_ part: Part) -> Bool {
        let line = lines[part.line]
        let range = max(0, part.range.lowerBound - 1)..<min(line.characters.count, part.range.upperBound + 1)
        return LostDigits(on: sheet).areThere(
            beside: line.characters[range].map { ($0.character, line.box.x + $0.position * line.box.width) },
            in: line.box)
    }

    /// Pieces of a line that stand no further apart than this are read with what lies between, in heights.
    private static let bridge = 1.2
    private static let bridgeOfDate = 2.5

    /// How far behind a value what follows in its row may stand and still be its rest, in heights.
    private static let sameRow = 3.0

    /// Labels in reading order; one that repeats on the form takes its places in that order.
    private func marks(_ template: FormTemplate, spotter: LabelSpotter, onlyUnique: Bool) -> [Mark] {
        var pairs: [(label: FormLabel, field: FormField?)] = []
        for (index, cell) in template.cells.enumerated() {
            if let field = cell.field, let naming = RegisteredPaper.naming(index, in: template),
                let label = template.cells[naming].label
            {
                pairs.append((label, field))
            }
            pairs += LabelledReader.pairs(cell.lines ?? [])
        }
        pairs += LabelledReader.pairs((template.head ?? []) + template.foot)
        var marks: [Mark] = []
        // 诊断 in the title is no label.
        let title = spotter.spots(template.title.wordings).first
        for group in Dictionary(grouping: pairs, by: \.label.text).values {
            let spots = spotter.spots(group[0].label.wordings).filter { spot in
                guard template.hasTable || standsAsLabel(spot, before: group[0].field) else { return false }
                guard let title else { return true }
                return (title.box.intersection(spot.box)?.area ?? 0) < 0.5 * spot.box.area
            }
            // Once on the form, twice on the page: the one that is most alike and longest.
            if group.count == 1 {
                let isKnown = !onlyUnique || spots.count == 1
                if let best = spots.first { marks.append(Mark(spot: best, field: isKnown ? group[0].field : nil)) }
            } else if onlyUnique {
                marks += spots.map { Mark(spot: $0, field: nil) }
            } else {
                for (pair, spot) in zip(group, Region.inReadingOrder(spots.map { ($0, $0.box) })) {
                    marks.append(Mark(spot: spot, field: pair.field))
                }
            }
        }
        // 姓名 inside 户主姓名 is not a label of its own.
        return marks.filter { mark in
            !marks.contains { other in
                other.spot.box.width > mark.spot.box.width * 1.2
                    && (other.spot.box.intersection(mark.spot.box)?.area ?? 0) > 0.6 * mark.spot.box.area
            }
        }
    }

    private static func pairs(_ lines: [FormLine]) -> [(label: FormLabel, field: FormField?)] {
        lines.flatMap { line in
            line.parts.indices.compactMap { index in
                line.parts[index].label.map { label in
                    (label, index + 1 < line.parts.count ? line.parts[index + 1].field : nil)
                }
            }
        }
    }

    /// The rest of the label's line, or the next line to its right; free text runs on below.
    private func value(after mark: Mark, field: FormField, marks: [Mark]) -> [Part] {
        func starts(_ line: Int) -> [Int] {
            marks.compactMap { $0.spot.place?.line == line ? $0.spot.place?.range.lowerBound : nil }.sorted()
        }
        func says(_ part: Part) -> Bool {
            lines[part.line].characters[part.range].contains { $0.character.isLetter || $0.character.isNumber }
        }
        var parts: [Part] = []
        if let place = mark.spot.place {
            let end = starts(place.line).first { $0 >= place.range.upperBound } ?? lines[place.line].characters.count
            let rest = Part(line: place.line, range: place.range.upperBound..<max(place.range.upperBound, end))
            let part = cut(rest, field)
            if says(part) { parts.append(part) }
        }
        let box = mark.spot.box
        if parts.isEmpty {
            let right = lines.indices.filter {
                abs(lines[$0].box.center.y - box.center.y) < 0.6 * max(box.height, lines[$0].box.height)
                    && lines[$0].box.x > box.maxX - 0.4 * box.height
                    && lines[$0].box.height > LabelledReader.leastHeight * box.height
                    && lines[$0].characters.contains(where: \.isWord)
            }.min { lines[$0].box.x < lines[$1].box.x }
            if let right {
                let part = cut(
                    Part(line: right, range: 0..<(starts(right).first ?? lines[right].characters.count)), field)
                if says(part), lines[right].box.x - box.maxX < 14 * box.height { parts.append(part) }
            }
        }
        // The detector may break a line where a seal crosses it.
        while let last = parts.last, last.range.upperBound == lines[last.line].characters.count, !parts.isEmpty,
            let next = besides(lines[last.line].box), starts(next).first != 0,
            !parts.contains(where: { $0.line == next })
        {
            let whole = Part(line: next, range: 0..<(starts(next).first ?? lines[next].characters.count))
            let part = cut(whole, field)
            guard says(part) else { break }
            parts.append(part)
        }
        if let last = parts.last, last.range.upperBound == lines[last.line].characters.count,
            let rest = broken(lines[last.line], parts, field, margin: box.x)
        {
            parts.append(rest)
        }
        func isFree(_ line: Int) -> Bool { starts(line).isEmpty && !answers(line, marks, besides: mark) }
        if LabelledReader.signers.contains(field.key.rawValue) {
            return wholeOffice(parts, isFree: isFree)
        }
        // A value of two lines may stand beside its label with either.
        if field.grammar == .place, let whole = withLineAbove(parts, isFree: isFree) { parts = whole }
        // What was cut short by the sentence's own punctuation does not run on.
        guard field.grammar == .place || field.grammar == .text && field.writing == .handwritten,
            parts.last.map({ $0.range.upperBound == lines[$0.line].characters.count }) ?? true
        else { return parts }
        // The line of a sentence goes on below at its own left margin, a block of its own below its beginning.
        let margin = mark.spot.place.map { min(lines[$0.line].box.x, box.x) } ?? box.x
        var last = parts.last.map { lines[$0.line].box } ?? mark.spot.place.map { lines[$0.line].box } ?? box
        while parts.count < 6 {
            // Under a label that stands alone the text may begin a little lower.
            guard let next = below(last, margin: margin, gap: parts.isEmpty ? 2.2 : 1.1),
                !parts.contains(where: { $0.line == next }),
                !BlockReader.looksLikeDate(lines[next].text), !answers(next, marks, besides: mark)
            else { break }
            let end = starts(next).first ?? lines[next].characters.count
            let whole = Part(line: next, range: 0..<end)
            guard says(whole) else { break }
            let part = cut(whole, field)
            if part.range.isEmpty { break }
            parts.append(part)
            if part.range.upperBound != lines[next].characters.count { break }
            last = lines[next].box
        }
        return parts
    }

    private static let signers = ["issuer", "releasingSchool"]

    /// Whether another label stands in the row of a line, to its left.
    private func answers(_ line: Int, _ marks: [Mark], besides own: Mark) -> Bool {
        let box = lines[line].box
        return marks.contains { mark in
            let spot = mark.spot.box
            return mark.spot.box != own.spot.box && spot.x < box.x
                && abs(spot.center.y - box.center.y) < 0.6 * max(spot.height, box.height)
        }
    }

    /// In running text a label opens a line, follows punctuation, or is followed by a colon: 其姓名已于……更正 names nobody.
    /// Free text and names are not announced without a colon inside a line.
    private func standsAsLabel(_ spot: LabelSpotter.Spot, before field: FormField?) -> Bool {
        guard let place = spot.place else { return true }
        let text = lines[place.line].characters.map(\.character)
        let end = text[place.range].last { !$0.isWhitespace }
        if place.range.lowerBound == 0 || end.map({ "：:".contains($0) }) == true { return true }
        if place.range.upperBound >= text.count { return true }
        let shaped = field.map { Calibration.Family($0.grammar) != .text && $0.grammar != .name } ?? false
        return shaped && !text[place.range.lowerBound - 1].isLetter
    }

    /// A value in a running sentence ends at its punctuation; free text at the end of the sentence.
    private func cut(_ part: Part, _ field: FormField) -> Part {
        let free = field.grammar == .text && field.writing == .handwritten
        let stops: Set<Character> = free ? ["。"] : ["，", ",", "。", "；", ";", "）", ")"]
        let text = lines[part.line].characters[part.range].map(\.character)
        var open = 0
        for (offset, character) in text.enumerated() {
            if character == "（" || character == "(" { open += 1 }
            if stops.contains(character) {
                if open > 0, character == "）" || character == ")" {
                    open -= 1
                } else if offset > 0 {
                    return Part(line: part.line, range: part.range.lowerBound..<(part.range.lowerBound + offset))
                }
            }
            let ahead = String(text[offset...].prefix(4))
            // Nor are a certificate's closing words anybody's value.
            if ["（章", "(章", "（盖", "(盖", "（公", "(公"].contains(String(ahead.prefix(2))) || ahead == "特此证明" {
                return Part(line: part.line, range: part.range.lowerBound..<(part.range.lowerBound + offset))
            }
        }
        return part
    }
}
