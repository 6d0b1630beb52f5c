internal import IntakeModel
internal import IntakeResources
internal import Normalizing

/// 花名册配准: a ledger with one row a student under one row of headings, whatever columns it has and in which order.
///
/// The regulation's ledgers repeat their headings for every student; offices also keep them as plain rolls. Such a form is
/// made from what stands on the page: a column is what lies between the rules beside its heading.
struct RollRegistration {
    let page: PageText
    let overview: PageOverview

    /// Share of a ledger's headings that must stand in one row.
    private static let leastHeadings = 0.7
    /// Share of the table's height or width along which a rule between rows or columns is seen.
    private static let leastRule = 0.45

    /// A heading where it was read, on the level page.
    private struct Heading {
        let label: FormLabel
        let field: FormField
        let box: Region
        /// How alike what was read is to the label, 0…1.
        let similarity: Double
    }

    /// `nil` when the page is no such roll.
    func register(
        _ kind: PaperKind, frames: [TableFrame], sheets: PaperSheets, confirmation: FormConfirmation
    ) throws(IntakeError) -> RegisteredPaper? {
        let headings = headings(of: kind)
        guard !headings.isEmpty, let toPage = page.paper.toFile.inverse else { return nil }
        let band = headings.dropFirst().reduce(headings[0].box) { $0.union($1.box) }
        let turns = page.paper.quarterTurns
        let holding = (frames + frames.flatMap { $0.trimmed(on: overview).bare }).filter { frame in
            guard let box = Region(enclosing: frame.corners.map(toPage.apply)),
                let shared = box.intersection(band)
            else { return false }
            return shared.area > 0.8 * band.area
        }
        var best: RegisteredPaper?
        for frame in holding {
            guard let fit = fit(kind.template, headings, frame: frame, turns: turns, sheets: sheets) else { continue }
            var paper = try confirmation.confirm(fit.fit, on: sheets.sheet(fit.placement), frame: frame)
            try confirmation.confirmAll(&paper)
            // A seal over a heading spoils it for one reader more than for the other.
            let cells = fit.fit.template.cells.indices.filter { fit.fit.template.cells[$0].label != nil }
            for (cell, heading) in zip(cells, headings) {
                paper.labels[cell] = max(paper.labels[cell] ?? 0, heading.similarity)
            }
            if paper.explained > (best?.explained ?? 0) { best = paper }
        }
        return best
    }

    /// The row of the page in which most of the ledger's headings stand; empty when that is not most of them.
    private func headings(of kind: PaperKind) -> [Heading] {
        let template = kind.template
        guard let first = template.rowNumbers.first else { return [] }
        var spots: [(label: FormLabel, field: FormField, places: [LabelSpotter.Spot])] = []
        for (index, cell) in template.cells.enumerated() where cell.row == first {
            guard let field = cell.field, let naming = RegisteredPaper.naming(index, in: template),
                let label = template.cells[naming].label
            else { continue }
            spots.append((label, field, kind.spots[naming] ?? []))
        }
        let rows = spots.flatMap(\.places).map(\.box).map { middle in
            spots.compactMap { spot -> Heading? in
                func away(_ place: LabelSpotter.Spot) -> Double { abs(place.box.center.y - middle.center.y) }
                guard let near = spot.places.min(by: { away($0) < away($1) }),
                    away(near) < max(near.box.height, middle.height)
                else { return nil }
                return Heading(label: spot.label, field: spot.field, box: near.box, similarity: near.similarity)
            }
        }
        guard let most = rows.max(by: { $0.count < $1.count }),
            Double(most.count) >= RollRegistration.leastHeadings * Double(spots.count)
        else { return [] }
        return most
    }

    /// Rows of a roll are alike: without rules that leave a slice of a row only, a line of writing taken for one.
    private static func even(_ places: [Double]) -> [Double] {
        var kept = places
        let gaps = zip(kept.dropFirst(), kept).map { $0 - $1 }.sorted()
        guard gaps.count >= 3 else { return kept }
        // Slices are small, so the upper half tells the height of rows.
        let usual = gaps[gaps.count * 2 / 3]
        while let thin = kept.indices.dropFirst().first(where: { kept[$0] - kept[$0 - 1] < 0.55 * usual }) {
            // Of the slice's two rules the one goes whose other side is short as well.
            let above = thin - 1 > 0 ? kept[thin - 1] - kept[thin - 2] : .infinity
            let below = thin + 1 < kept.count ? kept[thin + 1] - kept[thin] : .infinity
            if above == .infinity, below == .infinity { break }
            kept.remove(at: above < below ? thin - 1 : thin)
        }
        return kept
    }

