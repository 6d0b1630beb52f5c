public import Foundation
public import IntakeModel

/// 表格文件: which kind it is, and its table.
public enum SheetFile {
    /// Reads a CSV file or a workbook, told apart by its first bytes.
    ///
    /// - Parameter file: its name, for messages.
    /// - Throws: `sheet.…` with the file's name and, where one is to blame, the row.
    public static func table(
        _ data: Data, file: String, limits: SheetLimits = SheetLimits()
    ) throws(IntakeError) -> SheetTable {
        guard !data.isEmpty else {
            throw IntakeError("sheet.empty", .sheetEmpty.with(file), remedy: .sheetRemedy)
        }
        guard data.count <= limits.bytes else { throw tooLarge(file) }
        let start = [UInt8](data.prefix(8))
        if start.starts(with: [0x50, 0x4B, 0x03, 0x04]) {
            return try XLSXReader(file: file, limits: limits).table(data)
        }
        // The compound files of Excel 97 to 2003, and workbooks under a password.
        guard !start.starts(with: [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]) else {
            throw IntakeError("sheet.old-excel", .sheetOldExcel.with(file), remedy: .sheetOldExcelRemedy)
        }
        return try CSVReader(file: file, limits: limits).table(data)
    }

    static func tooLarge(_ file: String) -> IntakeError {
        IntakeError("sheet.too-large", .sheetTooLarge.with(file), remedy: .sheetTooLargeRemedy)
    }

    static func damaged(_ file: String, _ what: String) -> IntakeError {
        IntakeError("sheet.damaged", .sheetDamaged.with(file), remedy: .sheetDamagedRemedy, underlying: what)
    }
}
