internal import Foundation
internal import IntakeModel
internal import IntakeResources

/// 画表: rules, labels and values of one printing of a form onto a canvas.
struct FormPainter {
    let canvas: Canvas
    let layout: FormLayout
    let fonts: FontSet
    /// Font of the values, one hand or one printer a page.
    let valueFont: String
    let handwritten: Bool
    /// One pen a page.
    let pen: Canvas.Ink
    /// Machine print sits off its lines by this much, in both directions.
    let offset: (x: Double, y: Double)

    init(canvas: Canvas, layout: FormLayout, fonts: FontSet, random: inout SeededRandom, steady: Bool = false) {
        self.canvas = canvas
        self.layout = layout
        self.fonts = fonts
        handwritten = layout.template.fields.contains { $0.writing == .handwritten }
        valueFont = random.pick(handwritten ? fonts.hands : fonts.print)
        pen =
            random.chance(0.4) ? .init(red: 0.1, green: 0.12, blue: 0.45) : .init(red: 0.1, green: 0.1, blue: 0.12)
        offset = handwritten || steady ? (0, 0) : (random.wobble(0.5), random.wobble(0.45))
    }

    /// The blank form.
    func drawForm() {
        canvas.setInk(.init(red: 0.08, green: 0.08, blue: 0.08))
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
        var y = layout.frame.maxY + (layout.template.foot.isEmpty ? 5 : 12)
        for note in layout.template.notes {
            canvas.text(note, at: Point(x: layout.frame.x, y: y), Canvas.Style(family: layout.labelFont, size: 3.4))
            y += 5.4
        }
    }

    /// Values on their lines; answers the box of every field's ink.
    func drawValues(_ filling: FormFilling, random: inout SeededRandom) -> [FieldKey: Region] {
        var boxes: [FieldKey: Region] = [:]
        for (cell, box) in zip(layout.template.cells, layout.cells) {
            if let field = cell.field {
                boxes[field.key] = write(filling.values[field.key]?.text ?? "", field, in: box, &random)
            }
            for (key, place) in drawLines(cell.lines ?? [], in: box, filling, &random) { boxes[key] = place }
        }
        let below = Region(
            x: layout.frame.x, y: layout.frame.maxY + 1, width: layout.frame.width,
            height: layout.template.foot.isEmpty ? 0 : 9)
        for (key, place) in drawLines(layout.template.foot, in: below, filling, &random) { boxes[key] = place }
        return boxes
    }

    // MARK: Labels

    private func wording(_ label: FormLabel) -> String { layout.wording[label.text] ?? label.text }

    private func drawTitle() {
        let size = layout.template.titleHeight
        let style = Canvas.Style(
            family: layout.labelFont, size: size,
            spacing: layout.template.documentType == .residentCard ? size * 0.6 : 0)
        let width = canvas.measure(layout.title, style).advance
        canvas.text(
            layout.title, at: Point(x: layout.paper.width / 2 - width / 2, y: layout.frame.y - size * 1.1), style)
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

    // MARK: Values

    private func drawLines(
        _ lines: [FormLine], in box: Region, _ filling: FormFilling, _ random: inout SeededRandom
    ) -> [FieldKey: Region] {
        var boxes: [FieldKey: Region] = [:]
        let label = Canvas.Style(family: layout.labelFont, size: layout.labelSize)
        for (index, line) in lines.enumerated() {
            let y = box.y + box.height * (Double(index) + 0.55) / Double(lines.count)
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
            var x = box.x + start
            for (part, width) in zip(line.parts, widths) {
                canvas.setInk(.init(red: 0.08, green: 0.08, blue: 0.08))
                if let text = part.label {
                    canvas.text(wording(text), at: Point(x: x, y: y), label)
                } else if let field = part.field {
                    let area = Region(x: x, y: y - 4, width: width, height: 8)
                    let text = filling.values[field.key]?.text ?? ""
                    boxes[field.key] =
                        field.grammar == .date && field.writing == .handwritten
                        ? writeDate(text, in: area, &random) : write(text, field, in: area, &random)
                }
                x += width
            }
        }
        return boxes
    }

    /// 年 月 日 are printed; only the numbers are written.
    private func writeDate(_ text: String, in box: Region, _ random: inout SeededRandom) -> Region {
        let numbers = text.split { !$0.isNumber }.map(String.init)
        let label = Canvas.Style(family: layout.labelFont, size: layout.labelSize)
        var all: Region?
        var x = box.x
        for (index, unit) in ["年", "月", "日"].enumerated() {
            let room = index == 0 ? 15.0 : 9.0
            if index < numbers.count {
                let ink = hand(
                    numbers[index], at: Point(x: x + random.number(0.6...1.6), y: box.center.y), room: room - 1.5,
                    &random)
                all = all?.union(ink) ?? ink
            }
            x += room
            canvas.setInk(.init(red: 0.08, green: 0.08, blue: 0.08))
            let ink = canvas.text(unit, at: Point(x: x, y: box.center.y), label)
            if !numbers.isEmpty { all = all?.union(ink) ?? ink }
            x += layout.labelSize + 0.6
        }
        return all ?? box
    }

    private func write(_ text: String, _ field: FormField, in box: Region, _ random: inout SeededRandom) -> Region {
        guard !text.isEmpty else { return box }
        if field.writing != .printed {
            return hand(
                text, at: Point(x: box.x + random.number(1.0...2.4), y: box.center.y), room: box.width - 2, &random)
        }
        canvas.setInk(.init(red: 0.12, green: 0.12, blue: 0.14))
        var style = Canvas.Style(family: valueFont, size: layout.labelSize * 1.08)
        let room = box.width - 2
        let natural = canvas.measure(text, style).advance
        if natural > room { style.size *= max(0.72, room / natural) }
        return canvas.text(text, at: Point(x: box.x + 1.2 + offset.x, y: box.center.y + offset.y), style)
    }

    /// Character by character, none quite like the one before.
    private func hand(_ text: String, at point: Point, room: Double, _ random: inout SeededRandom) -> Region {
        canvas.setInk(pen)
        var size = layout.labelSize * random.number(1.05...1.3)
        let plain = Canvas.Style(family: valueFont, size: size)
        let natural = canvas.measure(text, plain).advance * 1.05
        if natural > room { size *= max(0.62, room / natural) }
        let slant = random.wobble(0.05)
        var x = point.x
        var y = point.y + random.wobble(0.35)
        var all: Region?
        for character in text {
            let style = Canvas.Style(
                family: valueFont, size: size * random.number(0.93...1.07), tilt: random.wobble(1.6),
                slant: slant + random.wobble(0.02))
            let box = canvas.text(String(character), at: Point(x: x, y: y), style)
            all = all?.union(box) ?? box
            x += canvas.measure(String(character), style).advance * random.number(0.97...1.06)
            y += random.wobble(0.08)
        }
        return all ?? Region(x: point.x, y: point.y, width: 0, height: 0)
    }
}