    private func fit(
        _ template: FormTemplate, _ headings: [Heading], frame: TableFrame, turns: Int, sheets: PaperSheets
    ) -> (fit: FormFit, placement: PaperPlacement)? {
        let border = 6.0
        guard let rules = frame.rules(on: overview, border: border),
            let paper = sheets.placement(of: frame, quarterTurns: turns),
            let toPaper = paper.toFile.inverse
        else { return nil }
        let coverage = RuleCoverage(rules.turned(turns))
        let peaks = RulePeaks(coverage, border: border)
        let (width, height) = (Double(coverage.width) - 2 * border, Double(coverage.height) - 2 * border)
        /// Rules as parts of the table, both sides included, a double one once.
        func places(_ rules: [RuleAlignment.Candidate], _ length: Double) -> [Double] {
            // A row of writing looks like a broken rule; the table's own rules are all about as strong.
            let strong = rules.map(\.strength).sorted(by: >).dropFirst(2).first ?? 1
            let least = max(RollRegistration.leastRule, 0.8 * strong)
            let inner = rules.filter { $0.strength >= least }.map { ($0.position - border) / length }
            return ([0] + inner.filter { $0 > 0.012 && $0 < 0.988 } + [1]).reduce(into: []) { kept, place in
                if place - (kept.last ?? -1) > 0.012 { kept.append(place) }
            }
        }
        let columns = places(peaks.upright, width)
        let levels = RollRegistration.even(places(peaks.level, height))
        let toTable = page.paper.toFile.followed(by: toPaper)
        func inTable(_ box: Region) -> Region {
            let place = toTable.apply(box)
            return Region(
                x: (place.x - paper.table.x) / paper.table.width, y: (place.y - paper.table.y) / paper.table.height,
                width: place.width / paper.table.width, height: place.height / paper.table.height)
        }
        let boxes = headings.map { inTable($0.box) }
        let middle = boxes.map(\.center.y).reduce(0, +) / Double(boxes.count)
        guard let top = levels.last(where: { $0 < middle }), let bottom = levels.first(where: { $0 > middle }) else {
            return nil
        }
        let rows = zip(levels, levels.dropFirst()).filter { $0.0 >= bottom - 0.001 }
        guard !rows.isEmpty else { return nil }
        let (wide, high) = (template.tableWidth, template.tableHeight)
        var cells: [(cell: FormCell, place: Region)] = []
        func add(_ place: Region, label: FormLabel? = nil, field: FormField? = nil, row: Int? = nil) {
            let at = [place.x * wide, place.y * high, place.width * wide, place.height * high]
            cells.append((FormCell(at: at, label: label, field: field, lines: nil, row: row), place))
        }
        let centers = boxes.map(\.center.x).sorted()
        for (heading, box) in zip(headings, boxes) {
            let center = box.center.x
            // Where the rule between two headings was not seen, the column ends halfway.
            let before = centers.last { $0 < center - 0.001 }.map { ($0 + center) / 2 } ?? 0
            let after = centers.first { $0 > center + 0.001 }.map { ($0 + center) / 2 } ?? 1
            let left = columns.last { $0 < center } ?? 0
            let right = columns.first { $0 > center } ?? 1
            let x = centers.contains { $0 > left && $0 < center - 0.001 } ? before : left
            let w = (centers.contains { $0 < right && $0 > center + 0.001 } ? after : right) - x
            add(Region(x: x, y: top, width: w, height: bottom - top), label: heading.label)
            for (number, row) in rows.enumerated() {
                add(Region(x: x, y: row.0, width: w, height: row.1 - row.0), field: heading.field, row: number + 1)
            }
        }
        let form = template.with(cells: cells.map(\.cell))
        return (FormFit(form, cells: cells.map(\.place), quarterTurns: turns), paper)
    }
}
