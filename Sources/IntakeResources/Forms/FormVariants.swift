internal import IntakeModel

extension FormTemplate {
    /// 版式变体: the form itself and the arrangements in which other printings put the lines under its table: as a last
    /// row of the table, or inside the block that carries the seals.
    public var arrangements: [FormTemplate] {
        guard hasTable, !foot.isEmpty else { return [self] }
        let (width, height) = (tableWidth, tableHeight)
        let row = FormCell(
            at: [0, height, width, height * 0.09], label: nil, field: nil, lines: foot, row: nil)
        var all = [self, with(cells: cells + [row])]
        // The blocks at the bottom that only say whose seal goes there.
        let blocks = cells.filter { abs($0.rectangle.maxY - height) < 0.05 && $0.label == nil && $0.fields.isEmpty }
        if let top = blocks.map(\.rectangle.y).min(), !blocks.isEmpty,
            abs(blocks.reduce(0) { $0 + $1.rectangle.width } - width) < 0.1,
            blocks.allSatisfy({ abs($0.rectangle.y - top) < 0.05 })
        {
            let kept = cells.filter { $0.rectangle.maxY <= top + 0.05 }
            let lines = blocks.flatMap { $0.lines ?? [] } + foot
            all.append(
                with(
                    cells: kept + [
                        FormCell(at: [0, top, width, height - top], label: nil, field: nil, lines: lines, row: nil)
                    ]))
        }
        return all
    }

    /// The same form with other cells, and seals elsewhere if given.
    public func with(cells: [FormCell], seals places: [SealPlace]? = nil) -> FormTemplate {
        FormTemplate(
            documentType: documentType, title: title, marks: marks, subjects: subjects, paper: paper,
            tableOrigin: tableOrigin,
            titleHeight: titleHeight, head: head, cells: cells, foot: foot, notes: notes, seals: places ?? seals,
            source: source)
    }
}
