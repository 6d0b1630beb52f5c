internal import CCairo
internal import Foundation
internal import IntakeModel

/// 画章: an official seal onto a canvas, around a centre, at any turn.
struct SealPainter {
    /// What stands on a seal, and how it is cut.
    struct Design {
        var ring: String
        var inner: String
        var serial: String?
        var shape: SealShape
        /// Diameter, or width and height, millimetres.
        var size: (width: Double, height: Double)
        var font: String
        /// Thickness of the rim, in parts of the radius.
        var rim = 0.06
        /// A second, thin line inside the rim.
        var innerRim = false
        /// Size of the star in parts of the radius; 0 for none.
        var star = 0.3
    }

    let canvas: Canvas

    func draw(_ design: Design, center: Point, degrees: Double) {
        let context = canvas.context
        cairo_save(context)
        cairo_translate(context, center.x * canvas.scale, center.y * canvas.scale)
        cairo_rotate(context, degrees * .pi / 180)
        switch design.shape {
        case .rectangle: drawStamp(design)
        case .square: drawSquare(design)
        case .round, .oval: drawRing(design)
        }
        cairo_restore(context)
    }

    /// The box around the seal when it is turned.
    static func bounds(_ design: Design, center: Point, degrees: Double) -> Region {
        let angle = degrees * .pi / 180
        let (width, height) = design.size
        var half = (x: 0.0, y: 0.0)
        switch design.shape {
        case .round, .oval:
            half.x = hypot(width * cos(angle), height * sin(angle)) / 2
            half.y = hypot(width * sin(angle), height * cos(angle)) / 2
        case .square, .rectangle:
            half.x = (width * abs(cos(angle)) + height * abs(sin(angle))) / 2
            half.y = (width * abs(sin(angle)) + height * abs(cos(angle))) / 2
        }
        return Region(x: center.x - half.x, y: center.y - half.y, width: 2 * half.x, height: 2 * half.y)
    }

    private func ellipse(_ a: Double, _ b: Double) {
        let context = canvas.context
        cairo_save(context)
        cairo_scale(context, a * canvas.scale, b * canvas.scale)
        cairo_new_path(context)
        cairo_arc(context, 0, 0, 1, 0, 2 * .pi)
        cairo_restore(context)
    }

    private func drawRing(_ design: Design) {
        let context = canvas.context
        let a = design.size.width / 2
        let b = design.size.height / 2
        let rim = design.rim * a
        cairo_set_line_width(context, rim * canvas.scale)
        ellipse(a - rim / 2, b - rim / 2)
        cairo_stroke(context)
        var edge = rim
        if design.innerRim {
            cairo_set_line_width(context, 0.25 * canvas.scale)
            ellipse(a - rim - 0.7, b - rim - 0.7)
            cairo_stroke(context)
            edge += 1
        }
        drawArc(design, a: a, b: b, edge: edge)
        if design.star > 0 { drawStar(design.star * b) }
        let room = 1.15 * a
        let innerSize = min(b * 0.21, room / Double(max(4, design.inner.count)))
        drawCentered(design.inner, y: b * (design.star > 0 ? 0.53 : 0.35), size: innerSize, font: design.font)
        if let serial = design.serial { drawCentered(serial, y: b * 0.79, size: b * 0.11, font: design.font) }
    }

    /// Ring text over the upper two thirds; long names are cut narrow, as seal makers do.
    private func drawArc(_ design: Design, a: Double, b: Double, edge: Double) {
        let context = canvas.context
        let characters = design.ring.map(String.init)
        let size = b * (characters.count > 14 ? 0.27 : 0.31)
        let style = Canvas.Style(family: design.font, size: size)
        let reach = (a: a - edge - size * 0.66, b: b - edge - size * 0.66)
        let radius = (reach.a + reach.b) / 2
        let most = (design.inner.isEmpty ? 280.0 : 245.0) * .pi / 180
        let natural = Double(characters.count - 1) * size * 1.3 / radius
        let span = min(most, natural)
        let step = characters.count > 1 ? span * radius / Double(characters.count - 1) : size
        let narrow = min(1, max(0.5, step * 0.96 / size))
        for (index, character) in characters.enumerated() {
            let part = characters.count > 1 ? Double(index) / Double(characters.count - 1) - 0.5 : 0
            // Along the ellipse, upright on its normal.
            let x = reach.a * sin(span * part)
            let y = -reach.b * cos(span * part)
            cairo_save(context)
            cairo_translate(context, x * canvas.scale, y * canvas.scale)
            cairo_rotate(context, atan2(x / (reach.a * reach.a), -y / (reach.b * reach.b)))
            cairo_scale(context, narrow, 1)
            let advance = canvas.measure(character, style).advance
            canvas.text(character, at: Point(x: -advance / 2, y: 0), style)
            cairo_restore(context)
        }
    }

    private func drawStar(_ radius: Double) {
        let context = canvas.context
        cairo_new_path(context)
        for point in 0..<10 {
            let reach = (point % 2 == 0 ? 1 : 0.382) * radius * canvas.scale
            let angle = Double(point) * .pi / 5
            cairo_line_to(context, reach * sin(angle), -reach * cos(angle))
        }
        cairo_close_path(context)
        cairo_fill(context)
    }

    private func frame(_ design: Design, thickness: Double) {
        let scale = canvas.scale
        let width = design.size.width - thickness
        let height = design.size.height - thickness
        cairo_set_line_width(canvas.context, thickness * scale)
        cairo_rectangle(canvas.context, -width / 2 * scale, -height / 2 * scale, width * scale, height * scale)
        cairo_stroke(canvas.context)
    }

    private func drawStamp(_ design: Design) {
        frame(design, thickness: 0.5)
        let width = design.size.width
        let size = min(design.size.height * 0.62, width * 0.92 / Double(design.ring.count))
        // The characters fill the stamp evenly.
        let step = min(size * 1.5, width * 0.94 / Double(design.ring.count))
        let style = Canvas.Style(family: design.font, size: size)
        for (index, character) in design.ring.enumerated() {
            let x = (Double(index) - Double(design.ring.count - 1) / 2) * step
            let advance = canvas.measure(String(character), style).advance
            canvas.text(String(character), at: Point(x: x - advance / 2, y: 0), style)
        }
    }

    /// Two columns, read from the right.
    private func drawSquare(_ design: Design) {
        frame(design, thickness: 0.6)
        let side = design.size.width
        let characters = design.ring.map(String.init)
        let rows = characters.count <= 2 ? 2 : (characters.count + 1) / 2
        let columns = characters.count <= 2 ? 1 : 2
        let size = min(side * 0.86 / Double(rows), side * 0.86 / Double(columns))
        let style = Canvas.Style(family: design.font, size: size)
        for (index, character) in characters.enumerated() {
            let column = Double(index / rows)
            let x = (Double(columns - 1) / 2 - column) * side * 0.44
            let y = (Double(index % rows) - Double(rows - 1) / 2) * side * 0.44
            let advance = canvas.measure(character, style).advance
            canvas.text(character, at: Point(x: x - advance / 2, y: y), style)
        }
    }

    private func drawCentered(_ text: String, y: Double, size: Double, font: String) {
        let style = Canvas.Style(family: font, size: size)
        let advance = canvas.measure(text, style).advance
        canvas.text(text, at: Point(x: -advance / 2, y: y), style)
    }
}
