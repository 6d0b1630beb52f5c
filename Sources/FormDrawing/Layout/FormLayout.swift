internal import IntakeModel
internal import IntakeResources

/// 印刷差异: one printing of a form, with row heights, column widths, wording and lines of its own.
struct FormLayout {
    let template: FormTemplate
    let cells: [Region]
    /// Around the table; on papers without one, what the margins leave.
    let frame: Region
    let paper: (width: Double, height: Double)
    let title: String
    /// Per label text of the template, the wording of this printing.
    let wording: [String: String]
    let labelFont: String
    let labelSize: Double
    let ruleThickness: Double
    /// A second line around the table, at this distance; 0 for none.
    let doubleFrame: Double
    /// Lines under the blanks above and below the table.
    let underlines: Bool
    /// 繁体: labels and title in Traditional script.
    let traditional: Bool
    /// Some label or the title is worded otherwise than in the template.
    var isReworded: Bool { title != template.title.text || wording.contains { $0.key != $0.value } }

    /// `variation` is by how much cells may grow or shrink, in parts of themselves (0 is the template itself).
    init(_ template: FormTemplate, fonts: FontSet, variation: Double, random: inout SeededRandom) {
        self.template = template
        let boxes = template.cells.map(\.rectangle)
        let columns = BoundaryShift(boxes.flatMap { [$0.x, $0.maxX] }, period: nil, variation, &random)
        let rows = BoundaryShift(
            boxes.flatMap { [$0.y, $0.maxY] }, period: FormLayout.rowHeight(template), variation, &random)
        let left = template.tableOrigin[0]
        let top = template.tableOrigin[1]
        let cells = boxes.map { box in
            let x = columns.moved(box.x)
            let y = rows.moved(box.y)
            return Region(
                x: left + x, y: top + y, width: columns.moved(box.maxX) - x, height: rows.moved(box.maxY) - y)
        }
        self.cells = cells
        paper = template.hasTable ? (template.paper[0], template.paper[1]) : FormLayout.sheet(variation, &random)
        let margins = Region(x: 0, y: 0, width: paper.width, height: paper.height)
            .inset(dx: paper.width * 0.13, dy: paper.height * 0.1)
        frame = cells.first.map { cells.dropFirst().reduce($0) { $0.union($1) } } ?? margins
        traditional = variation > 0 && template.documentType == .transferContactForm && random.chance(0.3)
        let varies = variation > 0
        let plainTitle = varies && random.chance(0.4) ? random.pick(template.title.wordings) : template.title.text
        title = traditional ? TraditionalScript.text(plainTitle) : plainTitle
        var wording: [String: String] = [:]
        for label in FormLayout.labels(template) {
            // The letters of annex 4's boxes are part of the procedure; no printing leaves them out.
            let fixed = label.text.first.map { "ABCD①②③④".contains($0) } ?? false
            var words = varies && !fixed && random.chance(0.5) ? random.pick(label.wordings) : label.text
            if traditional { words = TraditionalScript.text(words) }
            wording[label.text] = words
        }
        self.wording = wording
        labelFont = random.pick(traditional ? fonts.traditionalLabels : fonts.labels)
        let rowHeight = boxes.map(\.height).min() ?? 10
        labelSize = min(4.4, rowHeight * 0.42) * (varies ? random.number(0.9...1.08) : 1)
        ruleThickness = random.number(0.18...0.4)
        doubleFrame = varies && random.chance(0.2) ? random.number(0.7...1.1) : 0
        underlines = varies && random.chance(0.4)
    }

    /// Certificates come on A4, on A5 across, or on a smaller form of the office.
    private static func sheet(_ variation: Double, _ random: inout SeededRandom) -> (width: Double, height: Double) {
        variation == 0 ? (210, 297) : random.pick([(210, 297), (210, 148), (210, 148), (190, 130), (148, 210)])
    }

    private static func labels(_ template: FormTemplate) -> [FormLabel] {
        let lines = (template.head ?? []) + template.foot + template.cells.flatMap { $0.lines ?? [] }
        return template.cells.compactMap(\.label) + lines.flatMap { $0.parts.compactMap(\.label) }
    }

    /// Height of a student's row on a ledger: all rows of a printing are alike.
    private static func rowHeight(_ template: FormTemplate) -> Double? {
        guard let first = template.rowNumbers.first else { return nil }
        let cells = template.cells.filter { $0.row == first }.map(\.rectangle)
        return (cells.map(\.maxY).max() ?? 0) - (cells.map(\.y).min() ?? 0)
    }
}

/// Where a printing moves the boundaries between cells; the whole stays as long as it was.
struct BoundaryShift {
    private var table: [(from: Double, to: Double)] = []

    /// With a `period`, the same gaps are stretched alike in every period.
    init(_ places: [Double], period: Double?, _ variation: Double, _ random: inout SeededRandom) {
        let distinct = Set(places.map { ($0 * 100).rounded() / 100 }).sorted()
        guard let last = distinct.last, variation > 0 else {
            table = distinct.map { ($0, $0) }
            return
        }
        var moved = [0.0]
        var factors: [Int: Double] = [:]
        for index in 1..<distinct.count {
            let start = distinct[index - 1]
            let within = period.map { start.truncatingRemainder(dividingBy: $0) } ?? start
            let key = Int((within * 100).rounded())
            let factor = factors[key] ?? 1 + random.number(-variation...variation)
            factors[key] = factor
            moved.append(moved[index - 1] + (distinct[index] - start) * factor)
        }
        let whole = last / moved[moved.count - 1]
        table = zip(distinct, moved).map { ($0, $1 * whole) }
    }

    func moved(_ place: Double) -> Double { table.min { abs($0.from - place) < abs($1.from - place) }?.to ?? place }
}
