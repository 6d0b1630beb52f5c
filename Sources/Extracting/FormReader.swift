internal import IntakeModel
internal import IntakeResources
internal import Normalizing
internal import Recognizing

/// 读一份表: every field of a form that has been laid over its paper.
struct FormReader {
    let reader: FieldReader

    /// A label less alike than this does not vouch for its cell.
    static let leastLabel = 0.5
    /// A label this much alike says that its cell is where it is looked for.
    static let sureLabel = 0.75
    /// A value whose place is in doubt is never more certain than this.
    static let doubtful = 0.6
    /// A value of a cell that another label names.
    static let misplaced = 0.4
    /// A value that may go on outside its box.
    static let clipped = 0.85

    /// The wanted cells that belong to no row, and the lines under the table, read on another sheet of the same paper, from
    /// which seals were lifted; only those in which one of the fields `keys` stands.
    func read(
        _ keys: Set<FieldKey>, of paper: RegisteredPaper, on sheet: InkSheet, where isWanted: (Region) -> Bool
    ) throws(IntakeError) -> FieldReadings {
        var readings: FieldReadings = [:]
        for (index, cell) in paper.template.cells.enumerated() where cell.row == nil {
            guard cell.fields.contains(where: { keys.contains($0.key) }) else { continue }
            let box = sheet.box(of: paper.fit.cells[index])
            guard isWanted(box), sheet.paper.isOnPage(box) else { continue }
            readings.merge(try read(cell, of: paper.template, in: box, on: sheet)) { first, _ in first }
        }
        if paper.template.foot.flatMap(\.fields).contains(where: { keys.contains($0.key) }) {
            readings.merge(try readFoot(of: paper.template, on: sheet, where: isWanted)) { first, _ in first }
        }
        return readings
    }

    /// A field of the row in which a point of the sheet lies, on another sheet of the same paper.
    func readRow(
        _ key: FieldKey, at place: Point, of paper: RegisteredPaper, on sheet: InkSheet
    ) throws(IntakeError) -> FieldReading? {
        for (index, cell) in paper.template.cells.enumerated() where cell.row != nil && cell.field?.key == key {
            let box = sheet.box(of: paper.fit.cells[index])
            guard box.contains(place), let field = cell.field else { continue }
            return try readCell(field, in: box, on: sheet)
        }
        return nil
    }

    /// The lines under the table.
    private func readFoot(
        of template: FormTemplate, on sheet: InkSheet, where isWanted: (Region) -> Bool = { _ in true }
    ) throws(IntakeError) -> FieldReadings {
        let table = sheet.paper.table
        let below = Region(
            x: table.x - table.width * 0.03, y: table.maxY + sheet.textHeight * 0.15, width: table.width * 1.06,
            height: min(table.height * 0.22, Double(sheet.paper.image.height) - table.maxY - 2))
        guard !template.foot.isEmpty, isWanted(below) else { return [:] }
        return try BlockReader(reader: reader, remarks: template.remarks).read(template.foot, in: below, on: sheet)
    }

    /// What stands in one cell: a value, or a block of lines.
    private func read(
        _ cell: FormCell, of template: FormTemplate, in box: Region, on sheet: InkSheet
    ) throws(IntakeError) -> FieldReadings {
        if let field = cell.field {
            return [field.key: try readCell(field, in: box, on: sheet, remarks: template.remarks)]
        }
        guard let lines = cell.lines else { return [:] }
        return try BlockReader(reader: reader, remarks: template.remarks).read(lines, in: box, on: sheet)
    }

