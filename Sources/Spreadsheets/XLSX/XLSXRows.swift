internal import Foundation
internal import IntakeModel

/// The rows of a sheet's XML.
struct XLSXRows {
    let strings: [String]
    let formats: NumberFormats
    let since1904: Bool
    let limits: SheetLimits

    private struct Cell {
        var column = 0
        var kind = "n"
        var style = 0
        var value: String?
        var inline = ""
    }

    init(strings: [String], formats: NumberFormats, since1904: Bool, limits: SheetLimits) {
        self.strings = strings
        self.formats = formats
        self.since1904 = since1904
        self.limits = limits
    }

    mutating func rows(_ data: Data, file: String) throws -> [SheetTable.Row] {
        var rows: [SheetTable.Row] = []
        var number = 0
        var cells: [String] = []
        var faults: [Int: Phrase] = [:]
        var cell = Cell()
        var next = 0
        var phonetic = 0
        let reader = self
        try SheetXML.read(
            data,
            open: { name, attributes in
                switch name {
                case "row":
                    number = attributes["r"].flatMap { Int($0) } ?? number + 1
                    (cells, faults, next) = ([], [:], 0)
                    guard rows.count < reader.limits.rows else { throw SheetFile.tooLarge(file) }
                case "c":
                    cell = Cell()
                    cell.column = attributes["r"].flatMap(XLSXRows.column) ?? next
                    cell.kind = attributes["t"] ?? "n"
                    cell.style = attributes["s"].flatMap { Int($0) } ?? 0
                    next = cell.column + 1
                    guard next <= reader.limits.columns else { throw SheetFile.tooLarge(file) }
                case "rPh": phonetic += 1
                default: break
                }
            },
            close: { name, text in
                switch name {
                case "v": cell.value = text
                case "t" where phonetic == 0: cell.inline += text
                case "rPh": phonetic -= 1
                case "c":
                    let (content, fault) = reader.content(cell)
                    while cells.count <= cell.column { cells.append("") }
                    cells[cell.column] = content
                    if let fault { faults[cell.column] = fault }
                case "row": rows.append(SheetTable.Row(number: number, cells: cells, faults: faults))
                default: break
                }
            })
        return rows
    }

    private func content(_ cell: Cell) -> (String, Phrase?) {
        let value = cell.value ?? ""
        let (text, fault): (String, Phrase?)
        switch cell.kind {
        case "s":
            guard let index = Int(value), strings.indices.contains(index) else { return ("", .sheetBadCell) }
            (text, fault) = (strings[index], nil)
        case "inlineStr": (text, fault) = (XLSXText.unescaped(cell.inline), nil)
        case "str": (text, fault) = (XLSXText.unescaped(value), nil)
        case "b": (text, fault) = (value == "1" ? "TRUE" : "FALSE", nil)
        case "e": return (value, .sheetBadCell)
        // ISO 8601, date and perhaps time.
        case "d": (text, fault) = (String(value.prefix { $0 != "T" }), nil)
        case _ where value.isEmpty: return ("", nil)
        case _ where formats.isDate(style: cell.style):
            (text, fault) = NumberFormats.date(value, since1904: since1904)
        default: (text, fault) = CellNumber.text(value)
        }
        return text.count <= limits.characters
            ? (text, fault ?? CellFault.of(text)) : (String(text.prefix(40)), .sheetLongCell)
    }

    /// `AB12` is column 27, counted from 0.
    static func column(_ reference: String) -> Int? {
        var column = 0
        for letter in reference.utf8 {
            guard (0x41...0x5A).contains(letter) else { break }
            column = column * 26 + Int(letter - 0x40)
            guard column < 1 << 20 else { return nil }
        }
        return column > 0 ? column - 1 : nil
    }
}
