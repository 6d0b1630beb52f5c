internal import CPNG
public import Foundation
public import IntakeModel

/// PNG by libpng's simplified interface, which keeps its error jumps to itself.
public enum PNGFile {
    /// `PNG_FORMAT_RGB` and `PNG_FORMAT_GRAY`: 8 bits a channel, colour flag set or not.
    private static let rgb = UInt32(PNG_FORMAT_FLAG_COLOR)
    private static let grey: UInt32 = 0

    static func decode(_ data: Data, limits: ImageLimits) throws -> PageImage {
        try checkSize(data, limits: limits)
        return try data.withUnsafeBytes { raw in
            var header = png_image()
            header.version = UInt32(PNG_IMAGE_VERSION)
            defer { png_image_free(&header) }
            guard png_image_begin_read_from_memory(&header, raw.baseAddress, raw.count) != 0 else {
                throw fault(header)
            }
            try limits.check(width: Int(header.width), height: Int(header.height))
            // Without a colour space named, libpng takes 16 bits for linear light; scanners and cameras write sRGB.
            header.flags |= UInt32(PNG_IMAGE_FLAG_16BIT_sRGB)
            let colour = header.format & UInt32(PNG_FORMAT_FLAG_COLOR) != 0
            header.format = colour ? rgb : grey
            var image = PageImage(
                width: Int(header.width), height: Int(header.height), channels: colour ? 3 : 1, dpi: density(data),
                filledWith: 255)
            var white = png_color(red: 255, green: 255, blue: 255)
            let status = image.pixels.withUnsafeMutableBufferPointer {
                png_image_finish_read(&header, &white, $0.baseAddress, 0, nil)
            }
            guard status != 0 else { throw fault(header) }
            return image
        }
    }

    /// Lossless, quick compression; carries the density when there is one.
    public static func encode(_ image: PageImage) throws(IntakeError) -> Data {
        var header = png_image()
        header.version = UInt32(PNG_IMAGE_VERSION)
        header.width = UInt32(image.width)
        header.height = UInt32(image.height)
        header.format = image.channels == 3 ? rgb : grey
        header.flags = UInt32(PNG_IMAGE_FLAG_FAST)
        var size: png_alloc_size_t = 0
        let data: Data? = image.pixels.withUnsafeBufferPointer { pixels in
            guard png_image_write_to_memory(&header, nil, &size, 0, pixels.baseAddress, 0, nil) != 0 else { return nil }
            var bytes = Data(count: Int(size))
            let written = bytes.withUnsafeMutableBytes {
                png_image_write_to_memory(&header, $0.baseAddress, &size, 0, pixels.baseAddress, 0, nil)
            }
            return written != 0 ? bytes.prefix(Int(size)) : nil
        }
        guard let data else { throw fault(header).failure.error(file: "PNG") }
        return image.dpi.map { insertDensity($0, into: data) } ?? data
    }

    private static func fault(_ header: png_image) -> ImageFault {
        var header = header
        let text = withUnsafeBytes(of: &header.message) { raw in
            String(decoding: raw.prefix { $0 != 0 }, as: UTF8.self)
        }
        let short = ["Read Error", "truncated", "EOF", "read beyond", "too short", "Not enough", "not enough"]
        return ImageFault(short.contains { text.contains($0) } ? .truncated : .damaged(text))
    }

    /// IHDR is always first: width and height at offsets 16 and 20.
    private static func checkSize(_ data: Data, limits: ImageLimits) throws {
        guard data.count >= 33 else { throw ImageFault(.truncated) }
        let head = Array(data.prefix(24))
        func word(_ offset: Int) -> Int { (0..<4).reduce(0) { $0 << 8 | Int(head[offset + $1]) } }
        try limits.check(width: word(16), height: word(20), most: limits.wholePixels)
    }

    /// The pHYs chunk, when it states metres.
    private static func density(_ data: Data) -> Double? {
        let bytes = Array(data.prefix(4096))
        var offset = 8
        while offset + 21 <= bytes.count {
            let length = (0..<4).reduce(0) { $0 << 8 | Int(bytes[offset + $1]) }
            let kind = String(decoding: bytes[(offset + 4)..<(offset + 8)], as: UTF8.self)
            if kind == "pHYs", length == 9, bytes[offset + 16] == 1 {
                let perMetre = (0..<4).reduce(0) { $0 << 8 | Int(bytes[offset + 8 + $1]) }
                return perMetre > 0 ? (Double(perMetre) * 0.0254 * 10).rounded() / 10 : nil
            }
            if kind == "IDAT" || length > bytes.count { return nil }
            offset += 12 + length
        }
        return nil
    }

    private static func insertDensity(_ dpi: Double, into data: Data) -> Data {
        let perMetre = UInt32((dpi / 0.0254).rounded())
        func word(_ value: UInt32) -> [UInt8] { [24, 16, 8, 0].map { UInt8(value >> $0 & 255) } }
        let body = Array("pHYs".utf8) + word(perMetre) + word(perMetre) + [1]
        var crc: UInt32 = 0xFFFF_FFFF
        for byte in body {
            crc ^= UInt32(byte)
            for _ in 0..<8 { crc = crc & 1 == 1 ? crc >> 1 ^ 0xEDB8_8320 : crc >> 1 }
        }
        let chunk = word(9) + body + word(~crc)
        return data.prefix(33) + Data(chunk) + data.dropFirst(33)
    }
}
