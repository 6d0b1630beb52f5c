internal import Foundation
internal import IntakeModel
internal import IntakeResources
internal import Normalizing
internal import Recognizing

/// 认版式: a form that fits the rules is believed only when its labels say so.
struct FormConfirmation {
    let lines: LineReader

    /// How many labels are read at first: enough to tell forms apart, few enough to be quick.
    static let labelsRead = 6

    /// So many labels of which nearly nothing stands there are enough to see that a form is not this one: of 80 right ones
    /// of tuning pages the worst had 0.6 in its first two.
    private static let fewest = 2
    private static let hopeless = 0.2

    /// What stands in a few cells, by their numbers.
    struct Glance {
        fileprivate var labels: [Int: Label] = [:]
        /// Mean likeness.
        var likeness: Double {
            let sum = labels.sorted { $0.key < $1.key }.reduce(0) { $0 + $1.value.likeness }
            return labels.isEmpty ? 0 : sum / Double(labels.count)
        }
    }

    /// How alike what stands in a label's cell is to the label, and whether that is paler than the page's usual ink.
    fileprivate struct Label {
        var likeness: Double
        var isPale: Bool
    }

    /// A few labels, read from cut-outs of their cells: enough to see that a form is not this one, before its whole paper
    /// is straightened.
    func glance(_ fit: FormFit, _ placement: PaperPlacement, on sheets: PaperSheets) throws(IntakeError) -> Glance {
        let textHeight = FormConfirmation.firstTextHeight(fit, placement.table)
        var glance = Glance()
        for index in few(probes(fit, placement.table, placement.toFile, of: sheets.image.bounds)) {
            let cell = fit.cells[index]
            let around = InkSheet.box(of: cell, in: placement.table).inset(dx: -2 * textHeight, dy: -textHeight)
            let cut = sheets.part(around, of: placement)
            let sheet = InkSheet(cut.paper, inks: cut.inks, cells: [cell], textHeight: textHeight)
            glance.labels[index] = try label(index, of: fit, in: sheet)
            if glance.labels.count >= FormConfirmation.fewest, glance.likeness < FormConfirmation.hopeless { break }
        }
        return glance
    }

    /// The sheet ready for reading, with a few labels read, at a glance or now.
    func confirm(
        _ fit: FormFit, seen glance: Glance? = nil, on sheet: PaperSheets.Sheet, frame: TableFrame
    ) throws(IntakeError) -> RegisteredPaper {
        let table = sheet.paper.table
        let shortest = FormConfirmation.shortest(fit, table)
        var paper = RegisteredPaper(
            fit: fit, frame: frame,
            sheet: InkSheet(
                sheet.paper, inks: sheet.inks, cells: fit.cells,
                textHeight: FormConfirmation.firstTextHeight(fit, table)), labels: [:])
        let cells = few(probes(fit, table, sheet.paper.toFile, of: sheet.paper.page))
        var heights: [Double] = []
        for index in cells {
            let seen: Label
            if let known = glance?.labels[index] {
                seen = known
            } else {
                seen = try label(index, of: fit, in: paper.sheet)
            }
            paper.labels[index] = seen.likeness
            heights += lines(of: index, of: fit, in: paper.sheet, arePale: seen.isPale).map(\.height)
        }
        heights.sort()
        // Lines may be boxed with a rest of a rule: where most seem to fill the lowest row, the lower ones are right.
        if heights.count >= 3 {
            let median = heights[heights.count / 2]
            paper.sheet.textHeight = max(
                8, median < shortest * 0.7 ? median : min(heights[heights.count / 4], shortest * 0.7))
        }
        return paper
    }

    /// Reads the labels that were not looked at yet.
    func confirmAll(_ paper: inout RegisteredPaper) throws(IntakeError) {
        let own = paper.sheet.paper
        let unread = probes(paper.fit, own.table, own.toFile, of: own.page).filter { paper.labels[$0] == nil }
        for index in unread { paper.labels[index] = try label(index, of: paper.fit, in: paper.sheet).likeness }
    }

    private static func shortest(_ fit: FormFit, _ table: Region) -> Double {
        fit.cells.map { $0.height * table.height }.min() ?? 40
    }

    /// Height of text before any was seen, pixels.
    private static func firstTextHeight(_ fit: FormFit, _ table: Region) -> Double {
        max(8, shortest(fit, table) * 0.42)
    }

    /// Rules and writing may be far darker than a form's print: what is none of a label is looked for once more by its own
    /// darkness.
    private func label(_ index: Int, of fit: FormFit, in sheet: InkSheet) throws(IntakeError) -> Label {
        guard let label = fit.template.cells[index].label else { return Label(likeness: 0, isPale: false) }
        func likeness(_ boxes: [Region]) throws(IntakeError) -> Double {
            var text = ""
            for box in boxes { text += try lines.quickLattice(of: sheet.picture(of: box)).plainReading().text }
            return self.likeness(of: text, to: label, in: fit.template)
        }
        let usual = lines(of: index, of: fit, in: sheet, arePale: false)
        let found = try likeness(usual)
        guard found < FormReader.leastLabel else { return Label(likeness: found, isPale: false) }
        let pale = lines(of: index, of: fit, in: sheet, arePale: true)
        guard pale != usual else { return Label(likeness: found, isPale: false) }
        let other = try likeness(pale)
        return Label(likeness: max(found, other), isPale: other > found)
    }

    /// The lines in a label's cell.
    private func lines(of index: Int, of fit: FormFit, in sheet: InkSheet, arePale: Bool) -> [Region] {
        let cell = sheet.box(of: fit.cells[index])
        let ink = arePale ? sheet.paleLines(in: cell) : sheet.lines
        return Array(ink.lines(in: cell, reachX: 0, reachY: 0).prefix(3))
    }

    /// Some of the cells, spread over all of them.
    private func few(_ cells: [Int]) -> [Int] {
        let most = FormConfirmation.labelsRead
        return cells.count <= most ? cells : (0..<most).map { cells[$0 * cells.count / most] }
    }

    /// 转入 and 转出 are two thirds alike: a text that is more like another label of the form is that label, and this one
    /// does not stand here.
    private func likeness(of text: String, to label: FormLabel, in template: FormTemplate) -> Double {
        let normalizer = lines.decoder.normalizer
        let own = LabelMatch.similarity(text, to: label.wordings, normalizer: normalizer)
        guard own > 0.4, own < 1 else { return own }
        let rival = LabelMatch.similarity(text, to: template.wordings(besides: label), normalizer: normalizer)
        return rival > own + 0.05 ? min(own, FormConfirmation.mistaken) : own
    }

    /// Likeness of a label in whose place another one stands.
    private static let mistaken = 0.3

    /// Labels in wide cells: they stand on one line or a few. A lone number says nothing, nor does what lies beyond the
    /// picture's edge.
    private func probes(_ fit: FormFit, _ table: Region, _ toFile: PlaneTransform, of page: Region) -> [Int] {
        let aspect = table.width / table.height
        return fit.template.cells.indices.filter { index in
            guard let label = fit.template.cells[index].label, label.text.count > 1,
                page.contains(toFile.apply(InkSheet.box(of: fit.cells[index], in: table).center))
            else { return false }
            return fit.cells[index].width * aspect > fit.cells[index].height * 0.9
        }
    }
}