    func read(_ paper: RegisteredPaper) throws(IntakeError) -> (fields: FieldReadings, rows: [FieldReadings]) {
        let sheet = paper.sheet
        let table = sheet.paper.table
        var fields: FieldReadings = [:]
        var rows: [Int: FieldReadings] = [:]
        for (index, cell) in paper.template.cells.enumerated() where !cell.fields.isEmpty {
            let box = sheet.box(of: paper.fit.cells[index])
            guard sheet.paper.isOnPage(box) else {
                // Cut off: it is not empty, and a row of which nothing is there is none.
                if cell.row == nil {
                    for field in cell.fields { fields[field.key] = reader.unreadable(box, on: sheet) }
                }
                continue
            }
            var readings = try read(cell, of: paper.template, in: box, on: sheet)
            let label = RegisteredPaper.naming(index, in: paper.template)
            // A block with lines of its own looks like the next one.
            let least = cell.lines == nil ? FormReader.leastLabel : FormReader.sureLabel
            if let label, paper.labels[label] ?? 1 < least {
                for key in readings.keys { FormReader.distrust(&readings, key, FormReader.doubtful) }
            }
            // Tall labels are not looked at before. Where the rules fit badly, a block may lie over its neighbour's.
            if let label, paper.labels[label] == nil, cell.lines != nil, paper.fit.score < TableRoute.goodFit,
                try saysAnother(label, paper)
            {
                for key in readings.keys { FormReader.distrust(&readings, key, FormReader.misplaced) }
            }
            // A label that was read as a value says that the cell lies over its neighbour.
            let normalizer = reader.lines.decoder.normalizer
            for (key, reading) in readings
            where LabelMatch.isWhole(reading.value ?? "", ofOne: paper.template.labelWordings, normalizer: normalizer) {
                readings[key] = reader.unreadable(box, on: sheet, raw: reading.raw)
            }
            // Nothing is found in a wrong place, too: only a cell beside its own label is surely empty.
            if paper.isMade || label.flatMap({ paper.labels[$0] }) ?? 0 < FormReader.sureLabel {
                for key in readings.keys where readings[key]?.value == "" {
                    FormReader.distrust(&readings, key, FormReader.clipped)
                }
            }
            if let row = cell.row {
                rows[row, default: [:]].merge(readings) { first, _ in first }
            } else {
                fields.merge(readings) { first, _ in first }
            }
        }
        if let head = paper.template.head {
            let top = max(2, table.y - max(table.height * 0.16, sheet.textHeight * 4))
            let above = Region(
                x: table.x - table.width * 0.03, y: top, width: table.width * 1.06,
                height: table.y - sheet.textHeight * 0.15 - top)
            var readings = try BlockReader(reader: reader, remarks: paper.template.remarks).read(
                head, in: above, on: sheet)
            // What stands above a table without a label may be the paper's title.
            for (key, reading) in readings where says(reading, one: paper.template.title.wordings) {
                readings[key] = reader.unreadable(above, on: sheet, raw: reading.raw)
            }
            fields.merge(readings) { first, _ in first }
        }
        fields.merge(try readFoot(of: paper.template, on: sheet)) {
            // The same line may stand inside the table or under it.
            $0.value?.isEmpty == false || $1.value == nil ? $0 : $1
        }
        JointReading(decoder: reader.lines.decoder, notes: reader.notes.lattices).reconcile(&fields)
        distrustRowsWithLabels(paper, &fields)
        FormReader.distrustSharedInk(&fields)
        distrustStrayYears(&fields, of: paper.template)
        // A ledger has a row for each student; rows that were left blank are none, and neither is one that says what
        // the columns are called.
        let filled = rows.sorted { $0.key < $1.key }.map(\.value)
            .filter { FormReader.isWritten($0) && !isHeading($0, paper) }
            .filter { !isRemark($0, paper) }
            .map { withoutRemarks($0, paper) }
        return (fields, filled)
    }

    /// Whether another of the form's labels stands in the cell of one.
    private func saysAnother(_ index: Int, _ paper: RegisteredPaper) throws(IntakeError) -> Bool {
        guard let label = paper.template.cells[index].label else { return false }
        let sheet = paper.sheet
        let normalizer = reader.lines.decoder.normalizer
        var text = ""
        for box in sheet.lines.lines(in: sheet.box(of: paper.fit.cells[index]), reachX: 0, reachY: 0).prefix(4) {
            text += try reader.lines.quickLattice(of: sheet.picture(of: box)).plainReading().text
        }
        return LabelMatch.isAnother(
            text, than: label.wordings, of: paper.template.wordings(besides: label), normalizer: normalizer)
    }

    /// A student's row says something in two cells at least, or says one thing clearly: stray marks and rests of rules are
    /// no student.
    private static func isWritten(_ row: FieldReadings) -> Bool {
        let inked = row.values.filter { $0.value?.isEmpty != true }
        let words = inked.filter { $0.raw.count(where: { $0.isLetter || $0.isNumber }) >= 2 }
        return words.count >= 2 || inked.count >= 4 || inked.contains { $0.value != nil && $0.confidence >= doubtful }
    }

