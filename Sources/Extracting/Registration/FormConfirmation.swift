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

    /// The sheet ready for reading, with a few labels read.
    func confirm(
        _ fit: FormFit, on paper: StraightenedPaper, frame: TableFrame, inks: InkSeparation
    ) throws(IntakeError) -> RegisteredPaper {
        let shortest = fit.cells.map { $0.height * paper.table.height }.min() ?? 40
        var paper = RegisteredPaper(
            fit: fit, frame: frame,
            sheet: InkSheet(paper, inks: inks, cells: fit.cells, textHeight: max(8, shortest * 0.42)), labels: [:])
        let usable = probes(paper)
        let few =
            usable.count <= FormConfirmation.labelsRead
            ? usable
            : (0..<FormConfirmation.labelsRead).map { usable[$0 * usable.count / FormConfirmation.labelsRead] }
        let heights = try read(few, on: &paper).sorted()
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
        _ = try read(probes(paper).filter { paper.labels[$0] == nil }, on: &paper)
    }

    /// Answers the heights of the lines read, pixels.
    private func read(_ cells: [Int], on paper: inout RegisteredPaper) throws(IntakeError) -> [Double] {
        var heights: [Double] = []
        for index in cells {
            guard let label = paper.template.cells[index].label else { continue }
            let boxes = paper.sheet.lines.lines(
                in: paper.sheet.box(of: paper.fit.cells[index]), reachX: 0, reachY: 0)
            var text = ""
            for box in boxes.prefix(3) {
                text += try lines.quickLattice(of: paper.sheet.picture(of: box)).plainReading().text
                heights.append(box.height)
            }
            paper.labels[index] = likeness(of: text, to: label, in: paper.template)
        }
        return heights
    }

    /// 转入 and 转出 are two thirds alike: a text that is more like another label of the form is that label, and this one
    /// does not stand here.
    private func likeness(of text: String, to label: FormLabel, in template: FormTemplate) -> Double {
        let normalizer = lines.decoder.normalizer
        let own = LabelMatch.similarity(text, to: label.wordings, normalizer: normalizer)
        guard own > 0.4, own < 1 else { return own }
        let others = template.cells.compactMap(\.label).filter { $0.text != label.text }.flatMap(\.wordings)
        let rival = LabelMatch.similarity(text, to: others, normalizer: normalizer)
        return rival > own + 0.05 ? min(own, FormConfirmation.mistaken) : own
    }

    /// Likeness of a label in whose place another one stands.
    private static let mistaken = 0.3

    /// Labels in wide cells: they stand on one line or a few. A lone number says nothing.
    private func probes(_ paper: RegisteredPaper) -> [Int] {
        let table = paper.sheet.paper.table
        let aspect = table.width / table.height
        return paper.template.cells.indices.filter { index in
            guard let label = paper.template.cells[index].label, label.text.count > 1 else { return false }
            return paper.fit.cells[index].width * aspect > paper.fit.cells[index].height * 0.9
        }
    }
}
