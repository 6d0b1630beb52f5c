public import Foundation
public import IntakeModel

/// PNM (P4 bits, P5 grey, P6 colour; 8 or 16 bits): what scanners' raw data is wrapped in.
public enum PNMFile {
    static func decode(_ data: Data, limits: ImageLimits) throws -> PageImage {
        let bytes = [UInt8](data)
        var reader = HeaderReader(bytes: bytes)
        let kind = bytes[1]
        guard let width = reader.number(), let height = reader.number(),
            let maximum = kind == 0x34 ? 1 : reader.number(),
            (1...65_535).contains(maximum)
        else { throw ImageFault(bytes.count < 12 ? .truncated : .damaged("PNM header")) }
        try limits.check(width: width, height: height, most: limits.wholePixels)
        let start = reader.offset + 1
        let channels = kind == 0x36 ? 3 : 1
        if kind == 0x34 {
            let rowBytes = (width + 7) / 8
            guard bytes.count >= start + rowBytes * height else { throw ImageFault(.truncated) }
            var pixels = [UInt8](repeating: 255, count: width * height)
            for y in 0..<height {
                for x in 0..<width where bytes[start + y * rowBytes + x >> 3] >> UInt8(7 - x & 7) & 1 == 1 {
                    pixels[y * width + x] = 0
                }
            }
            return PageImage(width: width, height: height, channels: 1, pixels: pixels)
        }
        let samples = width * height * channels
        let depth = maximum > 255 ? 2 : 1
        guard bytes.count >= start + samples * depth else { throw ImageFault(.truncated) }
        let pixels: [UInt8]
        if depth == 1 && maximum == 255 {
            pixels = Array(bytes[start..<(start + samples)])
        } else {
            pixels = (0..<samples).map { index in
                let value =
                    depth == 1
                    ? Int(bytes[start + index]) : Int(bytes[start + 2 * index]) << 8 | Int(bytes[start + 2 * index + 1])
                return UInt8(min(255, value * 255 / maximum))
            }
        }
        return PageImage(width: width, height: height, channels: channels, pixels: pixels)
    }

    /// P5 or P6, 8 bits; the resolution stands in a comment.
    public static func encode(_ image: PageImage) -> Data {
        let resolution = image.dpi.map { "# \(Int($0.rounded())) dpi\n" } ?? ""
        let kind = image.channels == 3 ? 6 : 5
        return Data("P\(kind)\n\(resolution)\(image.width) \(image.height)\n255\n".utf8) + image.pixels
    }

    private struct HeaderReader {
        let bytes: [UInt8]
        /// Stands on the byte after the number that was read last.
        var offset = 2

        init(bytes: [UInt8]) { self.bytes = bytes }

        mutating func number() -> Int? {
            while offset < bytes.count {
                let byte = bytes[offset]
                if byte == 0x23 {
                    while offset < bytes.count, bytes[offset] != 0x0A { offset += 1 }
                } else if [0x20, 0x09, 0x0A, 0x0D].contains(byte) {
                    offset += 1
                } else {
                    break
                }
            }
            var value = 0
            let first = offset
            while offset < bytes.count, (0x30...0x39).contains(bytes[offset]), offset - first < 9 {
                value = value * 10 + Int(bytes[offset] - 0x30)
                offset += 1
            }
            return offset > first && offset < bytes.count ? value : nil
        }
    }
}
