internal import IntakeModel
internal import IntakeResources
internal import Recognizing

/// 读一块: a block with several lines, such as 转学理由 with 签名 and 年月日 below, or the line under a table.
///
/// Labels are searched in every line that was read, so their order and place on the paper do not matter.
struct BlockReader {
    let reader: FieldReader
    /// The form's printed remarks, which may stand in the block's reach.
    var remarks: [String] = []

    private struct Line {
        let box: Region
        /// The parts of the line that were read one by one, each with the share of the steps at which it ends.
        let pieces: [(left: Double, width: Double, end: Double)]
        let lattice: CTCLattice
        let characters: [ReadCharacter]
        /// Ink in or beside one of the pieces was read as nothing.
        let endsUnread: Bool
    }

    /// A stretch of a line that belongs to one field, or to none.
    private struct Segment {
        let line: Int
        let from: Double
        let to: Double
        let text: String
    }

    func read(_ parts: [FormLine], in box: Region, on sheet: InkSheet) throws(IntakeError) -> FieldReadings {
        var lines: [Line] = []
        for found in BlockRows.lines(of: box, on: sheet) {
            if let line = try line(found, parts, in: box, on: sheet) { lines.append(line) }
        }
        lines = BlockReader.withWholeDates(lines)
        var claimed: [FieldKey: Segment] = [:]
        var free: [Segment] = []
        divide(lines, by: parts, claimed: &claimed, free: &free)
        for field in parts.flatMap({ $0.parts.compactMap(\.field) }) where field.grammar != .date {
            guard let whole = claimed[field.key], let cut = splitDate(whole, of: lines) else { continue }
            claimed[field.key] = cut.before
            free.append(cut.date)
        }

        var readings: FieldReadings = [:]
        let fields = parts.flatMap { $0.parts.compactMap(\.field) }
        let labelled = Set(fields.map(\.key).filter { claimed[$0] != nil })
        for field in fields where labelled.contains(field.key) {
            guard let segment = claimed[field.key] else { continue }
            readings[field.key] = try read(segment, as: field, lines: lines, sheet: sheet)
        }
        // Fields without a label: a date is known by its shape, what is left over is the free text.
        let open = unlabelled(parts)
        for field in fields where field.grammar == .date && readings[field.key] == nil {
            if let index = free.lastIndex(where: { BlockReader.looksLikeDate($0.text) }) {
                readings[field.key] = try read(free.remove(at: index), as: field, lines: lines, sheet: sheet)
            }
        }
        for field in open where field.grammar != .date {
            readings[field.key] = try joined(free, as: field, lines: lines, box: box, sheet: sheet)
        }
        for field in fields where readings[field.key] == nil {
            readings[field.key] = reader.unreadable(box, on: sheet)
        }
        return readings
    }

    /// Reads a line piece by piece: engines lose characters on long lines with wide gaps.
    private func line(
        _ box: Region, _ parts: [FormLine], in block: Region, on sheet: InkSheet
    ) throws(IntakeError) -> Line? {
        let pale = PaleInk(sheet)
        let stretches = sheet.lines.pieces(of: box, gap: sheet.textHeight * BlockRows.gap)
        var boxes = pale.widened(stretches.flatMap(sheet.lines.unfolded), in: block)
        for digits in pale.between(boxes) where try isNumber(digits, on: sheet) {
            boxes.insert(digits, at: boxes.firstIndex { $0.x > digits.x } ?? boxes.count)
        }
        var read: [Piece] = []
        // Paler print that goes on beside a line is not followed here, but what was read may be a part.
        var endsUnread = pale.whole(of: box, in: block) != nil
        for box in boxes {
            for piece in try pieces(of: sheet.picture(of: box), around: box.center.x, parts) {
                endsUnread = endsUnread || piece.endsUnread
                read.append(piece)
            }
        }
        guard let lattice = CTCLattice.joined(read.map(\.lattice)), lattice.steps > 0 else { return nil }
        var steps = 0
        let pieces = read.map { piece in
            steps += piece.lattice.steps
            return (left: piece.left, width: piece.width, end: Double(steps) / Double(lattice.steps))
        }
        return Line(
            box: box, pieces: pieces, lattice: lattice, characters: lattice.plainReading().characters,
            endsUnread: endsUnread)
    }

