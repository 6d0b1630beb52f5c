internal import Foundation
internal import IntakeModel
internal import IntakeResources
internal import Normalizing
internal import Recognizing

/// 认版式: a form that fits the rules is believed only when its labels say so.
struct FormConfirmation {
    let lines: LineReader

    /// How many labels are read: enough to tell forms apart, few enough to be quick.
    static let labelsRead = 6

    /// Mean likeness of the labels read to those of the form, 0…1, and the sheet ready for reading.
    func confirm(_ fit: FormFit, on paper: StraightenedPaper, inks: InkSeparation) throws(IntakeError) -> (
        likeness: Double, sheet: InkSheet
    ) {
        let shortest = fit.cells.map { $0.height * paper.table.height }.min() ?? 40
        var sheet = InkSheet(paper, inks: inks, cells: fit.cells, textHeight: max(8, shortest * 0.42))
        var likeness: [Double] = []
        var heights: [Double] = []
        for index in probes(fit, paper: paper) {
            guard let label = fit.template.cells[index].label else { continue }
            let boxes = sheet.lines.lines(in: sheet.box(of: fit.cells[index]), reachX: 0, reachY: 0)
            var text = ""
            for box in boxes.prefix(3) {
                text += lines.plainReading(of: try lines.lattice(of: sheet.picture(of: box))).text
                heights.append(box.height)
            }
            likeness.append(LabelMatch.similarity(text, to: label.wordings, normalizer: lines.decoder.normalizer))
        }
        heights.sort()
        if heights.count >= 3 { sheet.textHeight = max(8, heights[heights.count / 2]) }
        return (likeness.isEmpty ? 0 : likeness.reduce(0, +) / Double(likeness.count), sheet)
    }

    /// Labels in wide cells first: they stand on one line. Spread over the form.
    private func probes(_ fit: FormFit, paper: StraightenedPaper) -> [Int] {
        let aspect = paper.table.width / paper.table.height
        let usable = fit.template.cells.indices.filter { index in
            fit.template.cells[index].label != nil && fit.cells[index].width * aspect > fit.cells[index].height * 1.1
        }
        guard usable.count > FormConfirmation.labelsRead else { return usable }
        return (0..<FormConfirmation.labelsRead).map { usable[$0 * usable.count / FormConfirmation.labelsRead] }
    }
}
