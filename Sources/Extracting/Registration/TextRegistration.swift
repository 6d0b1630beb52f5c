internal import Foundation
internal import IntakeModel
internal import IntakeResources
internal import Normalizing

/// 按栏名配准: lays a form over a page by the labels that were read on it, with the rules as help.
struct TextRegistration {
    let page: PageText
    let overview: PageOverview

    /// Millimetres of the form to pixels of the level page, one direction at a time.
    struct Scale {
        var factor: Double
        var shift: Double
        func apply(_ value: Double) -> Double { factor * value + shift }
    }

    struct Placement {
        let x: Scale
        let y: Scale
        /// Cell → box of its label on the level page.
        let anchors: [Int: Region]
        /// Where the table must lie on the level page.
        let table: Region
    }

    /// Pixels around an estimated frame in which its real sides are looked for.
    static let looseBorder = 40.0

    /// By how much a label must be more like one place than another to be told to stand there.
    private static let better = 0.03

    /// Likeness of a label that lacks at most a character in a dozen.
    private static let spelled = 0.9

    /// How much more of the labels an estimated frame must explain than the one that was seen.
    private static let clearly = 1.25

    /// `nil` when too few labels are found to say where the form lies.
    static func placement(of kind: PaperKind) -> Placement? {
        let template = kind.template
        // A label that stands as often on the page as on the form takes its places in reading order.
        var pairs: [(cell: Int, box: Region, similarity: Double)] = []
        for cells in Dictionary(grouping: kind.spots.keys, by: { template.cells[$0].label?.text ?? "" }).values {
            guard var spots = kind.spots[cells[0]] else { continue }
            // Of labels that differ in a character only, as those of the opinions' boxes do, each has a best place.
            if cells.count == 1, spots.count > 1 {
                spots.sort { $0.similarity > $1.similarity }
                if spots[0].similarity > spots[1].similarity + TextRegistration.better { spots = [spots[0]] }
            }
            guard spots.count == cells.count else { continue }
            let ordered = Region.inReadingOrder(cells.map { ($0, template.cells[$0].rectangle) })
            for (cell, spot) in zip(ordered, Region.inReadingOrder(spots.map { ($0, $0.box) })) {
                pairs.append((cell, spot.box, spot.similarity))
            }
        }
        // Where enough are spelled as they must be, those that are only like something say nothing: 原考籍号 is no 现考籍号.
        let sure = pairs.filter { $0.similarity > TextRegistration.spelled }
        if sure.count > 3 { pairs = sure }
        guard pairs.count >= 3 else { return nil }
        func center(_ cell: Int) -> Point { template.cells[cell].rectangle.center }
        func scale(_ at: (Point) -> Double, span: Double) -> Scale? {
            var slopes: [Double] = []
            for i in pairs.indices {
                for j in pairs.indices where j > i {
                    let distance = at(center(pairs[j].cell)) - at(center(pairs[i].cell))
                    guard abs(distance) > span * 0.12 else { continue }
                    slopes.append((at(pairs[j].box.center) - at(pairs[i].box.center)) / distance)
                }
            }
            guard !slopes.isEmpty else { return nil }
            slopes.sort()
            let factor = slopes[slopes.count / 2]
            guard factor > 0.5 else { return nil }
            let shifts = pairs.map { at($0.box.center) - factor * at(center($0.cell)) }.sorted()
            return Scale(factor: factor, shift: shifts[shifts.count / 2])
        }
        guard let x = scale(\.x, span: template.tableWidth), let y = scale(\.y, span: template.tableHeight),
            x.factor < 2.8 * y.factor, y.factor < 2.8 * x.factor
        else { return nil }
        var anchors: [Int: Region] = [:]
        func away(_ box: Region, from cell: Int) -> Double {
            hypot(
                (box.center.x - x.apply(center(cell).x)) / (template.tableWidth * x.factor),
                (box.center.y - y.apply(center(cell).y)) / (template.tableHeight * y.factor))
        }
        for (cell, spots) in kind.spots {
            let best = spots.min { away($0.box, from: cell) < away($1.box, from: cell) }
            if let best, away(best.box, from: cell) < 0.1 { anchors[cell] = best.box }
        }
        // What stands at one place is one label: that of the cell which is nearest.
        let nearest = anchors.sorted { away($0.value, from: $0.key) < away($1.value, from: $1.key) }
        anchors = nearest.reduce(into: [:]) { kept, anchor in
            let isTaken = kept.values.contains { ($0.intersection(anchor.value)?.area ?? 0) > 0.5 * anchor.value.area }
            if !isTaken { kept[anchor.key] = anchor.value }
        }
        return Placement(
            x: x, y: y, anchors: anchors,
            table: Region(
                x: x.shift, y: y.shift, width: template.tableWidth * x.factor,
                height: template.tableHeight * y.factor))
    }