    /// A stretch of a line that one engine read.
    private struct Piece {
        let left: Double
        let width: Double
        let lattice: CTCLattice
        /// Ink in or beside it was read as nothing.
        let endsUnread: Bool
    }

    /// A picture about `middle` of the sheet as the quick engine reads it where that is enough, or where it says the same in
    /// another breadth; else the better one reads it, but for the label before a value, which it would know as well.
    private func pieces(
        of picture: PageImage, around middle: Double, _ parts: [FormLine]
    ) throws(IntakeError) -> [Piece] {
        let (left, width) = (middle - Double(picture.width) / 2, Double(picture.width))
        func piece(_ lattice: CTCLattice, of picture: PageImage, from: Double = 0) -> Piece {
            Piece(
                left: left + from, width: Double(picture.width), lattice: lattice.part(from: 0, to: 1),
                endsUnread: UnreadInk(lattice.plainReading(), on: picture).isThere)
        }
        let quick = try reader.lines.quickLattice(of: picture)
        let reading = quick.plainReading()
        if isPlain(reading, parts, clear: BlockReader.clear) { return [piece(quick, of: picture)] }
        if isPlain(reading, parts, clear: FieldReader.clear) {
            let again = try reader.lines.quickLattice(of: picture, breadth: 1).plainReading()
            func words(_ reading: LineReading) -> [Character] { reading.characters.filter(\.isWord).map(\.character) }
            if words(again) == words(reading), isPlain(again, parts, clear: FieldReader.clear) {
                return [piece(quick, of: picture)]
            }
        }
        guard let end = endOfLabel(reading, parts) else {
            return [piece(try reader.lines.lattice(of: picture), of: picture)]
        }
        let cut = (end * width).rounded()
        let value = InkSheet.crop(picture, from: cut, to: width)
        let label = Piece(left: left, width: cut, lattice: quick.part(from: 0, to: end), endsUnread: false)
        return [label, piece(try reader.lines.lattice(of: value), of: value, from: cut)]
    }

    /// Where a label ends with which a line begins and behind which something stands, 0…1 of its width.
    private func endOfLabel(_ reading: LineReading, _ parts: [FormLine]) -> Double? {
        let characters = reading.characters
        let normalizer = reader.lines.decoder.normalizer
        let match = parts.flatMap(\.parts).compactMap(\.label).compactMap {
            LabelMatch.find($0.wordings, in: characters.map(\.character), normalizer: normalizer)
        }.filter { $0.similarity > BlockReader.sureLabel && $0.range.lowerBound == 0 }.max {
            $0.range.count < $1.range.count
        }
        guard let end = match?.range.upperBound, end > BlockReader.shortLabel, end < characters.count,
            characters[..<end].allSatisfy({ $0.confidence > BlockReader.likely })
        else { return nil }
        return (characters[end - 1].position + characters[end].position) / 2
    }

    /// Whether pale ink between the pieces of a line is read as digits, as of a date, and not a rest of a seal.
    private func isNumber(_ box: Region, on sheet: InkSheet) throws(IntakeError) -> Bool {
        let reading = try reader.lines.quickLattice(of: sheet.picture(of: box)).plainReading()
        return !reading.characters.isEmpty && reading.lowestConfidence > BlockReader.likely
            && reading.characters.allSatisfy { $0.character.isASCII && $0.character.isNumber }
    }

    /// A date is one line, however far its year, month and day stand apart.
    private static func withWholeDates(_ lines: [Line]) -> [Line] {
        lines.reduce(into: []) { kept, line in
            guard let last = kept.last, isPartOfDate(last), isPartOfDate(line), line.box.x > last.box.x,
                abs(last.box.center.y - line.box.center.y) < 0.5 * max(last.box.height, line.box.height),
                let whole = joined(last, line)
            else { return kept.append(line) }
            kept[kept.count - 1] = whole
        }
    }

