internal import CSANE
internal import Foundation
internal import IntakeModel

/// The raw bytes of one frame as the scanner sent them.
struct SaneFrame {
    let kind: SANE_Frame
    /// Bits a sample: 1, 8 or 16.
    let depth: Int
    /// Pixels a line; the line may be padded.
    let width: Int
    let bytesPerLine: Int
    let lines: Int
    let data: Data

    /// A page of more bytes than this is no paper: A3 at 600 dpi in 16-bit colour has 420 MB.
    static let mostBytes = 600 << 20

    /// One grey or colour page of 8 bits; three single-colour frames become one.
    static func picture(_ frames: [SaneFrame], dpi: Double?) -> PageImage? {
        guard let first = frames.first, first.width > 0, first.lines > 0 else { return nil }
        guard frames.count == 1 || frames.count == 3,
            frames.allSatisfy({
                $0.width == first.width && $0.depth == first.depth && $0.bytesPerLine * 8 >= $0.width * $0.depth
            })
        else { return nil }
        if frames.count == 3 {
            let lines = frames.map(\.lines).min() ?? 0
            var image = PageImage(width: first.width, height: lines, channels: 3, dpi: dpi, filledWith: 255)
            for (order, frame) in frames.enumerated() {
                // Over the network the first label may be wrong; then the order decides.
                let named = [SANE_FRAME_RED, SANE_FRAME_GREEN, SANE_FRAME_BLUE].firstIndex(of: frame.kind) ?? order
                let channel = Set(frames.map(\.kind.rawValue)).count == 3 ? named : order
                frame.samples(channels: 1) { x, y, _, value in
                    if y < lines { image.pixels[(y * first.width + x) * 3 + channel] = value }
                }
            }
            return image
        }
        let channels = first.kind == SANE_FRAME_RGB ? 3 : 1
        guard first.bytesPerLine * 8 >= first.width * channels * first.depth else { return nil }
        var image = PageImage(width: first.width, height: first.lines, channels: channels, dpi: dpi, filledWith: 255)
        if first.depth == 8 {
            first.copyRows(into: &image.pixels, rowBytes: first.width * channels)
        } else {
            first.samples(channels: channels) { x, y, c, value in
                image.pixels[(y * first.width + x) * channels + c] = value
            }
        }
        return image
    }

    private func copyRows(into pixels: inout [UInt8], rowBytes: Int) {
        data.withUnsafeBytes { source in
            pixels.withUnsafeMutableBytes { target in
                for y in 0..<lines {
                    target[(y * rowBytes)..<((y + 1) * rowBytes)].copyBytes(
                        from: source[(y * bytesPerLine)..<(y * bytesPerLine + rowBytes)])
                }
            }
        }
    }

    /// Every sample as 8 bits. 1-bit samples are packed, 1 is black; 16-bit ones are in native order.
    private func samples(channels: Int, _ body: (_ x: Int, _ y: Int, _ channel: Int, _ value: UInt8) -> Void) {
        data.withUnsafeBytes { bytes in
            for y in 0..<lines {
                let row = y * bytesPerLine
                for x in 0..<width {
                    for c in 0..<channels {
                        let sample = x * channels + c
                        switch depth {
                        case 1: body(x, y, c, bytes[row + sample >> 3] >> UInt8(7 - sample & 7) & 1 == 1 ? 0 : 255)
                        case 16:
                            body(
                                x, y, c,
                                UInt8(bytes.loadUnaligned(fromByteOffset: row + 2 * sample, as: UInt16.self) >> 8))
                        default: body(x, y, c, bytes[row + sample])
                        }
                    }
                }
            }
        }
    }
}
