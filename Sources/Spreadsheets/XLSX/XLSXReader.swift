internal import Archives
internal import Foundation
internal import IntakeModel

/// The first sheet of a workbook as a table.
struct XLSXReader {
    let file: String
    let limits: SheetLimits

    func table(_ data: Data) throws(IntakeError) -> SheetTable {
        do {
            return try data.withUnsafeBytes { bytes in
                var archive = try ZipArchive(bytes, limits: limits.archive)
                return try table(&archive)
            }
        } catch let known as IntakeError {
            throw known
        } catch ZipArchive.Fault.tooLarge {
            throw SheetFile.tooLarge(file)
        } catch let fault as SheetXML.Fault {
            throw SheetFile.damaged(file, fault.reason)
        } catch {
            throw SheetFile.damaged(file, "ZIP")
        }
    }

    private func table(_ archive: inout ZipArchive) throws -> SheetTable {
        guard let bookData = try archive.file("xl/workbook.xml"),
            let links = try archive.file("xl/_rels/workbook.xml.rels")
        else { throw IntakeError("sheet.no-workbook", .sheetNoWorkbook.with(file), remedy: .sheetRemedy) }
        let book = try XLSXBook(bookData, links: links)
        guard let path = book.firstSheet, let sheet = try archive.file(path) else {
            throw SheetFile.damaged(file, "no sheet")
        }
        let strings = try archive.file(book.strings).map(XLSXText.shared) ?? []
        let formats = try archive.file(book.styles).map(NumberFormats.init) ?? NumberFormats()
        var reader = XLSXRows(strings: strings, formats: formats, since1904: book.since1904, limits: limits)
        let rows = try reader.rows(sheet, file: file)
        return SheetTable(rows: rows, otherSheets: Array(book.sheetNames.dropFirst()))
    }
}
