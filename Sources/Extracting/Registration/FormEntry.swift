internal import IntakeModel
internal import IntakeResources

/// 一栏: a label of a form and what is written beside it.
struct FormEntry {
    let label: FormLabel
    let field: FormField?
    let lines: [FormLine]?
    /// The cell that holds the value in the form, millimetres.
    let place: Region

    /// Every entry in the order of the form.
    static func all(of template: FormTemplate) -> [FormEntry] {
        template.cells.indices.compactMap { index in
            let cell = template.cells[index]
            guard !cell.fields.isEmpty else { return nil }
            if let own = cell.lines?.first?.parts.first?.label {
                // The label that opens a block may have a cell of its own elsewhere.
                var lines = cell.lines ?? []
                let rest = Array(lines[0].parts.dropFirst())
                lines[0] = FormLine(align: lines[0].align, parts: rest)
                if rest.isEmpty { lines.removeFirst() }
                return FormEntry(label: own, field: nil, lines: lines, place: cell.rectangle)
            }
            guard let naming = RegisteredPaper.naming(index, in: template), let label = template.cells[naming].label
            else { return nil }
            return FormEntry(label: label, field: cell.field, lines: cell.lines, place: cell.rectangle)
        }
    }
}
