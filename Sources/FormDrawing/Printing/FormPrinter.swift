public import Foundation
internal import ImageCodecs
public import IntakeModel
public import IntakeResources

/// 打印表格: a form filled in by machine, as a PDF file; a ledger takes as many pages as its rows need.
public struct FormPrinter: Sendable {
    public let template: FormTemplate
    public let fonts: FontSet

    public init(_ template: FormTemplate, fonts: FontSet = .measuring) {
        self.template = template
        self.fonts = fonts
    }

    /// Values are normalised (dates ISO 8601). Fields that are not named stay blank for pens.
    public func pdf(_ values: [FieldKey: String], rows: [[FieldKey: String]] = []) throws(IntakeError) -> Data {
        try fonts.require()
        let perPage = max(1, template.rowNumbers.count)
        let pages = stride(from: 0, to: max(1, rows.count), by: perPage).map {
            Array(rows[min($0, rows.count)..<min(rows.count, $0 + perPage)])
        }
        var random = SeededRandom(seed: 0, "blank")
        let layout = FormLayout(template, fonts: fonts, variation: 0, random: &random)
        // Cairo writes to files only.
        let temporary = ScratchPlace.unused(suffix: ".pdf")
        defer { try? FileManager.default.removeItem(at: temporary) }
        do {
            // The file is whole when the canvas is gone.
            let canvas = Canvas(width: layout.paper.width, height: layout.paper.height, pdf: temporary.path)
            var writer = FieldWriter(
                canvas: canvas, layout: layout, fonts: fonts, level: 0, steady: true, random: &random)
            writer.printsAll = true
            for (index, page) in pages.enumerated() {
                if index > 0 { canvas.nextPage() }
                draw(filling(values, page), layout, canvas, writer, &random)
            }
        }
        do {
            return try Data(contentsOf: temporary)
        } catch {
            throw IntakeError(
                "file.unwritable", .cannotWrite.with(temporary.lastPathComponent, "I/O"), remedy: .checkPermissions,
                exit: .inputOutput, underlying: "\(error)")
        }
    }

    private func filling(_ values: [FieldKey: String], _ rows: [[FieldKey: String]]) -> FormFilling {
        var filling = FormFilling.blank(template)
        for (key, value) in values {
            filling.set(key, value, text: FormFilling.text(value, key: key, template: template))
        }
        for (index, row) in rows.enumerated() {
            for (key, value) in row {
                filling.set(key, value, text: FormFilling.text(value, key: key, template: template), row: index)
            }
        }
        return filling
    }

    private func draw(
        _ filling: FormFilling, _ layout: FormLayout, _ canvas: Canvas, _ writer: FieldWriter,
        _ random: inout SeededRandom
    ) {
        if template.hasTable {
            let painter = FormPainter(canvas: canvas, layout: layout, writer: writer)
            painter.drawForm()
            _ = painter.drawValues(filling, random: &random)
        } else {
            let painter = CertificatePainter(
                canvas: canvas, layout: layout, writer: writer, filling: filling, plain: true, random: &random)
            _ = painter.draw(filling, random: &random)
        }
    }
}
