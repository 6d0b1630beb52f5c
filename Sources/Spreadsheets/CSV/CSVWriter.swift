internal import Foundation

/// UTF-8 with a byte order mark, CRLF: what spreadsheet programs in Chinese open without asking.
enum CSVWriter {
    static func data(_ sheet: SheetDocument) -> Data {
        var text = "\u{FEFF}"
        for row in [sheet.header] + sheet.rows {
            text += row.map(cell).joined(separator: ",") + "\r\n"
        }
        return Data(text.utf8)
    }

    private static func cell(_ content: String) -> String {
        let text = CSVFormula.guarded(content)
        let plain = text.allSatisfy { $0 != "\"" && $0 != "," && $0 != ";" && $0 != "\t" && !$0.isNewline }
        return plain ? text : "\"" + text.replacing("\"", with: "\"\"") + "\""
    }
}
