internal import IntakeModel
internal import IntakeResources
internal import Normalizing

/// 淡墨: print paler than the page's other ink, of which the page's threshold shows a part only.
///
/// What is read of a part alone looks like a whole value, so it is never certain.
struct PaleInk {
    private let sheet: InkSheet

    init(_ sheet: InkSheet) { self.sheet = sheet }

    /// Lines by a threshold that passes the palest print.
    var lines: InkLines {
        InkLines(
            plane: sheet.text, threshold: max(sheet.threshold, FormReader.faintTone), textHeight: sheet.textHeight)
    }

    /// A line with the paler ink that goes on beside it inside `area`; `nil` when none does.
    func whole(of line: Region, in area: Region) -> Region? {
        guard sheet.threshold < FormReader.faintTone else { return nil }
        let margin = sheet.textHeight * 0.2
        // Dust and what shines through lie anywhere; the rest of a value lies in its line.
        let whole = lines.lines(in: area.inset(dx: margin, dy: margin), reachX: 0, reachY: 0)
            .filter {
                abs($0.center.y - line.center.y) < 0.6 * sheet.textHeight
                    && $0.x - line.maxX < PaleInk.furthest * sheet.textHeight
                    && line.x - $0.maxX < PaleInk.furthest * sheet.textHeight
            }
            .reduce(line) { $0.union($1) }
        let sides = [
            Region(x: whole.x, y: whole.y, width: line.x - whole.x, height: whole.height),
            Region(x: line.maxX, y: whole.y, width: whole.maxX - line.maxX, height: whole.height),
        ]
        // Where a seal's ink was lifted a pale rest of it stays.
        let kept = sides.filter {
            $0.width > PaleInk.leastRest * sheet.textHeight && sheet.redShare(in: $0) < PaleInk.mostRed
        }
        return kept.isEmpty ? nil : kept.reduce(line) { $0.union($1) }
    }

    /// Whole lines of paler ink of the same print above, between or below those that were boxed in a cell.
    func besides(_ boxes: [Region], in area: Region) -> [Region] {
        guard sheet.threshold < FormReader.faintTone, !boxes.isEmpty else { return [] }
        let margin = sheet.textHeight * 0.2
        let own = boxes.map { tone(of: $0) }.min() ?? InkSheet.white
        return lines.lines(in: area.inset(dx: margin, dy: margin), reachX: 0, reachY: 0).filter { line in
            line.height > PaleInk.leastHeight * sheet.textHeight && line.width > PaleInk.leastLine * sheet.textHeight
                && !boxes.contains { min($0.maxY, line.maxY) > max($0.y, line.y) }
                && isAlike(tone(of: line), own) && sheet.redShare(in: line) < PaleInk.mostRed
        }
    }

    /// A line is wider than two characters, heights of the text: shorter ones are marks.
    private static let leastLine = 2.0

    /// Two pieces of one line with the same paler ink beside them are that line once.
    static func joined(_ wholes: [Region]) -> [Region] {
        wholes.reduce(into: []) { kept, whole in
            if let last = kept.last, let shared = last.intersection(whole)?.area,
                shared > 0.5 * min(last.area, whole.area)
            {
                kept[kept.count - 1] = last.union(whole)
            } else {
                kept.append(whole)
            }
        }
    }

    /// The pieces of a line, left to right, each with the paler characters right beside it, as far as halfway to the next
    /// piece and inside `area`.
    func widened(_ pieces: [Region], in area: Region) -> [Region] {
        guard sheet.threshold < FormReader.faintTone else { return pieces }
        let margin = sheet.textHeight * 0.2
        return pieces.indices.map { index in
            let box = pieces[index]
            let left = index == 0 ? area.x + margin : (pieces[index - 1].maxX + box.x) / 2
            let right = index + 1 == pieces.count ? area.maxX - margin : (box.maxX + pieces[index + 1].x) / 2
            let before = Double(reach(from: Int(box.x) - 1, to: Int(left), step: -1, beside: box))
            let after = Double(reach(from: Int(box.maxX) + 1, to: Int(right), step: 1, beside: box))
            guard before + after > 0 else { return box }
            let own = tone(of: box)
            return [(box.x - before, before), (box.maxX, after)].reduce(box) { whole, side in
                let rest = Region(x: side.0, y: box.y, width: side.1, height: box.height)
                return side.1 > 0 && isAlike(tone(of: rest), own) ? whole.union(rest) : whole
            }
        }
    }

