internal import CJPEG
public import Foundation
public import IntakeModel

/// JPEG by libjpeg-turbo; its TurboJPEG interface reports errors by return code.
public enum JPEGFile {
    /// Each pixel of the answer is the mean of `factor` × `factor` stored ones; 1, 2, 4 or 8.
    ///
    /// A picture that is stored mirrored (EXIF 2, 4, 5, 7) comes out unmirrored and upright: nobody can read a mirrored
    /// page. One that is only turned (3, 6, 8) comes out as it is stored, and the paper itself says which way is up.
    static func decode(_ data: Data, limits: ImageLimits, factor: Int = 1) throws -> PageImage {
        let decoder = try Decoder()
        return try data.withUnsafeBytes { raw in
            let bytes = raw.bindMemory(to: UInt8.self)
            let header = try header(bytes, decoder, limits: limits)
            let scale = Int32(factor)
            let width = (header.width + scale - 1) / scale
            let height = (header.height + scale - 1) / scale
            let grey = header.grey
            var image = PageImage(
                width: Int(width), height: Int(height), channels: grey ? 1 : 3,
                dpi: density(bytes).map { $0 / Double(factor) }, filledWith: 255)
            let status = image.pixels.withUnsafeMutableBufferPointer {
                tjDecompress2(
                    decoder.handle, bytes.baseAddress, UInt(bytes.count), $0.baseAddress, width, 0, height,
                    Int32((grey ? TJPF_GRAY : TJPF_RGB).rawValue), 0)
            }
            if status != 0 {
                let text = decoder.message
                if text.contains("Premature end") { throw ImageFault(.truncated) }
                guard tjGetErrorCode(decoder.handle) == Int32(TJERR_WARNING.rawValue), text.contains("extraneous")
                else { throw ImageFault(.damaged(text)) }
            }
            let orientation = ExifOrientation.ofJPEG(bytes)
            return isMirrored(orientation) ? image.turned(orientation) : image
        }
    }

    private static func isMirrored(_ orientation: Int) -> Bool { [2, 4, 5, 7].contains(orientation) }

    /// Width and height in pixels of what ``decode(_:limits:factor:)`` gives, checked against the limits; throws when it is
    /// no JPEG.
    public static func size(_ data: Data, limits: ImageLimits) throws -> (width: Int, height: Int) {
        let decoder = try Decoder()
        return try data.withUnsafeBytes { raw in
            let bytes = raw.bindMemory(to: UInt8.self)
            let header = try header(bytes, decoder, limits: limits)
            let orientation = ExifOrientation.ofJPEG(bytes)
            return isMirrored(orientation) && orientation > 4
                ? (Int(header.height), Int(header.width)) : (Int(header.width), Int(header.height))
        }
    }

    private static func header(
        _ bytes: UnsafeBufferPointer<UInt8>, _ decoder: borrowing Decoder, limits: ImageLimits
    ) throws -> (width: Int32, height: Int32, grey: Bool) {
        var width: Int32 = 0
        var height: Int32 = 0
        var subsampling: Int32 = 0
        var space: Int32 = 0
        guard
            tjDecompressHeader3(
                decoder.handle, bytes.baseAddress, UInt(bytes.count), &width, &height, &subsampling, &space) == 0
        else { throw decoder.fault }
        try limits.check(width: Int(width), height: Int(height))
        // A progressive file is held as coefficients, six bytes a pixel, before the first row comes out.
        if isProgressive(bytes) { try limits.check(width: Int(width), height: Int(height), most: limits.pixels / 5) }
        guard space != Int32(TJCS_CMYK.rawValue), space != Int32(TJCS_YCCK.rawValue) else {
            throw ImageFault(.unsupported("CMYK"))
        }
        return (width, height, space == Int32(TJCS_GRAY.rawValue))
    }

    /// Walks the markers up to the frame header.
    private static func isProgressive(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        var at = 2
        while at + 4 <= bytes.count, bytes[at] == 0xFF {
            let marker = bytes[at + 1]
            if marker == 0xFF {
                at += 1
                continue
            }
            if (0xC0...0xCF).contains(marker), ![0xC4, 0xC8, 0xCC].contains(marker) { return marker & 3 == 2 }
            if marker == 0xDA { return false }
            at += 2 + Int(bytes[at + 2]) << 8 + Int(bytes[at + 3])
        }
        return false
    }

    /// Baseline JPEG, 4:2:0 (4:4:4 from quality 90 up), with the density of the image in its JFIF header.
    public static func encode(_ image: PageImage, quality: Int) throws(IntakeError) -> Data {
        guard let handle = tjInitCompress() else { throw ImageFailure.damaged("tjInitCompress").error(file: "JPEG") }
        defer { tjDestroy(handle) }
        var buffer: UnsafeMutablePointer<UInt8>?
        var size: UInt = 0
        defer { tjFree(buffer) }
        let grey = image.channels == 1
        let subsampling = grey ? TJSAMP_GRAY : quality >= 90 ? TJSAMP_444 : TJSAMP_420
        let status = image.pixels.withUnsafeBufferPointer {
            tjCompress2(
                handle, $0.baseAddress, Int32(image.width), 0, Int32(image.height),
                Int32((grey ? TJPF_GRAY : TJPF_RGB).rawValue), &buffer, &size, Int32(subsampling.rawValue),
                Int32(max(1, min(100, quality))), 0)
        }
        guard status == 0, let buffer else {
            throw ImageFailure.damaged(String(cString: tjGetErrorStr2(handle))).error(file: "JPEG")
        }
        var data = Data(bytes: buffer, count: Int(size))
        if let dpi = image.dpi, data.count > 18, data[2] == 0xFF, data[3] == 0xE0 {
            let dots = UInt16(max(1, min(65_535, dpi.rounded())))
            data[13] = 1  // dots per inch
            for offset in [14, 16] {
                data[offset] = UInt8(dots >> 8)
                data[offset + 1] = UInt8(dots & 255)
            }
        }
        return data
    }

    /// Dots per inch of the JFIF header, when it states a unit.
    private static func density(_ bytes: UnsafeBufferPointer<UInt8>) -> Double? {
        guard bytes.count > 18, bytes[2] == 0xFF, bytes[3] == 0xE0, bytes[6] == 0x4A, bytes[7] == 0x46 else {
            return nil
        }
        let value = Double(Int(bytes[14]) << 8 | Int(bytes[15]))
        guard value > 1 else { return nil }
        switch bytes[13] {
        case 1: return value
        case 2: return value * 2.54
        default: return nil
        }
    }

    private struct Decoder: ~Copyable {
        let handle: tjhandle

        init() throws {
            guard let handle = tjInitDecompress() else { throw ImageFault(.damaged("tjInitDecompress")) }
            self.handle = handle
        }

        deinit { tjDestroy(handle) }

        var message: String { String(cString: tjGetErrorStr2(handle)) }
        var fault: ImageFault {
            ImageFault(message.contains("Premature end") ? .truncated : .damaged(message))
        }
    }
}
