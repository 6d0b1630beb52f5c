internal import IntakeModel
internal import IntakeResources
internal import Normalizing

/// 版式配准: one form laid over the rules of a table, in one of four turns.
struct FormFit {
    let template: FormTemplate
    let quarterTurns: Int
    /// Mean coverage of the rules minus costs; 1 is perfect, wrong forms reach 0.6 and more.
    let score: Double
    /// Every cell of the template, in parts of the upright table's width and height.
    let cells: [Region]

    /// A form whose cells are where they were found.
    init(_ template: FormTemplate, cells: [Region], quarterTurns: Int) {
        self.template = template
        self.cells = cells
        self.quarterTurns = quarterTurns
        score = 1
    }

    /// Lays the form over the rules (already turned upright; the frame lies `border` pixels inside the picture).
    ///
    /// `anchors` are labels that were read (cell → box, pixels of the picture): a rule must keep to its side of them.
    /// With `looseEnds` the frame is an estimate: its sides snap to strong rules within the border. `nil` for a form whose
    /// rows alone say that its score is below `least`.
    init?(
        _ template: FormTemplate, grid: FormGrid, coverage: RuleCoverage, peaks: RulePeaks, quarterTurns: Int,
        border: Double, anchors: LabelAnchors = LabelAnchors(), looseEnds: Bool = false,
        least: Double = -.infinity
    ) {
        let width = Double(coverage.width) - 2 * border
        let height = Double(coverage.height) - 2 * border
        let left = Int(border)
        func column(_ part: Double) -> Int { left + Int(part * width) }

        let levelPeaks = peaks.level
        let ends =
            looseEnds
            ? FormFit.snapped((border, border + height), among: levelPeaks, reach: border * 0.8)
            : (border, border + height)
        let rowAnchors = anchors.rows(of: template, grid: grid)
        let rows = RuleAlignment.fit(
            places: grid.levels.map(\.place), ends: FormFit.inner(of: ends, among: levelPeaks),
            candidates: levelPeaks, strong: 0.6, sameRule: 8, nominal: rowAnchors.nominal(ends: ends)
        ) { index, position in
            let y = Int(position.rounded())
            var covered = 0.0
            var length = 0.0
            for span in grid.levels[index].spans {
                covered += coverage.level(y: y, from: column(span.from), to: column(span.to)) * (span.to - span.from)
                length += span.to - span.from
            }
            return (length > 0 ? covered / length : 0) - rowAnchors.violation(of: index, at: position)
        }
        guard (rows.score + 1) / 2 >= least else { return nil }

        let sidePeaks = peaks.upright
        let outer =
            looseEnds
            ? FormFit.snapped((border, border + width), among: sidePeaks, reach: border * 0.8)
            : (border, border + width)
        let sides = FormFit.inner(of: outer, among: sidePeaks)
        var columns: [RuleAlignment.Result] = []
        var profiles: [[Double]] = []
        var weighted = 0.0
        var weight = 0.0
        for (number, band) in grid.bands.enumerated() {
            let profile = coverage.upright(
                over: (band.top..<band.bottom).map { row in
                    (Int(rows.positions[row]) + 3, Int(rows.positions[row + 1]) - 3)
                })
            func strength(_ x: Int) -> Double { profile.indices.contains(x) ? profile[x] : 0 }
            let bandAnchors = anchors.columns(of: template, grid: grid, band: number)
            let result = RuleAlignment.fit(
                places: band.places, ends: sides,
                candidates: RuleAlignment.peaks(profile, least: 0.3, apart: 4), strong: 0.85, sameRule: 8,
                crowd: FormFit.narrowest * (sides.1 - sides.0), nominal: bandAnchors.nominal(ends: sides)
            ) { index, position in
                strength(Int(position.rounded())) - bandAnchors.violation(of: index, at: position)
            }
            columns.append(result)
            profiles.append(profile)
            let rules = Double(band.places.count - 2)
            weighted += result.score * rules
            weight += rules
        }

        self.template = template
        self.quarterTurns = quarterTurns
        ColumnContinuity.restore(in: &columns, of: grid.bands, profiles: profiles)
        let columnScore = weight > 0 ? weighted / weight : 1
        score = (rows.score + columnScore) / 2
        cells = grid.cells.map { cell in
            let places = columns[cell.band].positions
            let (x0, x1) = (places[cell.left] - border, places[cell.right] - border)
            let (y0, y1) = (rows.positions[cell.top] - border, rows.positions[cell.bottom] - border)
            return Region(x: x0 / width, y: y0 / height, width: (x1 - x0) / width, height: (y1 - y0) / height)
        }
    }

    /// Part of a table's width below which no cell of any form is wide.
    private static let narrowest = 0.03

    /// The strongest rule near each estimated side, or the estimate.
    private static func snapped(
        _ ends: (Double, Double), among peaks: [RuleAlignment.Candidate], reach: Double
    ) -> (Double, Double) {
        func near(_ place: Double) -> Double {
            peaks.filter { abs($0.position - place) < reach }
                .max { $0.strength < $1.strength }.flatMap { $0.strength > 0.45 ? $0.position : nil } ?? place
        }
        return (near(ends.0), near(ends.1))
    }

    /// Where the frame is drawn with two lines, the inner ones bound the cells.
    private static func inner(
        of ends: (Double, Double), among peaks: [RuleAlignment.Candidate]
    ) -> (Double, Double) {
        let reach = 15.0
        let strong = peaks.filter { $0.strength > 0.6 }.map(\.position)
        let first = strong.last { $0 > ends.0 + 2 && $0 < ends.0 + reach }
        let last = strong.first { $0 < ends.1 - 2 && $0 > ends.1 - reach }
        return (first ?? ends.0, last ?? ends.1)
    }
}

/// Every form at every turn over one table.
struct FormFitter {
    private let grids: [(template: FormTemplate, grid: FormGrid)]

    /// Proportions of a table may differ from the form's by this factor: the same form is printed on paper standing
    /// and lying.
    private static let proportion = 2.5

    init(_ library: FormLibrary) {
        grids = library.templates.filter(\.hasTable).flatMap(\.arrangements).map { ($0, FormGrid($0)) }
    }

    /// The `most` that fit best and at least `least` well, best first. The rules alone do not decide: the labels are read next.
    func fits(_ rules: RuleRidges, most: Int, least: Double, border: Double = 6) -> [FormFit] {
        var found: [FormFit] = []
        let upright = RuleCoverage(rules)
        let onSide = RuleCoverage(rules.turned(1))
        for (turns, coverage) in [upright, onSide, upright.turnedOver, onSide.turnedOver].enumerated() {
            let peaks = RulePeaks(coverage, border: border)
            let shape = Double(coverage.width) / Double(coverage.height)
            for (template, grid) in grids {
                let ratio = shape / (grid.width / grid.height)
                guard ratio < FormFitter.proportion, ratio > 1 / FormFitter.proportion else { continue }
                let worst = found.count < most ? least : found[most - 1].score
                let fit = FormFit(
                    template, grid: grid, coverage: coverage, peaks: peaks, quarterTurns: turns, border: border,
                    least: worst)
                guard let fit, fit.score > worst else { continue }
                found.insert(fit, at: found.firstIndex { $0.score < fit.score } ?? found.count)
            }
        }
        return Array(found.prefix(most))
    }
}
