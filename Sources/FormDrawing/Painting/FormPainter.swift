internal import Foundation
internal import IntakeModel
internal import IntakeResources

/// Where the ink of a paper's values lies, millimetres on the sheet.
struct WrittenBoxes {
    var page: [FieldKey: Region] = [:]
    var rows: [[FieldKey: Region]] = []
}

/// 画表: rules, labels and values of one printing of a form with a table onto a canvas.
struct FormPainter {
    let canvas: Canvas
    let layout: FormLayout
    let writer: FieldWriter

    /// Height of a line above or below the table.
    private static let lineHeight = 9.0

    private var head: [FormLine] { layout.template.head ?? [] }

    /// Rules, title, labels inside cells and notes.
    func drawForm() {
        canvas.setInk(FieldWriter.black)
        for cell in layout.cells { canvas.rectangle(cell, thickness: layout.ruleThickness) }
        canvas.rectangle(layout.frame, thickness: layout.ruleThickness * 1.6)
        if layout.doubleFrame > 0 {
            canvas.rectangle(
                layout.frame.inset(dx: -layout.doubleFrame, dy: -layout.doubleFrame), thickness: layout.ruleThickness)
        }
        drawTitle()
        for (cell, box) in zip(layout.template.cells, layout.cells) {
            if let label = cell.label { draw(label: wording(label), in: box) }
        }
        drawNotes()
    }

    /// Values in their cells and lines; labels of lines are drawn along with them.
    func drawValues(_ filling: FormFilling, random: inout SeededRandom) -> WrittenBoxes {
        var boxes = WrittenBoxes()
        let numbers = layout.template.rowNumbers
        boxes.rows = numbers.map { _ in [:] }
        for (cell, box) in zip(layout.template.cells, layout.cells) {
            let row = cell.row.flatMap { numbers.firstIndex(of: $0) }
            if let field = cell.field {
                let values = row.map { filling.rows[$0] } ?? filling.values
                let text = values[field.key]?.text ?? ""
                let ink = writer.write(text, field, in: box, row: row ?? 0, &random)
                if let row { boxes.rows[row][field.key] = ink } else { boxes.page[field.key] = ink }
            }
            boxes.page.merge(drawLines(cell.lines ?? [], in: box, filling, &random)) { $1 }
        }
        let frame = layout.frame
        let above = Double(head.count) * FormPainter.lineHeight
        boxes.page.merge(
            drawLines(
                head, in: Region(x: frame.x, y: frame.y - above - 0.5, width: frame.width, height: above), filling,
                &random)
        ) { $1 }
        let below = Double(layout.template.foot.count) * FormPainter.lineHeight
        boxes.page.merge(
            drawLines(
                layout.template.foot, in: Region(x: frame.x, y: frame.maxY + 1, width: frame.width, height: below),
                filling, &random)
        ) { $1 }
        return boxes
    }

    // MARK: Labels

    private func wording(_ label: FormLabel) -> String { layout.wording[label.text] ?? label.text }

    private func drawTitle() {
        var size = layout.template.titleHeight
        let spaced = layout.template.documentType == .residentCard || layout.title.count < 6
        var style = Canvas.Style(family: layout.labelFont, size: size, spacing: spaced ? size * 0.6 : 0)
        let room = layout.paper.width - 24
        let natural = canvas.measure(layout.title, style).advance
        if natural > room {
            size *= room / natural
            style.size = size
        }
        let width = min(natural, room)
        let above = Double(head.count) * FormPainter.lineHeight
        canvas.text(
            layout.title,
            at: Point(x: layout.paper.width / 2 - width / 2, y: max(size, layout.frame.y - above - size * 1.1)), style)
    }

    /// Notes under the table, closer together when there is little room.
    private func drawNotes() {
        let notes = layout.template.notes
        let top = layout.frame.maxY + (layout.template.foot.isEmpty ? 4.5 : 12)
        let step = min(5.4, (layout.paper.height - top - 1) / Double(max(1, notes.count)))
        for (index, note) in notes.enumerated() {
            let text = layout.traditional ? TraditionalScript.text(note) : note
            canvas.text(
                text, at: Point(x: layout.frame.x, y: top + Double(index) * step),
                Canvas.Style(family: layout.labelFont, size: min(3.4, step * 0.68)))
        }
    }

