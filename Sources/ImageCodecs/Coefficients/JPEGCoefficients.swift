internal import CJPEGBlocks
public import Foundation
public import IntakeModel

/// JPEG 的 DCT 系数: a JPEG file that is entropy-decoded once, from which any part is made at any scale afterwards.
///
/// A 12-megapixel photo costs its entropy decoding once; the small overview and the part around the face at full
/// resolution then cost only the blocks that they show. Not thread-safe.
public final class JPEGCoefficients {
    /// How the components are to be understood.
    public enum Space: Sendable {
        case grey, rgb, ycc, cmyk, unknown
    }

    public let width: Int
    public let height: Int
    public let space: Space
    /// The file ended before its picture did.
    public let isTruncated: Bool
    /// Bytes after the end of the picture.
    public let trailingBytes: Int
    /// How many faults of the entropy coding were met.
    public let faults: Int

    let parts: [JPEGComponent]
    /// Everything was read from the file's bytes when it was opened; they are not touched again.
    private let handle: OpaquePointer

    /// - Parameter coefficientBytes: more than this is never held; a 50-megapixel photo with 4:2:0 takes 150 MB.
    /// - Throws: `image.damaged`, `image.truncated`, or `image.too-large`, naming the file.
    public convenience init(_ data: Data, name: String, coefficientBytes: Int = 160 << 20) throws(IntakeError) {
        try self.init(name) { info, message in
            data.withUnsafeBytes { raw in
                jpeg_blocks_open(
                    raw.bindMemory(to: UInt8.self).baseAddress, raw.count, Int64(coefficientBytes), &info, &message)
            }
        }
    }

    /// The same from an open file, whose bytes are never held all at once.
    ///
    /// - Parameter descriptor: of a regular file; stays open.
    public convenience init(
        descriptor: Int32, name: String, coefficientBytes: Int = 160 << 20
    ) throws(IntakeError) {
        try self.init(name) { info, message in
            jpeg_blocks_open_file(descriptor, Int64(coefficientBytes), &info, &message)
        }
    }

    private convenience init(
        _ name: String, _ open: (inout jpeg_blocks_info, inout [CChar]) -> OpaquePointer?
    ) throws(IntakeError) {
        var info = jpeg_blocks_info()
        var message = [CChar](repeating: 0, count: Int(JPEG_BLOCKS_MESSAGE_SIZE))
        guard let opened = open(&info, &message) else {
            if info.too_large != 0 {
                throw ImageFailure.tooLarge(width: Int(info.width), height: Int(info.height)).error(file: name)
            }
            let reason = String(decoding: message.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
            throw ImageFailure.damaged(reason).error(file: name)
        }
        self.init(opened, info)
    }

    private init(_ handle: OpaquePointer, _ info: jpeg_blocks_info) {
        self.handle = handle
        width = Int(info.width)
        height = Int(info.height)
        isTruncated = info.truncated != 0
        faults = Int(info.corrupt)
        trailingBytes = Int(info.trailing)
        space = JPEGCoefficients.space(info.space)
        parts = JPEGComponent.all(info)
    }

    deinit { jpeg_blocks_close(handle) }

    private static func space(_ value: Int32) -> Space {
        switch Int(value) {
        case JPEG_BLOCKS_GREY: .grey
        case JPEG_BLOCKS_RGB: .rgb
        case JPEG_BLOCKS_YCC: .ycc
        case JPEG_BLOCKS_CMYK, JPEG_BLOCKS_YCCK: .cmyk
        default: .unknown
        }
    }

    /// The coefficients of one row of blocks, while `body` runs.
    func row(_ component: Int, _ row: Int, _ body: (UnsafePointer<Int16>) -> Void) {
        if let start = jpeg_blocks_row(handle, Int32(component), Int32(row)) { body(start) }
    }

    /// The four lowest coefficients of each block of a row, where they were kept.
    func lowRow(_ component: Int, _ row: Int) -> UnsafePointer<Int16>? {
        jpeg_blocks_low_row(handle, Int32(component), Int32(row))
    }

    /// Memory that was freed goes back to the system, where the C library keeps it otherwise.
    public static func giveBackMemory() { jpeg_blocks_give_back() }

    /// Quantization steps of the luminance, row by row; what they say of the quality is judged elsewhere.
    public var luminanceSteps: [UInt16] { parts.first?.steps ?? [] }
}
