/// RFC 4180 with any line ending; commas, semicolons or tabs as the first line has them.
struct CSVTable {
    let rows: [[String]]

    init(_ text: String) {
        let firstLine = text.prefix { !$0.isNewline }
        let separator = [Character](["\t", ";", ","]).first { firstLine.contains($0) } ?? ","
        var rows: [[String]] = []
        var row: [String] = []
        var cell = ""
        var quoted = false
        var wasQuote = false
        func endCell() {
            row.append(cell)
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
                quoted = true
                wasQuote = false
            } else if character == separator {
                endCell()
            } else if character.isNewline {
                endCell()
                rows.append(row)
                row = []
            } else {
                cell.append(character)
                wasQuote = false
            }
        }
        if !cell.isEmpty || !row.isEmpty {
            endCell()
            rows.append(row)
        }
        self.rows = rows
    }
}
