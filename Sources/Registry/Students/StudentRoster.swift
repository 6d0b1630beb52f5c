public import Foundation
public import IntakeModel
public import IntakeResources
public import Spreadsheets

/// 花名册: rows of a CSV file or workbook as students, and the rows that are none.
public struct StudentRoster: Sendable {
    public struct Row: Sendable, Hashable {
        /// As the file counts its rows, the first being 1.
        public let number: Int
        public let fields: [StudentField: String]
        /// Name or code of the school, when the file has such a column.
        public let school: String?
    }

    public struct BadRow: Sendable, Hashable, Codable {
        public let number: Int
        /// Header of the column, when one is to blame.
        public let column: String
        public let reason: Phrase

        public init(number: Int, column: String, reason: Phrase) {
            self.number = number
            self.column = column
            self.reason = reason
        }
    }

    public let rows: [Row]
    public let badRows: [BadRow]
    /// Headers of columns that the record has no place for.
    public let unknownColumns: [String]
    /// What was read, to give bad rows back as they were.
    public let table: SheetTable
    private let header: SheetTable.Row

    /// So many rows may stand above the header: titles, remarks on how to fill the form in.
    private static let titleRows = 10

    /// Reads a CSV file (UTF-8 or GB18030) or the first sheet of a workbook.
    ///
    /// - Parameter codes: the code lists, so that columns may hold a list's codes; without them codes are bad values.
    public init(_ data: Data, file: String, codes: CodeLists = CodeLists(lists: [:])) throws(IntakeError) {
        try self.init(SheetFile.table(data, file: file), file: file, codes: codes)
    }

    public init(_ table: SheetTable, file: String, codes: CodeLists) throws(IntakeError) {
        guard let (header, columns) = try StudentRoster.header(table, file: file) else {
            throw IntakeError("roster.columns", .rosterColumns.with(file), remedy: .rosterRemedy)
        }
        let reader = RosterRowReader(header: header.cells, columns: columns, codes: codes, isTorn: table.countsCells)
        var rows: [Row] = []
        var bad: [BadRow] = []
        for row in table.rows where row.number > header.number && !row.isBlank {
            do {
                rows.append(try reader.student(row))
            } catch {
                bad.append(error)
            }
        }
        self.rows = rows
        badRows = bad
        unknownColumns = columns.unknown
        self.table = table
        self.header = header
    }

    private static func header(
        _ table: SheetTable, file: String
    ) throws(IntakeError) -> (SheetTable.Row, RosterColumns)? {
        for row in table.rows.prefix(titleRows) {
            do {
                if let columns = try RosterColumns(row.cells) { return (row, columns) }
            } catch {
                throw IntakeError(
                    "roster.column-twice", .rosterColumnTwice.with(file, error.column), remedy: .rosterColumnTwiceRemedy
                )
            }
        }
        return nil
    }

    /// The rows that were refused, as they stood in the file, with the reason (错误原因) in a last column: to be mended
    /// and taken in again.
    public func refused(_ problems: [BadRow], language: Language) -> SheetDocument {
        var reasons: [Int: [String]] = [:]
        for problem in problems {
            let column = problem.column.isEmpty ? "" : problem.column + "："
            reasons[problem.number, default: []].append(column + problem.reason.text(language))
        }
        let width = header.cells.count
        let rows = table.rows.compactMap { row -> [String]? in
            guard let why = reasons[row.number] else { return nil }
            let cells = (0..<max(width, row.cells.count)).map { $0 < row.cells.count ? row.cells[$0] : "" }
            return Array(cells.prefix(width)) + [why.joined(separator: "；")] + cells.dropFirst(width)
        }
        return SheetDocument(
            title: "错误", header: header.cells + [Phrase.rosterReasonColumn.text(language)], rows: rows)
    }
}

extension StudentRoster.BadRow: Error {}
