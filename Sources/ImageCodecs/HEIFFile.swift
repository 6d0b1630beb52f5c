internal import CHEIF
internal import Foundation
internal import IntakeModel

/// HEIC photographs of telephones, through libheif; turned upright as the file says.
enum HEIFFile {
    static func decode(_ data: Data, limits: ImageLimits) throws -> PageImage {
        try data.withUnsafeBytes { bytes in
            guard let context = heif_context_alloc() else { throw ImageFault(.damaged("HEIF")) }
            defer { heif_context_free(context) }
            let read = heif_context_read_from_memory_without_copy(context, bytes.baseAddress, bytes.count, nil)
            guard read.code == heif_error_Ok else { throw fault(read) }
            var handle: OpaquePointer?
            let found = heif_context_get_primary_image_handle(context, &handle)
            guard found.code == heif_error_Ok, let handle else { throw fault(found) }
            defer { heif_image_handle_release(handle) }
            try limits.check(
                width: Int(heif_image_handle_get_width(handle)), height: Int(heif_image_handle_get_height(handle)),
                most: limits.wholePixels)
            var picture: OpaquePointer?
            let decoded = heif_decode_image(
                handle, &picture, heif_colorspace_RGB, heif_chroma_interleaved_RGB, nil)
            guard decoded.code == heif_error_Ok, let picture else { throw fault(decoded) }
            defer { heif_image_release(picture) }
            return try page(from: picture, limits: limits)
        }
    }

    private static func page(from picture: OpaquePointer, limits: ImageLimits) throws -> PageImage {
        let width = Int(heif_image_get_width(picture, heif_channel_interleaved))
        let height = Int(heif_image_get_height(picture, heif_channel_interleaved))
        try limits.check(width: width, height: height, most: limits.wholePixels)
        var stride: Int32 = 0
        guard let source = heif_image_get_plane_readonly(picture, heif_channel_interleaved, &stride),
            Int(stride) >= width * 3
        else { throw ImageFault(.damaged("HEIF plane")) }
        var image = PageImage(width: width, height: height, channels: 3, filledWith: 255)
        image.pixels.withUnsafeMutableBufferPointer { target in
            for y in 0..<height {
                for x in 0..<(width * 3) { target[y * width * 3 + x] = source[y * Int(stride) + x] }
            }
        }
        return image
    }

    private static func fault(_ error: heif_error) -> ImageFault {
        let text = error.message.map { String(cString: $0) } ?? "HEIF"
        return error.code == heif_error_Unsupported_filetype || error.code == heif_error_Unsupported_feature
            ? ImageFault(.unsupported(text)) : ImageFault(.damaged(text))
    }
}