    /// Paler words between the pieces of a line, left to right.
    func between(_ pieces: [Region]) -> [Region] {
        guard sheet.threshold < FormReader.faintTone else { return [] }
        let margin = sheet.textHeight * 0.1
        return zip(pieces, pieces.dropFirst()).flatMap { left, right -> [Region] in
            let (from, to) = (left.maxX + margin, right.x - margin)
            guard to - from > sheet.textHeight * PaleInk.leastHeight else { return [] }
            let both = left.union(right)
            return lines.lines(
                in: Region(x: from, y: both.y, width: to - from, height: both.height), reachX: 0, reachY: 0
            ).filter { $0.height > PaleInk.leastHeight * sheet.textHeight && isAlike(tone(of: $0), tone(of: both)) }
        }
    }

    /// Grey level that a tenth of the ink in a box is darker than; paper where there is none.
    private func tone(of box: Region) -> Double {
        var ink: [UInt8] = []
        for y in max(0, Int(box.y))..<max(0, min(sheet.text.height, Int(box.maxY.rounded(.up)))) {
            for x in max(0, Int(box.x))..<max(0, min(sheet.text.width, Int(box.maxX.rounded(.up))))
            where sheet.text[x, y] < FormReader.faintTone { ink.append(sheet.text[x, y]) }
        }
        return ink.isEmpty ? InkSheet.white : Double(ink.sorted()[ink.count / 10])
    }

    /// Whether ink can be of one hand with a line's: what was lifted of a seal, or shows through, is paler.
    private func isAlike(_ tone: Double, _ line: Double) -> Bool {
        InkSheet.white - tone > PaleInk.leastLikeness * (InkSheet.white - line)
    }

    private static let leastLikeness = 0.6

    /// How far pale ink as high as a character goes on beside a box, pixels.
    private func reach(from start: Int, to end: Int, step: Int, beside box: Region) -> Int {
        let size = sheet.textHeight
        let rows = max(0, Int(box.y))..<max(0, min(sheet.text.height, Int(box.maxY.rounded(.up))))
        var (last, top, bottom) = (0, Int.max, 0)
        for x in stride(from: start, to: end, by: step) {
            let away = abs(x - start) + 1
            guard x >= 0, x < sheet.text.width, Double(away) < PaleInk.widest * size,
                Double(away - last) < PaleInk.widestSpace * size
            else { break }
            let ink = rows.filter { sheet.text[x, $0] < FormReader.faintTone }
            guard ink.count > 1, let first = ink.first, let lowest = ink.last else { continue }
            (last, top, bottom) = (away, min(top, first), max(bottom, lowest))
        }
        return Double(bottom - top) > PaleInk.leastHeight * size ? last : 0
    }

    /// Beside a piece stand a character or two digits at most, no further away than this, and not as low as a stop; in
    /// heights of the text.
    private static let widest = 1.4
    private static let widestSpace = 0.6
    private static let leastHeight = 0.45

    /// Share of red in what goes on from which on it is a seal's.
    private static let mostRed = 0.01
    /// Paler ink that goes on by less than this is the soft edge of a stroke …
    private static let leastRest = 0.5
    /// … and further away it is another word; both in heights of the text.
    private static let furthest = 2.0
}

extension FormReader {
    /// Reads a cell again where paler ink goes on beside what was boxed; `nil` where it does not, or says nothing.
    func readPale(
        _ field: FormField, in box: Region, around boxes: [Region], on sheet: InkSheet, instead part: FieldReading
    ) throws(IntakeError) -> FieldReading? {
        let pale = PaleInk(sheet)
        let wholes = boxes.map { pale.whole(of: $0, in: box) }
        let others = pale.besides(boxes, in: box)
        guard !others.isEmpty || wholes.contains(where: { $0 != nil }) else { return nil }
        let all = PaleInk.joined(zip(wholes, boxes).map { $0 ?? $1 }) + others
        guard
            let reading = try reader.read(
                others.isEmpty ? all : all.sorted { $0.center.y < $1.center.y }, of: field, on: sheet),
            reading.value != part.value
        else { return nil }
        let isLonger = (reading.value ?? "").count > (part.value ?? "").count && reading.confidence >= 0.5
        var chosen = isLonger ? reading : part
        chosen.confidence = min(FormReader.clipped, chosen.confidence)
        return chosen
    }
}
