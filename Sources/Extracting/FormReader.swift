internal import IntakeModel
internal import IntakeResources
internal import Normalizing
internal import Recognizing

/// 读一份表: every field of a form that has been laid over its paper.
struct FormReader {
    let reader: FieldReader

    func read(_ fit: FormFit, on sheet: InkSheet) throws(IntakeError) -> FieldReadings {
        var readings: FieldReadings = [:]
        for (cell, place) in zip(fit.template.cells, fit.cells) {
            let box = sheet.box(of: place)
            if let field = cell.field {
                readings[field.key] = try readCell(field, in: box, on: sheet)
            } else if let lines = cell.lines {
                readings.merge(try BlockReader(reader: reader).read(lines, in: box, on: sheet)) { first, _ in first }
            }
        }
        if !fit.template.foot.isEmpty {
            let table = sheet.paper.table
            let below = Region(
                x: table.x - table.width * 0.03, y: table.maxY + sheet.textHeight * 0.15, width: table.width * 1.06,
                height: min(table.height * 0.22, Double(sheet.paper.image.height) - table.maxY - 2))
            readings.merge(try BlockReader(reader: reader).read(fit.template.foot, in: below, on: sheet)) { first, _ in
                first
            }
        }
        distrustRowsWithLabels(fit, &readings)
        return readings
    }

    /// A value that says what a label says is a label: the row's rules were laid wrongly, and none of its values can be
    /// trusted.
    private func distrustRowsWithLabels(_ fit: FormFit, _ readings: inout FieldReadings) {
        let labels = fit.template.cells.compactMap(\.label).flatMap(\.wordings)
        let normalizer = reader.lines.decoder.normalizer
        for (cell, place) in zip(fit.template.cells, fit.cells) {
            guard let key = cell.field?.key, let value = readings[key]?.value, value.count >= 2,
                LabelMatch.similarity(value, to: labels, normalizer: normalizer) > 0.8
            else { continue }
            for (other, otherPlace) in zip(fit.template.cells, fit.cells) {
                guard let field = other.field?.key, abs(otherPlace.center.y - place.center.y) < place.height / 2
                else { continue }
                let trust = min(0.4, readings[field]?.confidence ?? 0)
                readings[field]?.confidence = trust
            }
        }
    }

    private func readCell(_ field: FormField, in box: Region, on sheet: InkSheet) throws(IntakeError) -> FieldReading {
        // Machine print sits off its lines; a third of the row is as far as it may stray and still be told apart.
        let boxes = sheet.lines.lines(
            in: box, reachX: sheet.textHeight * 0.8, reachY: min(sheet.textHeight, box.height * 0.3))
        return try reader.read(boxes, of: field, on: sheet) ?? reader.empty(box, on: sheet)
    }
}
