public import Foundation
public import IntakeModel

/// 要写出的表格: a header and rows of text, written as CSV or as a workbook.
public struct SheetDocument: Sendable, Hashable {
    /// The kinds of file that are written, by the ending of the name.
    public enum Format: String, Sendable, CaseIterable {
        case csv, xlsx
    }

    /// The sheet's name in a workbook.
    public var title: String
    public var header: [String]
    public var rows: [[String]]

    public init(title: String, header: [String], rows: [[String]]) {
        self.title = title
        self.header = header
        self.rows = rows
    }

    /// By the ending of a file's name; throws `sheet.format` for others.
    public static func format(of file: String) throws(IntakeError) -> Format {
        guard let format = Format(rawValue: URL(filePath: file).pathExtension.lowercased()) else {
            throw IntakeError("sheet.format", .sheetFormat.with(file), remedy: .sheetFormatRemedy, exit: .usage)
        }
        return format
    }

    /// The file's bytes. In a workbook every cell is text, so that ID numbers keep their digits; the header stays in
    /// sight and columns are as wide as their content.
    public func data(_ format: Format) throws(IntakeError) -> Data {
        switch format {
        case .csv: CSVWriter.data(self)
        case .xlsx: try XLSXWriter.data(self)
        }
    }
}