    private func says(_ reading: FieldReading, one wordings: [String]) -> Bool {
        guard let value = reading.value, value.count >= 2 else { return false }
        return LabelMatch.similarity(value, to: wordings, normalizer: reader.lines.decoder.normalizer) > 0.8
    }

    /// Whether a row is one of the remarks that are printed under the table. Where the table's end was not seen the last
    /// row's cells reach down to them: a row that says something else as well is a student's.
    private func isRemark(_ row: FieldReadings, _ paper: RegisteredPaper) -> Bool {
        let others = row.values.filter { reading in
            reading.value?.isEmpty == false && reading.confidence >= FormReader.doubtful && !isPrinted(reading, paper)
        }
        return row.values.contains { saysRemark($0, paper) } && others.count < FormReader.fewestOfRow
    }

    private func saysRemark(_ reading: FieldReading, _ paper: RegisteredPaper) -> Bool {
        LabelMatch.isPart(
            reading.value ?? reading.raw, ofOne: paper.template.remarks, normalizer: reader.lines.decoder.normalizer)
    }

    /// Beside a remark what was read with doubt is another piece of one.
    private func withoutRemarks(_ row: FieldReadings, _ paper: RegisteredPaper) -> FieldReadings {
        guard row.values.contains(where: { saysRemark($0, paper) }) else { return row }
        return row.mapValues { reading in
            guard reading.value?.isEmpty == false,
                reading.confidence <= FormReader.doubtful || isPrinted(reading, paper)
            else { return reading }
            var reading = reading
            (reading.value, reading.confidence) = (nil, 0.05)
            return reading
        }
    }

    /// So many values that are none of the form's own words make a row.
    private static let fewestOfRow = 2

    /// Whether all that was read in a row are names of columns, pieces of them, or lines of remarks.
    private func isHeading(_ row: FieldReadings, _ paper: RegisteredPaper) -> Bool {
        let words = row.values.filter { ($0.value ?? $0.raw).count >= 2 }
        return !words.isEmpty && words.allSatisfy { isPrinted($0, paper) }
    }

    /// Whether a reading is a name of a column, a piece of one, or a line of remarks.
    private func isPrinted(_ reading: FieldReading, _ paper: RegisteredPaper) -> Bool {
        let text = reading.value ?? reading.raw
        let labels = paper.template.labelWordings
        let normalizer = reader.lines.decoder.normalizer
        return LabelMatch.similarity(text, to: labels, normalizer: normalizer) > 0.8
            || LabelMatch.isPiece(text, ofOne: labels + paper.template.remarks, normalizer: normalizer)
            || LabelMatch.isPart(text, ofOne: paper.template.remarks, normalizer: normalizer)
            || LabelMatch.find(paper.template.remarks, in: Array(text), normalizer: normalizer) != nil
    }

    static func distrust(_ readings: inout FieldReadings, _ key: FieldKey, _ most: Double) {
        guard var reading = readings[key] else { return }
        reading.confidence = min(most, reading.confidence)
        readings[key] = reading
    }

    /// Days on which a form was signed lie near each other: a year that is years away from the one that all the others have
    /// was misread, or is for a person to see.
    private func distrustStrayYears(_ fields: inout FieldReadings, of template: FormTemplate) {
        let years = template.fields.filter { $0.grammar == .date && $0.key != .birthDate }.compactMap { field in
            fields[field.key]?.value.flatMap { CalendarDate(iso: $0) }.map { (key: field.key, year: $0.year) }
        }
        for one in years {
            let others = Set(years.filter { $0.key != one.key }.map(\.year))
            guard years.count >= FormReader.fewestDates, others.count == 1, let usual = others.first,
                abs(usual - one.year) > 1
            else { continue }
            FormReader.distrust(&fields, one.key, FormReader.clipped)
        }
    }

    private static let fewestDates = 3

    /// Ink can be one field's only: values read at one place mean that the form lies wrongly there.
    private static func distrustSharedInk(_ fields: inout FieldReadings) {
        let read = fields.filter { $0.value.value?.isEmpty == false }
        for (key, reading) in read
        where read.contains(where: { $0.key != key && $0.value.region.overlap(with: reading.region) > 0.6 }) {
            distrust(&fields, key, 0.4)
        }
    }

