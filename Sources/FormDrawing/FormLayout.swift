internal import IntakeModel
internal import IntakeResources

/// 印刷差异: one printing of a form, with row heights, column widths, wording and lines of its own.
struct FormLayout {
    let template: FormTemplate
    let cells: [Region]
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

    /// `variation` is by how much boundaries may move, in parts of their cells (0 is the template itself).
    init(_ template: FormTemplate, fonts: FontSet, variation: Double, random: inout SeededRandom) {
        self.template = template
        let boxes = template.cells.map(\.rectangle)
        let columns = FormLayout.stretched(boxes.flatMap { [$0.x, $0.maxX] }, variation, &random)
        let rows = FormLayout.stretched(boxes.flatMap { [$0.y, $0.maxY] }, variation, &random)
        let left = template.tableOrigin[0]
        let top = template.tableOrigin[1]
        cells = boxes.map { box in
            let x = FormLayout.moved(box.x, columns)
            let y = FormLayout.moved(box.y, rows)
            return Region(
                x: left + x, y: top + y, width: FormLayout.moved(box.maxX, columns) - x,
                height: FormLayout.moved(box.maxY, rows) - y)
        }
        paper = (template.paper[0], template.paper[1])
        // A paper without a table is written on between its margins.
        let margins = Region(x: 0, y: 0, width: paper.width, height: paper.height).inset(dx: 24, dy: 40)
        frame = cells.first.map { cells.dropFirst().reduce($0) { $0.union($1) } } ?? margins
        title = variation > 0 ? random.pick(template.title.wordings) : template.title.text
        var wording: [String: String] = [:]
        let labels =
            template.cells.compactMap(\.label)
            + (template.foot + template.cells.flatMap { $0.lines ?? [] }).flatMap { $0.parts.compactMap(\.label) }
        for label in labels {
            wording[label.text] = variation > 0 ? random.pick(label.wordings + [label.text]) : label.text
        }
        self.wording = wording
        labelFont = random.pick(fonts.labels)
        let rowHeight = boxes.map(\.height).min() ?? 8
        labelSize = min(4.4, rowHeight * 0.42) * (variation > 0 ? random.number(0.9...1.08) : 1)
        ruleThickness = random.number(0.18...0.4)
        doubleFrame = variation > 0 && random.chance(0.2) ? random.number(0.7...1.1) : 0
    }

    /// Distinct places, each gap stretched by chance, the whole as long as before.
    private static func stretched(_ places: [Double], _ variation: Double, _ random: inout SeededRandom) -> [(
        from: Double, to: Double
    )] {
        let distinct = Set(places.map { ($0 * 100).rounded() / 100 }).sorted()
        guard let last = distinct.last, variation > 0 else { return distinct.map { ($0, $0) } }
        var moved = [0.0]
        for index in 1..<distinct.count {
            moved.append(
                moved[index - 1] + (distinct[index] - distinct[index - 1]) * (1 + random.number(-variation...variation))
            )
        }
        let factor = last / moved[moved.count - 1]
        return zip(distinct, moved).map { ($0, $1 * factor) }
    }

    private static func moved(_ place: Double, _ table: [(from: Double, to: Double)]) -> Double {
        table.min { abs($0.from - place) < abs($1.from - place) }?.to ?? place
    }
}
