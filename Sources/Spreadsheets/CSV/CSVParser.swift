internal import IntakeModel

/// Cuts text into rows of cells; what is quoted may hold separators, line ends and doubled quotes.
struct CSVParser {
    let separator: Character
    let limits: SheetLimits

    /// Whichever of tab, semicolon and comma the first line has most of, outside quotes.
    static func separator(_ text: String) -> Character {
        var counts: [Character: Int] = [:]
        var quoted = false
        for character in text {
            if character == "\"" { quoted.toggle() }
            guard !quoted else { continue }
            if isLineEnd(character) { break }
            counts[character, default: 0] += 1
        }
        let candidates: [Character] = [",", "\t", ";"]
        return candidates.max { counts[$0, default: 0] < counts[$1, default: 0] } ?? ","
    }

    func rows(_ text: String, file: String) throws(IntakeError) -> [[String]] {
        var rows: [[String]] = []
        var row: [String] = []
        var cell = ""
        var quoted = false
        var wasQuote = false
        func endCell() {
            row.append(CSVFormula.unguarded(cell))
            cell = ""
            wasQuote = false
        }
        for character in text {
            if quoted {
                if character == "\"" {
                    quoted = false
                    wasQuote = true
                } else {
                    cell.append(character)
                }
            } else if character == "\"" {
                if wasQuote { cell.append("\"") }
                // A quote inside a cell that did not begin with one is a character like others.
                if wasQuote || cell.isEmpty { quoted = true } else { cell.append("\"") }
                wasQuote = false
            } else if character == separator {
                endCell()
            } else if CSVParser.isLineEnd(character) {
                endCell()
                rows.append(row)
                row = []
                guard rows.count <= limits.rows else { throw SheetFile.tooLarge(file) }
            } else {
                cell.append(character)
                wasQuote = false
            }
            guard row.count <= limits.columns else { throw SheetFile.tooLarge(file) }
        }
        guard !quoted else {
            throw IntakeError(
                "sheet.quote", .sheetQuote.with(file, String(rows.count + 1)), remedy: .sheetQuoteRemedy)
        }
        if !cell.isEmpty || !row.isEmpty {
            endCell()
            rows.append(row)
        }
        return rows
    }

    private static func isLineEnd(_ character: Character) -> Bool {
        character == "\n" || character == "\r\n" || character == "\r"
    }
}
