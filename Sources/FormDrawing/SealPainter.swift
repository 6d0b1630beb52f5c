internal import CCairo
internal import Foundation
internal import IntakeModel

/// 画章: an official seal onto a canvas, around a centre, at any turn.
struct SealPainter {
    /// What stands on a seal.
    struct Design {
        var ring: String
        var inner: String
        var serial: String?
        var shape: SealShape
        /// Diameter, or width and height, millimetres.
        var size: (width: Double, height: Double)
        var font: String
    }

    let canvas: Canvas

    func draw(_ design: Design, center: Point, degrees: Double) {
        let context = canvas.context
        let scale = canvas.scale
        cairo_save(context)
        cairo_translate(context, center.x * scale, center.y * scale)
        cairo_rotate(context, degrees * .pi / 180)
        if design.shape == .rectangle || design.shape == .square {
            drawStamp(design)
        } else {
            drawRound(design)
        }
        cairo_restore(context)
    }

    private func drawRound(_ design: Design) {
        let context = canvas.context
        let scale = canvas.scale
        let radius = design.size.width / 2
        cairo_set_line_width(context, radius * 0.06 * scale)
        cairo_arc(context, 0, 0, (radius * 0.97) * scale, 0, 2 * .pi)
        cairo_stroke(context)
        let characters = design.ring.map(String.init)
        let size = min(radius * 0.3, radius * 3.7 / Double(max(6, characters.count)))
        let style = Canvas.Style(family: design.font, size: size)
        let span = min(290.0, Double(characters.count) * 22) * .pi / 180
        for (index, character) in characters.enumerated() {
            let part = characters.count > 1 ? Double(index) / Double(characters.count - 1) - 0.5 : 0
            let angle = span * part
            cairo_save(context)
            cairo_rotate(context, angle)
            cairo_translate(context, 0, -radius * 0.75 * scale)
            let advance = canvas.measure(character, style).advance
            canvas.text(character, at: Point(x: -advance / 2, y: 0), style)
            cairo_restore(context)
        }
        for point in 0..<10 {
            let reach = (point % 2 == 0 ? 0.3 : 0.115) * radius * scale
            let angle = Double(point) * .pi / 5
            let x = reach * sin(angle)
            let y = -reach * cos(angle)
            if point == 0 { cairo_move_to(context, x, y) } else { cairo_line_to(context, x, y) }
        }
        cairo_close_path(context)
        cairo_fill(context)
        drawCentered(design.inner, y: radius * 0.52, size: radius * 0.2, font: design.font)
        if let serial = design.serial { drawCentered(serial, y: radius * 0.8, size: radius * 0.11, font: design.font) }
    }

    private func drawStamp(_ design: Design) {
        let scale = canvas.scale
        let width = design.size.width
        let height = design.size.height
        cairo_set_line_width(canvas.context, 0.5 * scale)
        cairo_rectangle(canvas.context, -width / 2 * scale, -height / 2 * scale, width * scale, height * scale)
        cairo_stroke(canvas.context)
        drawCentered(
            design.ring, y: 0, size: min(height * 0.62, width / Double(design.ring.count + 1)), font: design.font)
    }

    private func drawCentered(_ text: String, y: Double, size: Double, font: String) {
        let style = Canvas.Style(family: font, size: size)
        let advance = canvas.measure(text, style).advance
        canvas.text(text, at: Point(x: -advance / 2, y: y), style)
    }
}
