internal import Foundation
internal import IntakeModel

/// A CSV file as a table: RFC 4180 with any line ending; commas, semicolons or tabs.
struct CSVReader {
    let file: String
    let limits: SheetLimits

    func table(_ data: Data) throws(IntakeError) -> SheetTable {
        let text = try CSVEncoding.text(data, file: file)
        let rows = try CSVParser(separator: CSVParser.separator(text), limits: limits).rows(text, file: file)
        return SheetTable(
            rows: rows.enumerated().map { index, cells in
                var faults: [Int: Phrase] = [:]
                for (column, cell) in cells.enumerated() { faults[column] = CellFault.of(cell) }
                return SheetTable.Row(number: index + 1, cells: cells, faults: faults)
            }, countsCells: true)
    }
}
