internal import CCairo
internal import Foundation
internal import IntakeModel

/// 一支笔、一只手: how one person writes on one paper.
struct Hand {
    var family: String
    var ink: Canvas.Ink
    /// Size of the characters beside that of print.
    var size: Double
    var slant: Double
    /// Advance from character to character, in parts of the font's own.
    var spacing: Double
    /// How far strokes stray from the font's, in parts of the character's size.
    var looseness: Double
    /// Additional width of the strokes, in parts of the character's size.
    var weight: Double
    /// How much the line rises or falls, millimetres a millimetre.
    var rise: Double

    init(_ fonts: FontSet, _ random: inout SeededRandom) {
        family = random.pick(fonts.hands)
        ink =
            switch random.number(0...5) {
            case 0, 1: .init(red: 0.1, green: 0.12, blue: 0.45)
            case 2: .init(red: 0.16, green: 0.2, blue: 0.62)
            default: .init(red: 0.1, green: 0.1, blue: 0.12)
            }
        size = random.number(0.98...1.3)
        slant = random.wobble(0.07)
        spacing = random.number(0.94...1.1)
        looseness = random.number(0.008...0.035)
        weight = random.number(0...0.035)
        rise = random.wobble(0.012)
    }
}

extension Canvas {
    /// One character by hand: the font's strokes bent by chance, no two alike. Answers the box of its ink.
    @discardableResult
    func write(
        _ character: Character, at point: Point, _ style: Style, _ hand: Hand, _ random: inout SeededRandom
    ) -> Region {
        let glyph = Glyph.of(character, in: style.family)
        let waves = (0..<4).map { _ in
            (random.number(2.0...6.5), random.number(2.0...6.5), random.number(0.0...6.28))
        }
        cairo_save(context)
        defer { cairo_restore(context) }
        cairo_translate(context, (point.x + glyph.advance * style.size / 2) * scale, point.y * scale)
        cairo_rotate(context, style.tilt * .pi / 180)
        var lean = cairo_matrix_t(xx: 1, yx: 0, xy: -style.slant, yy: 1, x0: 0, y0: 0)
        cairo_transform(context, &lean)
        cairo_new_path(context)
        glyph.trace(context, x: -glyph.advance * style.size / 2 * scale, size: style.size * scale) { point in
            // A smooth field of two waves in either direction.
            func wave(_ n: Int) -> Double { sin(waves[n].0 * point.x + waves[n].1 * point.y + waves[n].2) }
            return Point(
                x: point.x + hand.looseness * (wave(0) + 0.6 * wave(1)),
                y: point.y + hand.looseness * (wave(2) + 0.6 * wave(3)))
        }
        if hand.weight > 0 {
            cairo_set_line_width(context, hand.weight * style.size * scale)
            cairo_stroke_preserve(context)
        }
        cairo_fill(context)
        return Region(
            x: point.x + glyph.ink.x * style.size, y: point.y + glyph.ink.y * style.size,
            width: glyph.ink.width * style.size, height: glyph.ink.height * style.size)
    }

    /// Text by a 24-pin printer: every character on a grid of dots. Answers the box of its ink.
    @discardableResult
    func dots(_ text: String, at point: Point, _ style: Style, _ random: inout SeededRandom) -> Region {
        let (advance, ink) = measure(text, style)
        guard advance > 0, ink.width > 0 else { return Region(x: point.x, y: point.y, width: 0, height: 0) }
        let pitch = style.size / 22
        let grid = Canvas(width: advance + style.size, height: style.size * 1.6, dpi: 25.4 / pitch)
        grid.setInk(.init(red: 0, green: 0, blue: 0))
        grid.text(text, at: Point(x: style.size / 2, y: style.size * 0.8), style)
        let pins = grid.image(dpi: 25.4 / pitch)
        // Pins are a little wider than their grid, so that even hairlines leave a closed line.
        let radius = pitch * random.number(0.5...0.62) * scale
        let left = point.x - style.size / 2
        let top = point.y - style.size * 0.8
        var box: Region?
        for y in 0..<pins.height {
            for x in 0..<pins.width where pins.pixels[3 * (y * pins.width + x)] < 185 {
                let at = Point(x: left + (Double(x) + 0.5) * pitch, y: top + (Double(y) + 0.5) * pitch)
                cairo_arc(context, at.x * scale, at.y * scale, radius, 0, 2 * .pi)
                cairo_fill(context)
                let dot = Region(x: at.x - pitch / 2, y: at.y - pitch / 2, width: pitch, height: pitch)
                box = box?.union(dot) ?? dot
            }
        }
        return box ?? Region(x: point.x, y: point.y, width: 0, height: 0)
    }
}
