internal import IntakeModel
internal import IntakeResources
internal import Normalizing

/// 据实制表: a form whose cells are those of the page. Other provinces print the same columns in another order and size;
/// where no arrangement of ours lies over the rules, labels that were read say what the cells beside them hold.
struct GridRegistration {
    let page: PageText
    let overview: PageOverview
    let spotter: LabelSpotter

    /// Share of a form's labels that must stand in the table.
    private static let leastEntries = 0.6
    private static let border = 6.0

    /// `nil` when too few labels are found, and for ledgers.
    func register(
        _ kind: PaperKind, frames: [TableFrame], sheets: PaperSheets, confirmation: FormConfirmation
    ) throws(IntakeError) -> RegisteredPaper? {
        guard kind.template.rowNumbers.isEmpty, let toPage = page.paper.toFile.inverse else { return nil }
        let entries = FormEntry.all(of: kind.template)
        let subjects = kind.template.subjects ?? []
        let spots = entries.map { entry in
            spotter.spots(entry.label.wordings).filter { !spotter.isPartOfWord($0, subjects: subjects) }
        }
        let all = spots.flatMap(\.self).map(\.box)
        var best: (frame: TableFrame, made: Made)?
        for frame in frames + frames.flatMap({ $0.trimmed(on: overview).bare }) {
            guard let box = Region(enclosing: frame.corners.map(toPage.apply)),
                2 * all.count(where: { box.contains($0.center) }) > all.count,
                let made = made(kind.template, entries, spots, in: frame, sheets: sheets)
            else { continue }
            if made.labels.count > best?.made.labels.count ?? 0 { best = (frame, made) }
        }
        guard let (frame, made) = best else { return nil }
        var paper = try confirmation.confirm(made.fit, on: sheets.sheet(made.placement), frame: frame)
        try confirmation.confirmAll(&paper)
        paper.isMade = true
        for (cell, similarity) in made.labels { paper.labels[cell] = max(paper.labels[cell] ?? 0, similarity) }
        // However well it reads, a label in another row than the value vouches for nothing there.
        for cell in made.askew { paper.labels[cell] = 0 }
        return paper
    }

    private struct Made {
        let fit: FormFit
        let placement: PaperPlacement
        /// Cell of the form that was made → likeness of its label where it was spotted.
        let labels: [Int: Double]
        /// Cells of labels whose row is not their value's.
        let askew: [Int]
    }

    private func made(
        _ template: FormTemplate, _ entries: [FormEntry], _ spots: [[LabelSpotter.Spot]], in frame: TableFrame,
        sheets: PaperSheets
    ) -> Made? {
        let turns = page.paper.quarterTurns
        let border = GridRegistration.border
        guard let rules = frame.rules(on: overview, border: border),
            let paper = sheets.placement(of: frame, quarterTurns: turns),
            let toPaper = paper.toFile.inverse
        else { return nil }
        let coverage = RuleCoverage(rules.turned(turns))
        let (width, height) = (Double(coverage.width) - 2 * border, Double(coverage.height) - 2 * border)
        let toTable = page.paper.toFile.followed(by: toPaper)
        func onRules(_ box: Region) -> Region {
            let place = toTable.apply(box)
            return Region(
                x: border + (place.x - paper.table.x) / paper.table.width * width,
                y: border + (place.y - paper.table.y) / paper.table.height * height,
                width: place.width / paper.table.width * width, height: place.height / paper.table.height * height)
        }
        let inner = Region(x: border, y: border, width: width, height: height)
        let placed = spots.map { own in
            own.map { (box: onRules($0.box), similarity: $0.similarity) }.filter { inner.contains($0.box.center) }
        }
        var layout = GridLayout(
            grid: GridCells(coverage: coverage, border: border), entries: entries, spots: placed)
        let found = layout.cells()
        guard Double(found.count) >= GridRegistration.leastEntries * Double(entries.count) else { return nil }

        func part(_ box: Region) -> Region {
            Region(
                x: (box.x - border) / width, y: (box.y - border) / height, width: box.width / width,
                height: box.height / height)
        }
        let (wide, high) = (template.tableWidth, template.tableHeight)
        func millimetres(_ box: Region) -> [Double] {
            let place = part(box)
            return [place.x * wide, place.y * high, place.width * wide, place.height * high]
        }
        var cells: [FormCell] = []
        var places: [Region] = []
        var labels: [Int: Double] = [:]
        var askew: [Int] = []
        for one in found {
            labels[cells.count] = one.similarity
            if !one.isLevel { askew.append(cells.count) }
            cells.append(
                FormCell(at: millimetres(one.labelCell), label: one.entry.label, field: nil, lines: nil, row: nil))
            cells.append(
                FormCell(
                    at: millimetres(one.valueCell), label: nil, field: one.entry.field, lines: one.entry.lines, row: nil
                ))
            places += [part(one.labelCell), part(one.valueCell)]
        }
        // A seal is wanted in the block in which the form has it.
        let seals = template.seals.map { seal in
            let own = found.first { $0.entry.place.contains(seal.rectangle.center) }
            return own.map { seal.moved(to: millimetres($0.valueCell.union($0.labelCell))) } ?? seal
        }
        let form = template.with(cells: cells, seals: seals)
        return Made(
            fit: FormFit(form, cells: places, quarterTurns: turns), placement: paper, labels: labels, askew: askew)
    }
}