    /// Centred, on several lines or smaller when it does not fit.
    private func draw(label: String, in box: Region) {
        var size = layout.labelSize
        let room = box.width - 1.6
        var lines = wrap(label, size: size, room: room)
        while Double(lines.count) * size * 1.2 > box.height - 0.6, size > layout.labelSize * 0.5 {
            size *= 0.92
            lines = wrap(label, size: size, room: room)
        }
        let style = Canvas.Style(family: layout.labelFont, size: size)
        for (index, line) in lines.enumerated() {
            let width = canvas.measure(line, style).advance
            let y = box.center.y + (Double(index) - Double(lines.count - 1) / 2) * size * 1.2
            canvas.text(line, at: Point(x: box.center.x - width / 2, y: y), style)
        }
    }

    private func wrap(_ text: String, size: Double, room: Double) -> [String] {
        let style = Canvas.Style(family: layout.labelFont, size: size)
        guard canvas.measure(text, style).advance > room else { return [text] }
        let perLine = max(1, Int(room / size))
        let count = (text.count + perLine - 1) / perLine
        let even = (text.count + count - 1) / count
        let characters = Array(text)
        return stride(from: 0, to: characters.count, by: even).map {
            String(characters[$0..<min(characters.count, $0 + even)])
        }
    }

    // MARK: Lines

    /// Headings of high blocks stay at the top; otherwise lines share the height.
    private func heights(_ lines: [FormLine], in whole: Double) -> [Double] {
        let even = whole / Double(max(1, lines.count))
        guard even > 20, lines.count > 1, lines[0].fields.isEmpty else { return lines.map { _ in even } }
        return lines.indices.map { $0 == 0 ? 10 : (whole - 10) / Double(lines.count - 1) }
    }

    private func drawLines(
        _ lines: [FormLine], in box: Region, _ filling: FormFilling, _ random: inout SeededRandom
    ) -> [FieldKey: Region] {
        var boxes: [FieldKey: Region] = [:]
        let label = Canvas.Style(family: layout.labelFont, size: layout.labelSize)
        var top = box.y
        for (line, height) in zip(lines, heights(lines, in: box.height)) {
            let y = top + height * 0.55
            top += height
            let widths = line.parts.map { part -> Double in
                if let text = part.label { return canvas.measure(wording(text), label).advance + 1 }
                return part.width ?? 30
            }
            let total = widths.reduce(0, +)
            let start: Double =
                switch line.align {
                case .left: 3
                case .center: max(3, (box.width - total) * 0.45)
                case .right: max(3, box.width - total - 4)
                }
            // A line of its own may be written on over its whole height.
            let tall = line.parts.count == 1 ? max(8, height - 1) : 8
            var x = box.x + start
            for (part, width) in zip(line.parts, widths) {
                canvas.setInk(FieldWriter.black)
                if let text = part.label {
                    canvas.text(wording(text), at: Point(x: x, y: y), label)
                } else if let field = part.field {
                    let area = Region(x: x, y: y - tall / 2, width: min(width, box.maxX - x), height: tall)
                    let text = filling.values[field.key]?.text ?? ""
                    if layout.underlines, tall == 8 {
                        canvas.line(
                            Point(x: area.x, y: y + layout.labelSize * 0.75),
                            Point(x: area.maxX - 1, y: y + layout.labelSize * 0.75), thickness: 0.2)
                    }
                    boxes[field.key] =
                        field.grammar == .date && field.writing == .handwritten && !(writer.printsAll && !text.isEmpty)
                        ? writer.writeDate(text, field, in: area, &random)
                        : writer.write(text, field, in: area, &random)
                }
                x += width
            }
        }
        return boxes
    }
}