    /// The form over the page: in the frame that was found where the labels want it, else in the estimated one.
    func register(
        _ kind: PaperKind, frames: [TableFrame], sheets: PaperSheets, confirmation: FormConfirmation
    ) throws(IntakeError) -> RegisteredPaper? {
        guard let placement = TextRegistration.placement(of: kind), let toPage = page.paper.toFile.inverse else {
            return nil
        }
        let fitting = frames.map { frame in
            (frame, Region(enclosing: frame.corners.map(toPage.apply))?.overlap(with: placement.table) ?? 0)
        }.max { $0.1 < $1.1 }
        let turns = page.paper.quarterTurns
        let found = fitting.flatMap { $0.1 > 0.7 ? $0.0 : nil }
        var best: RegisteredPaper?
        if let found {
            best = try register(
                kind, placement, in: found, isEstimate: false, sheets: sheets, confirmation: confirmation)
            if let best, best.likeness >= PaperAssembler.certainLikeness, best.isCertain || !leaves(placement.table) {
                return best
            }
        }
        // A paper that is cut has its table's end outside of the picture: only the labels tell where.
        var whole = try register(
            kind, placement, in: estimated(placement.table, turns: turns), isEstimate: true, sheets: sheets,
            confirmation: confirmation)
        if leaves(placement.table) { whole?.addLabels(placement.anchors, on: page, like: kind.spots) }
        // A frame that was seen lies better than one that was worked out, but for one that ends with the picture.
        let gain = leaves(placement.table) ? 1 : TextRegistration.clearly
        return (whole?.explained ?? 0) > gain * (best?.explained ?? 0) ? whole : best
    }

    /// Whether a side of the table lies outside of the picture.
    private func leaves(_ table: Region) -> Bool {
        let inside = page.paper.page
        return Region(enclosing: table.corners.map(page.paper.toFile.apply)).map { box in
            box.x < inside.x || box.y < inside.y || box.maxX > inside.maxX || box.maxY > inside.maxY
        } ?? false
    }

    private func register(
        _ kind: PaperKind, _ placement: Placement, in frame: TableFrame, isEstimate: Bool, sheets: PaperSheets,
        confirmation: FormConfirmation
    ) throws(IntakeError) -> RegisteredPaper? {
        let turns = page.paper.quarterTurns
        let border = isEstimate ? TextRegistration.looseBorder : 6
        guard let rules = frame.rules(on: overview, border: border),
            let paper = sheets.placement(of: frame, quarterTurns: turns),
            let toPaper = paper.toFile.inverse
        else { return nil }
        let coverage = RuleCoverage(rules.turned(turns))
        var anchors = LabelAnchors()
        let toStraight = page.paper.toFile.followed(by: toPaper)
        for (cell, box) in placement.anchors {
            let place = toStraight.apply(box)
            let x = (Double(coverage.width) - 2 * border) / paper.table.width
            let y = (Double(coverage.height) - 2 * border) / paper.table.height
            anchors.boxes[cell] = Region(
                x: border + (place.x - paper.table.x) * x, y: border + (place.y - paper.table.y) * y,
                width: place.width * x, height: place.height * y)
        }
        // The labels' cells come first in every arrangement of the form.
        let fits = kind.template.arrangements.compactMap { arrangement in
            FormFit(
                arrangement, grid: FormGrid(arrangement), coverage: coverage,
                peaks: RulePeaks(coverage, border: border), quarterTurns: turns, border: border,
                anchors: LabelAnchors(boxes: anchors.boxes.filter { $0.key < arrangement.cells.count }),
                looseEnds: isEstimate)
        }
        guard let fit = fits.max(by: { $0.score < $1.score }) else { return nil }
        return try confirmation.confirm(fit, on: sheets.sheet(paper), frame: frame)
    }

    private func estimated(_ table: Region, turns: Int) -> TableFrame {
        let corners = table.corners.map(page.paper.toFile.apply)
        return TableFrame(corners: (0..<4).map { corners[($0 + turns) % 4] }, skewDegrees: page.skewDegrees)
    }
}