    private static func isPartOfDate(_ line: Line) -> Bool {
        let words = line.characters.map(\.character).filter { $0 != " " }
        return !words.isEmpty && words.count <= 12 && words.allSatisfy { DateText.isNumeral($0) || "年月日".contains($0) }
    }

    private static func joined(_ left: Line, _ right: Line) -> Line? {
        guard let lattice = CTCLattice.joined([left.lattice, right.lattice]), lattice.steps > 0 else { return nil }
        // The joined lattice may have a step between the two.
        let first = Double(left.lattice.steps) / Double(lattice.steps)
        let rest = Double(lattice.steps - left.lattice.steps) / Double(lattice.steps)
        let pieces =
            left.pieces.map { (left: $0.left, width: $0.width, end: $0.end * first) }
            + right.pieces.map { (left: $0.left, width: $0.width, end: first + $0.end * rest) }
        return Line(
            box: left.box.union(right.box), pieces: pieces, lattice: lattice,
            characters: lattice.plainReading().characters, endsUnread: left.endsUnread || right.endsUnread)
    }

    /// Whether the quick engine's reading of a line is enough: it says nothing but the block's own labels and the units
    /// of an empty date; or what else it says is no name, of whose characters it knows too few, and its weakest character is
    /// more probable than `clear`.
    private func isPlain(_ reading: LineReading, _ parts: [FormLine], clear: Double) -> Bool {
        let words = LineReading(characters: reading.characters.filter(\.isWord))
        var left = words.characters.map(\.character)
        guard words.lowestConfidence > 0.7 else { return false }
        let normalizer = reader.lines.decoder.normalizer
        while !left.isEmpty {
            let match = parts.flatMap(\.parts).compactMap(\.label).compactMap {
                LabelMatch.find($0.wordings, in: left, normalizer: normalizer)
            }.max { $0.similarity < $1.similarity }
            guard let match, match.similarity > BlockReader.sureLabel else { break }
            left.removeSubrange(match.range)
        }
        if left.allSatisfy({ "年月日".contains($0) }) { return true }
        let isDate = left.allSatisfy { $0.isNumber || "年月日".contains($0) }
        let isOpinion = reader.lines.facts.opinions.opinion(saying: String(left)) != nil
        return words.lowestConfidence > clear
            && (isDate || isOpinion || left.count >= BlockReader.longerThanNames)
    }

    /// Confidence of the weakest character from which a reading needs no second look.
    private static let clear = 0.99
    private static let longerThanNames = 5
    /// How alike a text is to a label that is one.
    private static let sureLabel = 0.8
    /// Labels of so few characters also stand within values.
    private static let shortLabel = 2
    /// Confidence of the weakest character from which digits are believed to be there at all.
    private static let likely = 0.6
    /// Share of red from which on a seal lies where a value would stand, and may have been lifted with it.
    private static let sealed = 0.03

    /// Fields of lines that begin without a label.
    private func unlabelled(_ parts: [FormLine]) -> [FormField] {
        parts.compactMap { line in line.parts.first?.label == nil ? line.parts.first?.field : nil }
    }

