internal import CCairo
internal import IntakeModel
internal import Synchronization

/// 字形: the outline of one character of a font, in parts of the character's size.
///
/// Origin: left end of the line, at its vertical middle; y down. Outlines are taken from Pango once for every
/// character of a font: its own caches grow with every size and turn, and handwriting never has the same twice.
struct Glyph: Sendable {
    enum Segment: Sendable {
        case move(Point)
        case line(Point)
        case curve(Point, Point, Point)
        case close
    }

    let segments: [Segment]
    let advance: Double
    let ink: Region
    /// Height of the font's line.
    let height: Double

    static func of(_ character: Character, in family: String) -> Glyph {
        let key = family + "|" + String(character)
        return store.withLock { glyphs in
            if let glyph = glyphs[key] { return glyph }
            let glyph = Glyph(character, family)
            glyphs[key] = glyph
            return glyph
        }
    }

    private static let store = Mutex<[String: Glyph]>([:])
    private static let em = 1000.0

    private init(_ character: Character, _ family: String) {
        let surface = cairo_image_surface_create(CAIRO_FORMAT_A8, 1, 1)
        let context = cairo_create(surface)
        defer {
            cairo_destroy(context)
            cairo_surface_destroy(surface)
        }
        let layout = pango_cairo_create_layout(context)
        defer { g_object_unref(UnsafeMutableRawPointer(layout)) }
        let description = pango_font_description_new()
        pango_font_description_set_family(description, family)
        pango_font_description_set_absolute_size(description, Glyph.em * Double(PANGO_SCALE))
        pango_layout_set_font_description(layout, description)
        pango_font_description_free(description)
        pango_layout_set_text(layout, String(character), -1)
        var box = PangoRectangle()
        var logical = PangoRectangle()
        pango_layout_get_extents(layout, &box, &logical)
        let unit = Double(PANGO_SCALE) * Glyph.em
        let middle = Double(logical.height) / unit / 2
        advance = Double(logical.width) / unit
        height = 2 * middle
        ink = Region(
            x: Double(box.x) / unit, y: Double(box.y) / unit - middle, width: Double(box.width) / unit,
            height: Double(box.height) / unit)
        cairo_move_to(context, 0, -middle * Glyph.em)
        pango_cairo_layout_path(context, layout)
        segments = Glyph.segments(of: context)
    }

    private static func segments(of context: OpaquePointer?) -> [Segment] {
        guard let path = cairo_copy_path(context) else { return [] }
        defer { cairo_path_destroy(path) }
        guard let data = path.pointee.data else { return [] }
        var segments: [Segment] = []
        var index = 0
        func point(_ offset: Int) -> Point {
            Point(x: data[index + offset].point.x / em, y: data[index + offset].point.y / em)
        }
        while index < Int(path.pointee.num_data) {
            switch data[index].header.type {
            case CAIRO_PATH_MOVE_TO: segments.append(.move(point(1)))
            case CAIRO_PATH_LINE_TO: segments.append(.line(point(1)))
            case CAIRO_PATH_CURVE_TO: segments.append(.curve(point(1), point(2), point(3)))
            default: segments.append(.close)
            }
            index += max(1, Int(data[index].header.length))
        }
        return segments
    }

    /// Adds the outline to the current path: `size` device units a character, every point moved by `bend`.
    func trace(_ context: OpaquePointer, x: Double, size: Double, bend: (Point) -> Point = { $0 }) {
        func place(_ point: Point) -> Point {
            let moved = bend(point)
            return Point(x: x + moved.x * size, y: moved.y * size)
        }
        for segment in segments {
            switch segment {
            case .move(let point):
                let to = place(point)
                cairo_move_to(context, to.x, to.y)
            case .line(let point):
                let to = place(point)
                cairo_line_to(context, to.x, to.y)
            case .curve(let first, let second, let end):
                let (a, b, c) = (place(first), place(second), place(end))
                cairo_curve_to(context, a.x, a.y, b.x, b.y, c.x, c.y)
            case .close: cairo_close_path(context)
            }
        }
    }
}
