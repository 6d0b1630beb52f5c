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
        let beyond = max(line.x - whole.x, whole.maxX - line.maxX)
        // Where a seal's ink was lifted a pale rest of it stays.
        guard beyond > PaleInk.leastRest * sheet.textHeight, sheet.redShare(in: whole) < PaleInk.mostRed else {
            return nil
        }
        return whole
    }

    /// Share of red in a line from which on a seal lies over it.
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
        guard wholes.contains(where: { $0 != nil }),
            let reading = try reader.read(zip(wholes, boxes).map { $0 ?? $1 }, of: field, on: sheet),
            reading.value != part.value
        else { return nil }
        let isLonger = (reading.value ?? "").count > (part.value ?? "").count && reading.confidence >= 0.5
        var chosen = isLonger ? reading : part
        chosen.confidence = min(FormReader.clipped, chosen.confidence)
        return chosen
    }
}
