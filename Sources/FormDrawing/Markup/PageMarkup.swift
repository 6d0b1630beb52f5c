internal import CCairo
public import IntakeModel

/// 图上批注: outlines and captions drawn over a page, in pixels of that page.
public final class PageMarkup {
    /// Parts of red, green, blue and cover, 0…1.
    public struct Colour: Sendable {
        public var red: Double
        public var green: Double
        public var blue: Double
        public var cover: Double

        public init(_ red: Double, _ green: Double, _ blue: Double, cover: Double = 1) {
            self.red = red
            self.green = green
            self.blue = blue
            self.cover = cover
        }
    }

    private let canvas: Canvas
    private let size: (width: Double, height: Double)
    private let dpi: Double
    private static let family = "Noto Sans CJK SC"

    /// The page itself, a little faded so that what is drawn on it stands out.
    public init(_ page: PageImage) {
        // One unit of the canvas is one pixel.
        canvas = Canvas(width: Double(page.width), height: Double(page.height), dpi: 25.4)
        size = (Double(page.width), Double(page.height))
        dpi = page.dpi ?? 96
        canvas.place(page)
        cairo_set_source_rgba(canvas.context, 1, 1, 1, 0.25)
        cairo_paint(canvas.context)
    }

    public func outline(_ points: [Point], _ colour: Colour, thickness: Double) {
        guard let first = points.first, points.allSatisfy({ $0.x.isFinite && $0.y.isFinite }) else { return }
        set(colour)
        cairo_set_line_width(canvas.context, thickness)
        cairo_move_to(canvas.context, first.x, first.y)
        for point in points.dropFirst() { cairo_line_to(canvas.context, point.x, point.y) }
        cairo_close_path(canvas.context)
        cairo_stroke(canvas.context)
    }

    /// Text with its upper left corner at `point`, on a patch of paper; moved so that it stays on the page.
    public func caption(_ text: String, at point: Point, size height: Double, _ colour: Colour) {
        let text = String(text.prefix(60))
        guard !text.isEmpty, point.x.isFinite, point.y.isFinite else { return }
        let style = Canvas.Style(family: PageMarkup.family, size: height)
        let width = canvas.measure(text, style).advance
        let x = max(0, min(point.x, size.width - width - 4))
        let y = max(0, min(point.y, size.height - height * 1.3))
        set(Colour(1, 1, 1, cover: 0.8))
        cairo_rectangle(canvas.context, x, y, width + 4, height * 1.3)
        cairo_fill(canvas.context)
        set(colour)
        canvas.text(text, at: Point(x: x + 2, y: y + height * 0.65), style)
    }

    public var picture: PageImage { canvas.image(dpi: dpi) }

    private func set(_ colour: Colour) {
        cairo_set_source_rgba(canvas.context, colour.red, colour.green, colour.blue, colour.cover)
    }
}

extension Canvas {
    /// Lays a picture over the canvas, pixel on device pixel.
    func place(_ picture: PageImage) {
        guard
            let surface = cairo_image_surface_create(
                CAIRO_FORMAT_RGB24, Int32(picture.width), Int32(picture.height))
        else { return }
        defer { cairo_surface_destroy(surface) }
        cairo_surface_flush(surface)
        guard let data = cairo_image_surface_get_data(surface) else { return }
        let stride = Int(cairo_image_surface_get_stride(surface))
        let (channels, width) = (picture.channels, picture.width)
        picture.pixels.withUnsafeBufferPointer { pixels in
            for y in 0..<picture.height {
                for x in 0..<width {
                    let at = (y * width + x) * channels
                    let to = y * stride + 4 * x
                    // Blue, green, red in memory on little-endian machines.
                    data[to] = pixels[at + channels - 1]
                    data[to + 1] = pixels[at + channels / 2]
                    data[to + 2] = pixels[at]
                    data[to + 3] = 255
                }
            }
        }
        cairo_surface_mark_dirty(surface)
        cairo_set_source_surface(context, surface, 0, 0)
        cairo_paint(context)
    }
}