    /// A value that says what a label says is a label: the row's rules were laid wrongly, and none of its values can be
    /// trusted.
    private func distrustRowsWithLabels(_ paper: RegisteredPaper, _ readings: inout FieldReadings) {
        let cells = zip(paper.template.cells, paper.fit.cells)
        let labels = paper.template.labelWordings
        let normalizer = reader.lines.decoder.normalizer
        for (cell, place) in cells {
            guard let key = cell.field?.key, let value = readings[key]?.value, value.count >= 2,
                LabelMatch.similarity(value, to: labels, normalizer: normalizer) > 0.8
            else { continue }
            if labels.contains(value) {
                readings[key]?.value = nil
                FormReader.distrust(&readings, key, 0.05)
            }
            for (other, otherPlace) in cells {
                guard let field = other.field?.key, abs(otherPlace.center.y - place.center.y) < place.height / 2
                else { continue }
                FormReader.distrust(&readings, field, 0.4)
            }
        }
    }

    /// `remarks` are printed beside the table: a cell that was laid too far down holds lines of them.
    private func readCell(
        _ field: FormField, in box: Region, on sheet: InkSheet, remarks: [String] = []
    ) throws(IntakeError) -> FieldReading {
        // Machine print sits off its lines; a third of the row is as far as it may stray and still be told apart.
        let reach = sheet.textHeight * 0.8
        var boxes = sheet.lines.lines(in: box, reachX: reach, reachY: min(sheet.textHeight, box.height * 0.3))
        guard var reading = try reader.read(boxes, of: field, on: sheet) else {
            return try readFaint(field, in: box, on: sheet)
        }
        if boxes.count > 1, let own = try withoutRemarks(boxes, reading, remarks, on: sheet),
            let rest = try reader.read(own, of: field, on: sheet)
        {
            (boxes, reading) = (own, rest)
            reading.confidence = min(FormReader.doubtful, reading.confidence)
        }
        if let whole = try readPale(field, in: box, around: boxes, on: sheet, instead: reading) { reading = whole }
        // Writing that could not be followed to its end may lack a character.
        if boxes.contains(where: { abs($0.x - (box.x - reach)) < 2 || abs($0.maxX - (box.maxX + reach)) < 2 }) {
            reading.confidence = min(reading.confidence, FormReader.clipped)
        }
        return reading
    }

    /// The lines of a cell that are none of the remarks; `nil` where all are, or none is.
    private func withoutRemarks(
        _ boxes: [Region], _ reading: FieldReading, _ remarks: [String], on sheet: InkSheet
    ) throws(IntakeError) -> [Region]? {
        let normalizer = reader.lines.decoder.normalizer
        guard LabelMatch.sharesStretch(reading.raw, withOne: remarks, normalizer: normalizer) else { return nil }
        var own: [Region] = []
        for box in boxes {
            let text = try reader.lines.quickLattice(of: sheet.picture(of: box)).plainReading().text
            if !LabelMatch.isPart(text, ofOne: remarks, normalizer: normalizer) { own.append(box) }
        }
        return own.isEmpty || own.count == boxes.count ? nil : own
    }

    /// A cell without ink: looked at once more for print so pale that the page's own threshold passes it by. What is
    /// found there is never certain, and neither is the emptiness of a cell in which something was.
    private func readFaint(_ field: FormField, in box: Region, on sheet: InkSheet) throws(IntakeError) -> FieldReading {
        let margin = sheet.textHeight * 0.2
        let boxes = PaleInk(sheet).lines.lines(in: box.inset(dx: margin, dy: margin), reachX: 0, reachY: 0)
        var nothing = reader.empty(box, on: sheet)
        guard !boxes.isEmpty || sheet.inkArea(in: box.inset(dx: margin, dy: margin)) > FormReader.strayInk else {
            return nothing
        }
        nothing.confidence = FormReader.doubtful
        if boxes.isEmpty { return nothing }
        guard var reading = try reader.read(boxes, of: field, on: sheet), reading.confidence >= 0.5 else {
            return nothing
        }
        // A single character is as likely one of the back's.
        if reading.value?.count == 1, Calibration.Family(field.grammar) == .text { return nothing }
        reading.confidence = min(FormReader.clipped, reading.confidence)
        return reading
    }

    /// Ink in a cell that makes no line and is still too much for dust, in squares of the text's height: about half of
    /// what a digit has.
    private static let strayInk = 0.1
    /// Grey level of the palest print, on paper of 250.
    static let faintTone: UInt8 = 218
}
