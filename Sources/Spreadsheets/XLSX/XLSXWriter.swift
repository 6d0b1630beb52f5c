internal import CXLSXWriter
internal import Foundation
internal import IntakeModel

/// A workbook by libxlsxwriter.
enum XLSXWriter {
    /// libxlsxwriter writes to files only, so the workbook passes through a temporary one.
    static func data(_ sheet: SheetDocument) throws(IntakeError) -> Data {
        let file = FileManager.default.temporaryDirectory.appending(
            path: "xueji-\(getpid())-\(UUID().uuidString).xlsx")
        defer { try? FileManager.default.removeItem(at: file) }
        let status = write(sheet, to: file.path)
        guard status == LXW_NO_ERROR, let data = try? Data(contentsOf: file) else {
            throw IntakeError(
                "sheet.unwritable", .cannotWrite.with(file.lastPathComponent, String(cString: lxw_strerror(status))),
                remedy: .checkPermissions, exit: .inputOutput)
        }
        return data
    }

    private static func write(_ sheet: SheetDocument, to path: String) -> lxw_error {
        guard let book = workbook_new(path), let page = workbook_add_worksheet(book, sheetName(sheet.title)) else {
            return LXW_ERROR_MEMORY_MALLOC_FAILED
        }
        // The same sheet is the same bytes: the time at which it was made says nothing that matters.
        var properties = lxw_doc_properties()
        properties.created = 946_684_800
        workbook_set_properties(book, &properties)
        let text = workbook_add_format(book)
        // 49 is `@`: what is typed into the cell later stays text too.
        format_set_num_format_index(text, 49)
        let heading = workbook_add_format(book)
        format_set_num_format_index(heading, 49)
        format_set_bold(heading)
        format_set_bg_color(heading, 0xE8EEF7)
        for (column, width) in widths(sheet).enumerated() {
            worksheet_set_column(page, lxw_col_t(column), lxw_col_t(column), width, text)
        }
        for (number, row) in ([sheet.header] + sheet.rows).enumerated() {
            for (column, cell) in row.enumerated() where !cell.isEmpty {
                let status = worksheet_write_string(
                    page, lxw_row_t(number), lxw_col_t(column), cell, number == 0 ? heading : text)
                guard status == LXW_NO_ERROR else {
                    _ = workbook_close(book)
                    return status
                }
            }
        }
        worksheet_freeze_panes(page, 1, 0)
        return workbook_close(book)
    }

    /// At most 31 characters, none of `[]:*?/\`, no apostrophe at an end; another name would be refused.
    private static func sheetName(_ title: String) -> String {
        let name = String(title.filter { !"[]:*?/\\'".contains($0) }.prefix(31))
        return name.isEmpty ? "Sheet1" : name
    }

    /// In characters of the default font, of which a Chinese one takes two.
    private static func widths(_ sheet: SheetDocument) -> [Double] {
        var widths = [Int](repeating: 8, count: sheet.header.count)
        for row in [sheet.header] + sheet.rows {
            for (column, cell) in row.enumerated() where column < widths.count {
                let width = cell.unicodeScalars.reduce(0) { $0 + ($1.value < 0x2E80 ? 1 : 2) }
                widths[column] = max(widths[column], min(width + 2, 48))
            }
        }
        return widths.map(Double.init)
    }
}
