internal import CCairo
internal import Foundation
internal import IntakeModel

/// A sheet to draw on, in millimetres; a picture of so many dots per inch, or a page of a PDF file.
final class Canvas {
    private let surface: OpaquePointer
    let context: OpaquePointer
    /// Device units a millimetre.
    let scale: Double
    /// PDF files keep text as text; pictures need outlines only.
    private let keepsText: Bool

    /// A white picture.
    init(width: Double, height: Double, dpi: Double) {
        scale = dpi / 25.4
        keepsText = false
        surface = cairo_image_surface_create(
            CAIRO_FORMAT_RGB24, Int32((width * scale).rounded()), Int32((height * scale).rounded()))
        context = cairo_create(surface)
        cairo_set_source_rgb(context, 1, 1, 1)
        cairo_paint(context)
    }

    /// One page of a PDF file.
    init(width: Double, height: Double, pdf path: String) {
        scale = 72 / 25.4
        keepsText = true
        surface = cairo_pdf_surface_create(path, width * scale, height * scale)
        context = cairo_create(surface)
    }

    deinit {
        cairo_destroy(context)
        cairo_surface_finish(surface)
        cairo_surface_destroy(surface)
    }

    /// Ends the page of a PDF file and begins another.
    func nextPage() { cairo_show_page(context) }

    struct Ink {
        var red = 0.1
        var green = 0.1
        var blue = 0.1
    }

    func setInk(_ ink: Ink) { cairo_set_source_rgb(context, ink.red, ink.green, ink.blue) }

    /// A straight line of the given thickness.
    func line(_ from: Point, _ to: Point, thickness: Double) {
        cairo_set_line_width(context, thickness * scale)
        cairo_move_to(context, from.x * scale, from.y * scale)
        cairo_line_to(context, to.x * scale, to.y * scale)
        cairo_stroke(context)
    }

    /// A box full of ink.
    func fill(_ box: Region) {
        cairo_rectangle(context, box.x * scale, box.y * scale, box.width * scale, box.height * scale)
        cairo_fill(context)
    }

    func rectangle(_ box: Region, thickness: Double) {
        cairo_set_line_width(context, thickness * scale)
        cairo_rectangle(context, box.x * scale, box.y * scale, box.width * scale, box.height * scale)
        cairo_stroke(context)
    }

    /// How a piece of text is set.
    struct Style {
        var family: String
        /// Height of a character.
        var size: Double
        /// Degrees clockwise about its own middle.
        var tilt = 0.0
        /// Leaning to the right, as the tangent of the angle.
        var slant = 0.0
        /// Additional space between characters.
        var spacing = 0.0
    }

    /// The text's advance and the box of its ink beside its line's left end and vertical middle, millimetres.
    func measure(_ text: String, _ style: Style) -> (advance: Double, ink: Region) {
        var x = 0.0
        var ink: Region?
        for character in text {
            let glyph = Glyph.of(character, in: style.family)
            if glyph.ink.width > 0 {
                let box = Region(
                    x: x + glyph.ink.x * style.size, y: glyph.ink.y * style.size, width: glyph.ink.width * style.size,
                    height: glyph.ink.height * style.size)
                ink = ink?.union(box) ?? box
            }
            x += glyph.advance * style.size + style.spacing
        }
        return (x, ink ?? Region(x: 0, y: 0, width: 0, height: 0))
    }

    /// Draws text with its line's left end and vertical middle at `point`; answers the box of its ink.
    @discardableResult
    func text(_ text: String, at point: Point, _ style: Style) -> Region {
        guard !text.isEmpty else { return Region(x: point.x, y: point.y, width: 0, height: 0) }
        let (advance, ink) = measure(text, style)
        cairo_save(context)
        cairo_translate(context, (point.x + advance / 2) * scale, point.y * scale)
        cairo_rotate(context, style.tilt * .pi / 180)
        if style.slant != 0 {
            var lean = cairo_matrix_t(xx: 1, yx: 0, xy: -style.slant, yy: 1, x0: 0, y0: 0)
            cairo_transform(context, &lean)
        }
        if keepsText {
            show(text, style, left: -advance / 2)
        } else {
            cairo_new_path(context)
            var x = -advance / 2
            for character in text {
                let glyph = Glyph.of(character, in: style.family)
                glyph.trace(context, x: x * scale, size: style.size * scale)
                x += glyph.advance * style.size + style.spacing
            }
            cairo_fill(context)
        }
        cairo_restore(context)
        return Region(x: point.x + ink.x, y: point.y + ink.y, width: ink.width, height: ink.height)
    }

    /// As text, which a reader of the PDF can search and copy.
    private func show(_ text: String, _ style: Style, left: Double) {
        let layout: OpaquePointer = pango_cairo_create_layout(context)
        defer { g_object_unref(UnsafeMutableRawPointer(layout)) }
        let description = pango_font_description_new()
        pango_font_description_set_family(description, style.family)
        pango_font_description_set_absolute_size(description, style.size * scale * Double(PANGO_SCALE))
        pango_layout_set_font_description(layout, description)
        pango_font_description_free(description)
        if style.spacing != 0 {
            let attributes = pango_attr_list_new()
            pango_attr_list_insert(
                attributes, pango_attr_letter_spacing_new(Int32(style.spacing * scale * Double(PANGO_SCALE))))
            pango_layout_set_attributes(layout, attributes)
            pango_attr_list_unref(attributes)
        }
        pango_layout_set_text(layout, text, -1)
        var ink = PangoRectangle()
        var logical = PangoRectangle()
        pango_layout_get_extents(layout, &ink, &logical)
        cairo_move_to(context, left * scale, -Double(logical.height) / Double(PANGO_SCALE) / 2)
        pango_cairo_show_layout(context, layout)
    }

    /// The picture that was drawn.
    func image(dpi: Double) -> PageImage {
        cairo_surface_flush(surface)
        let width = Int(cairo_image_surface_get_width(surface))
        let height = Int(cairo_image_surface_get_height(surface))
        let stride = Int(cairo_image_surface_get_stride(surface))
        var image = PageImage(width: width, height: height, channels: 3, dpi: dpi, filledWith: 255)
        guard let data = cairo_image_surface_get_data(surface) else { return image }
        image.pixels.withUnsafeMutableBufferPointer { out in
            for y in 0..<height {
                for x in 0..<width {
                    let at = y * stride + 4 * x
                    let to = 3 * (y * width + x)
                    // RGB24 is blue, green, red, unused in memory on little-endian machines.
                    out[to] = data[at + 2]
                    out[to + 1] = data[at + 1]
                    out[to + 2] = data[at]
                }
            }
        }
        return image
    }
}