    private func divide(
        _ lines: [Line], by parts: [FormLine], claimed: inout [FieldKey: Segment], free: inout [Segment]
    ) {
        // Every label takes the line where it fits best.
        struct Found {
            let line: Int
            let range: Range<Int>
            let field: FormField?
        }
        var found: [Found] = []
        for part in parts {
            for (index, item) in part.parts.enumerated() {
                guard let label = item.label else { continue }
                let next = index + 1 < part.parts.count ? part.parts[index + 1].field : nil
                var best: (line: Int, match: LabelMatch)?
                for (number, line) in lines.enumerated() {
                    let text = line.characters.map(\.character)
                    guard
                        let match = LabelMatch.find(
                            label.wordings, in: text, normalizer: reader.lines.decoder.normalizer)
                    else { continue }
                    if match.similarity > (best?.match.similarity ?? 0) { best = (number, match) }
                }
                // Beside labels that were read, one of two characters is known by either.
                if best == nil, part.parts.count > 2 {
                    best =
                        lines.enumerated().lazy.compactMap { number, line in
                            LabelMatch.misread(
                                label.wordings, in: line.characters, normalizer: reader.lines.decoder.normalizer
                            ).map { (number, $0) }
                        }.first
                }
                if let best { found.append(Found(line: best.line, range: best.match.range, field: next)) }
            }
        }
        for (number, line) in lines.enumerated() {
            let marks = found.filter { $0.line == number }.sorted { $0.range.lowerBound < $1.range.lowerBound }
            let first = marks.first?.range.lowerBound ?? line.characters.count
            if first > 0 { free.append(segment(number, line, 0..<first)) }
            for (order, mark) in marks.enumerated() {
                let end = order + 1 < marks.count ? marks[order + 1].range.lowerBound : line.characters.count
                let rest = segment(number, line, mark.range.upperBound..<max(mark.range.upperBound, end))
                // 小学校 at the end of a school's name is not the label 学校 with nothing behind it.
                let before = mark.range.lowerBound > 0 ? line.characters[mark.range.lowerBound - 1].character : " "
                if rest.text.isEmpty, before.isHan, mark.range.count <= BlockReader.shortLabel { continue }
                if let field = mark.field, claimed[field.key] == nil {
                    claimed[field.key] = rest
                } else if !rest.text.isEmpty {
                    free.append(rest)
                }
            }
        }
    }

    /// The part of the line from halfway before its first character to halfway after its last.
    private func segment(_ number: Int, _ line: Line, _ range: Range<Int>) -> Segment {
        let all = line.characters
        func edge(_ index: Int) -> Double {
            if index <= 0 { return 0 }
            if index >= all.count { return 1 }
            return (all[index - 1].position + all[index].position) / 2
        }
        let from = range.isEmpty ? edge(range.lowerBound) : edge(range.lowerBound)
        let text = range.isEmpty ? "" : String(all[range].map(\.character))
        return Segment(line: number, from: from, to: max(from, edge(range.upperBound)), text: text)
    }

    /// A date that follows in the same line, as in 家长签名：____ 2019年10月25日; `nil` without one.
    private func splitDate(_ segment: Segment, of lines: [Line]) -> (before: Segment, date: Segment)? {
        let characters = lines[segment.line].characters
        let inside = characters.indices.filter {
            characters[$0].position >= segment.from && characters[$0].position <= segment.to
        }
        guard let first = inside.first, let last = inside.last,
            let year = inside.first(where: { characters[$0].character == "年" })
        else { return nil }
        // Four digits at most: a telephone number may stand right before the year.
        var start = year
        var digits = 0
        while start > first, digits < 4 {
            let before = characters[start - 1].character
            guard DateText.isNumeral(before) || before == " " else { break }
            if before != " " { digits += 1 }
            start -= 1
        }
        let date = self.segment(segment.line, lines[segment.line], start..<(last + 1))
        guard BlockReader.looksLikeDate(date.text) else { return nil }
        return (self.segment(segment.line, lines[segment.line], first..<start), date)
    }

