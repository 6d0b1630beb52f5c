internal import IntakeModel
internal import IntakeResources
internal import Spreadsheets

/// One row of a roster as a student.
struct RosterRowReader {
    let header: [String]
    let columns: RosterColumns
    let codes: CodeLists
    /// A row with another number of cells than the header is torn.
    let isTorn: Bool

    func student(_ row: SheetTable.Row) throws(StudentRoster.BadRow) -> StudentRoster.Row {
        if isTorn, row.cells.count < header.count || row.cells.dropFirst(header.count).contains(where: { !$0.isEmpty })
        {
            throw bad(row, nil, .rosterCellCount.with(String(row.cells.count), String(header.count)))
        }
        var fields: [StudentField: String] = [:]
        for (field, column) in columns.fields.sorted(by: { $0.value < $1.value }) {
            let text = row.text(column)
            if let fault = row.faults[column] { throw bad(row, column, fault) }
            guard !text.isEmpty else { continue }
            guard let value = RosterValue.normalized(text, as: field, codes: codes) else {
                throw bad(row, column, RosterValue.reason(for: field))
            }
            fields[field] = value
        }
        guard fields[.name] != nil else { throw bad(row, columns.fields[.name], .rosterNoName) }
        guard fields[.citizenID] != nil || fields[.studentNumber] != nil else { throw bad(row, nil, .rosterNoIdentity) }
        for column in columns.schools {
            if let fault = row.faults[column] { throw bad(row, column, fault) }
        }
        return StudentRoster.Row(
            number: row.number, fields: fields, school: columns.schools.map(row.text).first { !$0.isEmpty })
    }

    private func bad(_ row: SheetTable.Row, _ column: Int?, _ reason: Phrase) -> StudentRoster.BadRow {
        StudentRoster.BadRow(number: row.number, column: column.map { header[$0] } ?? "", reason: reason)
    }
}
