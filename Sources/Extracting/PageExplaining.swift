internal import IntakeModel
internal import IntakeResources
internal import Normalizing

extension FoundPaper {
    /// What a person needs to see to follow how this paper was read.
    var explanation: PageExplanation.Paper {
        switch self {
        case .table(let paper):
            func outline(_ cell: Int) -> [Point] {
                let sheet = paper.sheet
                return sheet.box(of: paper.fit.cells[cell]).corners.map(sheet.paper.toFile.apply)
            }
            return PageExplanation.Paper(
                documentType: template.documentType, route: "table", frame: paper.frame.corners,
                cells: paper.fit.cells.indices.map(outline),
                labels: paper.labels.sorted { $0.key < $1.key }.map { cell, likeness in
                    PageExplanation.Label(
                        outline: outline(cell), wanted: paper.template.cells[cell].label?.text ?? "", likeness: likeness
                    )
                })
        case .text(let paper):
            return PageExplanation.Paper(
                documentType: template.documentType, route: "text", frame: [], cells: [],
                labels: template.lineLabels.flatMap { label in
                    paper.spotter.spots(label.wordings).map { spot in
                        PageExplanation.Label(
                            outline: spot.box.corners.map(paper.page.paper.toFile.apply), wanted: label.text,
                            likeness: spot.similarity)
                    }
                })
        }
    }
}

extension PageText {
    var explanation: [PageExplanation.Line] {
        lines.map { line in
            PageExplanation.Line(outline: line.box.corners.map(paper.toFile.apply), text: line.text)
        }
    }
}

extension FormTemplate {
    /// Title and labels of a paper without a table.
    fileprivate var lineLabels: [FormLabel] {
        [title] + ((head ?? []) + foot).flatMap { line in line.parts.compactMap(\.label) }
    }
}