    private func read(
        _ segment: Segment, as field: FormField, lines: [Line], sheet: InkSheet
    ) throws(IntakeError) -> FieldReading {
        let line = lines[segment.line]
        let box = self.box(segment, line)
        if segment.text.allSatisfy({ !$0.isLetter && !$0.isNumber }) {
            // A stamp in place of a signature is not nothing.
            let around = Region(
                x: box.x - sheet.textHeight * 2, y: box.y - sheet.textHeight * 2, width: sheet.textHeight * 12,
                height: sheet.textHeight * 5)
            let stamped = field.writing == .signature && sheet.redShare(in: around) > 0.02
            var reading = stamped ? reader.unreadable(around, on: sheet) : reader.empty(box, on: sheet)
            // A signature may stand beside its line: its absence is for a person to see.
            if field.writing == .signature { reading.confidence = min(reading.confidence, 0.85) }
            // Paler print goes on beside the label.
            let pale = paleLines(behind: segment, line, of: field, on: sheet)
            let room = room(from: box.maxX, in: line, on: sheet)
            if line.endsUnread || !pale.isEmpty || sheet.redShare(in: room) > BlockReader.sealed {
                reading.confidence = min(reading.confidence, FormReader.doubtful)
            }
            return try readPale(pale, as: field, on: sheet) ?? reading
        }
        // A seal's number may run into a date's year.
        if field.grammar == .date, let cut = splitDate(segment, of: lines), cut.before.text.contains(where: \.isNumber)
        {
            var reading = try read(cut.date, as: field, lines: lines, sheet: sheet)
            reading.confidence = min(FormReader.clipped, reading.confidence)
            return reading
        }
        var reading = reader.reading(
            of: line.lattice.part(from: segment.from, to: segment.to), box: box, field: field, sheet: sheet)
        if line.endsUnread, [.name, .text].contains(Calibration.Family(field.grammar)) {
            reading.confidence = min(FormReader.clipped, reading.confidence)
        }
        // Of a date in paler print its units alone were read.
        if reading.value == "", line.endsUnread {
            let pale = try readPale(paleLines(behind: segment, line, of: field, on: sheet), as: field, on: sheet)
            if let pale, pale.value?.isEmpty == false { return pale }
            reading.confidence = min(FormReader.doubtful, reading.confidence)
        }
        let read = line.characters.filter { $0.position >= segment.from && $0.position <= segment.to }
        if field.grammar == .date,
            LostDigits(on: sheet).areThere(
                beside: read.map { ($0.character, place($0.position, in: line, isEnd: false)) }, in: line.box)
        {
            reading.confidence = min(FormReader.clipped, reading.confidence)
        }
        if reading.value == nil, let again = try readAlone(segment, as: field, line, on: sheet) { return again }
        return reading
    }

    /// A second look at what says nothing as a part of its line: the value's own place, with the paler print that goes on
    /// beside it. Never certain; `nil` when that says nothing either.
    private func readAlone(
        _ segment: Segment, as field: FormField, _ line: Line, on sheet: InkSheet
    ) throws(IntakeError) -> FieldReading? {
        let own = box(segment, line)
        let room = room(from: own.x - 0.2 * sheet.textHeight, in: line, on: sheet)
        let pale = segment.to < 1 ? [] : PaleInk(sheet).lines.lines(in: room, reachX: 0, reachY: 0)
        let whole = pale.reduce(own) { $0.union($1) }
        for box in whole == own ? [own] : [whole, own] {
            guard var read = try reader.read([box], of: field, on: sheet), read.value?.isEmpty == false,
                read.confidence >= 0.5
            else { continue }
            read.confidence = min(FormReader.clipped, read.confidence)
            return read
        }
        return nil
    }

    /// What such print says, never certainly; `nil` for nothing that is likely.
    private func readPale(
        _ boxes: [Region], as field: FormField, on sheet: InkSheet
    ) throws(IntakeError) -> FieldReading? {
        guard !boxes.isEmpty, var read = try reader.read(boxes, of: field, on: sheet), read.confidence >= 0.5 else {
            return nil
        }
        read.confidence = min(FormReader.clipped, read.confidence)
        return read
    }

    /// Print too pale for the page's own threshold behind the last label of a line, where its value would stand.
    private func paleLines(
        behind segment: Segment, _ line: Line, of field: FormField, on sheet: InkSheet
    ) -> [Region] {
        guard segment.to >= 1, let last = line.characters.last(where: { $0.position <= segment.from }) else {
            return []
        }
        let size = sheet.textHeight
        let label = box(Segment(line: segment.line, from: 0, to: last.position, text: ""), line)
        // A name is short, and behind it may stand a label that was not read.
        let most = field.grammar == .date ? BlockReader.longestDate : BlockReader.usual
        let room = room(from: label.maxX + size, for: most, in: line, on: sheet)
        guard room.width > size else { return [] }
        return PaleInk(sheet).lines.lines(in: room, reachX: 0, reachY: 0)
    }

