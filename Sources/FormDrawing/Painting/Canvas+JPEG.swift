internal import CCairo
internal import Foundation
internal import IntakeModel

extension Canvas {
    /// Lays a JPEG over `place` (millimetres) without decoding it: the PDF file holds the bytes as they are. `width` and
    /// `height` are its pixels.
    func place(jpeg: Data, width: Int, height: Int, in place: Region) {
        guard let bytes = malloc(jpeg.count),
            let surface = cairo_image_surface_create(CAIRO_FORMAT_RGB24, Int32(width), Int32(height))
        else { return }
        defer { cairo_surface_destroy(surface) }
        let copied = jpeg.withUnsafeBytes { source in
            source.baseAddress.map { memcpy(bytes, $0, jpeg.count) } != nil
        }
        // Cairo frees the copy when it is done with the surface, and nobody does when it refuses.
        let status = cairo_surface_set_mime_data(
            surface, "image/jpeg", bytes.assumingMemoryBound(to: UInt8.self), UInt(copied ? jpeg.count : 0),
            { free($0) },
            bytes)
        guard status == CAIRO_STATUS_SUCCESS else { return free(bytes) }
        cairo_save(context)
        cairo_translate(context, place.x * scale, place.y * scale)
        cairo_scale(
            context, place.width * scale / Double(width), place.height * scale / Double(height))
        cairo_set_source_surface(context, surface, 0, 0)
        cairo_paint(context)
        cairo_restore(context)
    }
}
