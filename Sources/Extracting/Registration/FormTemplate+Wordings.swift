internal import IntakeResources

extension FormTemplate {
    /// 填表说明: what is printed on the form to be read and not filled in, under the table or in a cell of it.
    var remarks: [String] {
        let printed = cells.compactMap(\.lines).filter { lines in
            lines.allSatisfy { $0.parts.allSatisfy { $0.field == nil } }
        }
        return notes + printed.flatMap { $0.flatMap { $0.parts.compactMap { $0.label?.text } } }
    }

    /// What the labels of its cells say that are not this one.
    func wordings(besides label: FormLabel) -> [String] {
        cells.compactMap(\.label).filter { $0.text != label.text }.flatMap(\.wordings)
    }
}