    /// Where a value of so many characters would stand that begins at `start`.
    private func room(
        from start: Double, for characters: Double = usual, in line: Line, on sheet: InkSheet
    ) -> Region {
        Region(
            x: start, y: line.box.y, width: min(characters * sheet.textHeight, Double(sheet.text.width) - 2 - start),
            height: line.box.height)
    }

    private static let usual = 10.0
    /// Characters of 二〇二四年十二月三十一日 and the blank before it.
    private static let longestDate = 16.0

    /// Where a part of a line's lattice stands on the sheet.
    private func place(_ part: Double, in line: Line, isEnd: Bool) -> Double {
        var begin = 0.0
        for piece in line.pieces {
            if part < piece.end || isEnd && part <= piece.end || piece.end >= 1 {
                return piece.left + (part - begin) / max(1e-9, piece.end - begin) * piece.width
            }
            begin = piece.end
        }
        return line.box.maxX
    }

    private func box(_ segment: Segment, _ line: Line) -> Region {
        let (from, to) = (
            place(segment.from, in: line, isEnd: false), place(segment.to, in: line, isEnd: true)
        )
        // Of a folded name the second line begins further left than the first one ends.
        let inner = line.pieces.dropLast().filter { segment.from < $0.end && $0.end < segment.to }
        let left = min(from, inner.isEmpty ? from : line.pieces.first { $0.end >= segment.to }?.left ?? from)
        let right = inner.reduce(to) { max($0, $1.left + $1.width) }
        return Region(x: left, y: line.box.y, width: max(1, right - left), height: line.box.height)
    }

    private func joined(
        _ free: [Segment], as field: FormField, lines: [Line], box: Region, sheet: InkSheet
    ) throws(IntakeError) -> FieldReading {
        let words = free.filter { segment in segment.text.contains { $0.isLetter || $0.isNumber } }
            .filter { !BlockReader.looksLikeDate($0.text) }
        let kept = words.filter { !isRemark($0.text) && !isLabel($0.text) }
        guard
            let lattice = CTCLattice.joined(kept.map { lines[$0.line].lattice.part(from: $0.from, to: $0.to) }),
            let area = Region(enclosing: kept.flatMap { self.box($0, lines[$0.line]).corners })
        else {
            // A block that holds a remark or a label was not found where it is.
            return words.isEmpty ? reader.empty(box, on: sheet) : reader.nothing(box, on: sheet)
        }
        // Nobody's opinion is a number: it is a seal's.
        guard kept.contains(where: { $0.text.contains(where: \.isLetter) }) else {
            return reader.nothing(box, on: sheet)
        }
        var reading = reader.reading(of: lattice, box: area, field: field, sheet: sheet)
        if kept.contains(where: { lines[$0.line].endsUnread }) {
            reading.confidence = min(FormReader.clipped, reading.confidence)
        }
        return reading
    }

    /// Whether a line says what a label of the form does, or its longer part: that of the block beside it.
    private func isLabel(_ text: String) -> Bool {
        LabelMatch.isPiece(text, ofOne: reader.labels, normalizer: reader.lines.decoder.normalizer)
    }

    private func isRemark(_ text: String) -> Bool {
        let normalizer = reader.lines.decoder.normalizer
        return text.count >= 6
            && (LabelMatch.similarity(text, to: remarks, normalizer: normalizer) > 0.7
                || LabelMatch.isPart(text, ofOne: remarks, normalizer: normalizer))
    }

    /// 年 with 月 or 日, or digits with date separators; also digits with one of the units, the others too pale to read.
    static func looksLikeDate(_ text: String) -> Bool {
        let units = ["年", "月", "日"].count { text.contains($0) }
        if units >= 2 { return text.count <= 20 }
        let digits = text.count { $0.isNumber }
        if units == 1, digits >= 2, digits + units == text.count { return true }
        return DateText(text)?.date != nil
    }
}
