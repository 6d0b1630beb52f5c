internal import IntakeModel
internal import IntakeResources
internal import Normalizing

/// 淡墨: print paler than the page's other ink, of which the page's threshold shows a part only.
extension FormReader {
    /// Reads a cell again where paler ink goes on beside what was boxed; `nil` where it does not, or says nothing.
    ///
    /// What was read of a part alone looks like a whole value, so neither is certain.
    func readPale(
        _ field: FormField, in box: Region, around boxes: [Region], on sheet: InkSheet, instead part: FieldReading
    ) throws(IntakeError) -> FieldReading? {
        guard let first = boxes.first else { return nil }
        let own = boxes.dropFirst().reduce(first) { $0.union($1) }
        let margin = sheet.textHeight * 0.2
        let pale = InkLines(
            plane: sheet.text, threshold: max(sheet.threshold, FormReader.faintTone), textHeight: sheet.textHeight)
        let all = pale.lines(in: box.inset(dx: margin, dy: margin), reachX: 0, reachY: 0)
        // Dust and what shines through lie anywhere; the rest of a value lies in its line.
        let lines = all.filter { line in boxes.contains { abs($0.center.y - line.center.y) < 0.6 * sheet.textHeight } }
        guard let one = lines.first else { return nil }
        let whole = lines.dropFirst().reduce(one) { $0.union($1) }
        let beyond = max(own.x - whole.x, whole.maxX - own.maxX)
        guard beyond > FormReader.leastRest * sheet.textHeight,
            let reading = try reader.read(lines, of: field, on: sheet)
        else { return nil }
        var chosen =
            (reading.value ?? "").count > (part.value ?? "").count && reading.confidence >= 0.5 ? reading : part
        guard chosen.value != part.value || reading.value != part.value else { return nil }
        chosen.confidence = min(FormReader.clipped, chosen.confidence)
        return chosen
    }

    /// Paler ink that goes on by less than this is the soft edge of a stroke, in heights of the text.
    private static let leastRest = 0.5
}
