public import IntakeModel

/// 表格: the rows of a CSV file or of a workbook's first sheet, as text.
public struct SheetTable: Sendable, Hashable {
    public struct Row: Sendable, Hashable {
        /// As the file counts its rows, the first being 1.
        public let number: Int
        public let cells: [String]
        /// Column → why the cell's content cannot be trusted, such as an ID number whose digits are lost.
        public let faults: [Int: Phrase]

        public init(number: Int, cells: [String], faults: [Int: Phrase] = [:]) {
            self.number = number
            self.cells = cells
            self.faults = faults
        }

        /// Empty where the row is shorter; without the spaces around it.
        public func text(_ column: Int) -> String {
            column < cells.count ? SheetTable.trimmed(cells[column]) : ""
        }

        public var isBlank: Bool { cells.allSatisfy { SheetTable.trimmed($0).isEmpty } }
    }

    public var rows: [Row]
    /// Names of the workbook's other sheets, which are not read.
    public var otherSheets: [String]

    /// Whether every row has as many cells as the header: in a CSV file it has, in a workbook empty ones are left out.
    public var countsCells: Bool

    public init(rows: [Row], otherSheets: [String] = [], countsCells: Bool = false) {
        self.countsCells = countsCells
        self.rows = rows
        self.otherSheets = otherSheets
    }

    static func trimmed(_ text: String) -> String {
        guard text.first?.isWhitespace == true || text.last?.isWhitespace == true else { return text }
        return String(text.drop { $0.isWhitespace }.reversed().drop { $0.isWhitespace }.reversed())
    }
}
