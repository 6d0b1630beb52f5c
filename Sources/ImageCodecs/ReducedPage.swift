public import Foundation
public import IntakeModel

/// 缩小解码的一页: a page no larger than reading needs, with the size that is stored in the file.
public struct ReducedPage: Sendable {
    public let image: PageImage
    /// Stored pixels per pixel of `image`: 1, 2, 4 or 8.
    public let factor: Int
    public let storedWidth: Int
    public let storedHeight: Int
}

extension ImageDecoder {
    /// Hands over the pages one by one; those with a side of more than `longestSide` pixels are reduced first, by 2, 4
    /// or 8, each pixel the mean of those under it.
    public func eachPage(
        of data: Data, name: String, longestSide: Int, _ body: (ReducedPage) throws(IntakeError) -> Void
    ) throws(IntakeError) {
        func factor(_ width: Int, _ height: Int) -> Int {
            [1, 2, 4].first { max(width, height) <= longestSide * $0 } ?? 8
        }
        if ImageFormat(firstBytes: data) == .jpeg, data.count <= limits.bytes {
            try body(
                failing(name) {
                    let stored = try JPEGFile.size(data, limits: limits)
                    let factor = factor(stored.width, stored.height)
                    return ReducedPage(
                        image: try JPEGFile.decode(data, limits: limits, factor: factor), factor: factor,
                        storedWidth: stored.width, storedHeight: stored.height)
                })
            return
        }
        func reduced(_ page: PageImage) -> ReducedPage {
            let factor = factor(page.width, page.height)
            return ReducedPage(
                image: page.reduced(by: factor), factor: factor, storedWidth: page.width, storedHeight: page.height)
        }
        try decode(data, name: name, as: reduced, body)
    }
}

extension PageImage {
    /// Each pixel the mean of `factor` × `factor` pixels; what is left over at the right and the foot is dropped.
    public func reduced(by factor: Int) -> PageImage {
        guard factor > 1, width >= factor, height >= factor else { return self }
        var small = PageImage(
            width: width / factor, height: height / factor, channels: channels, dpi: dpi.map { $0 / Double(factor) },
            filledWith: 0)
        let row = width * channels
        let (columns, count) = (small.width, factor * factor)
        let channels = channels
        small.pixels.withUnsafeMutableBufferPointer { out in
            pixels.withUnsafeBufferPointer { source in
                if factor == 2, channels == 3 {
                    return PageImage.halve(source, row: row, into: out, columns: columns)
                }
                for y in 0..<(out.count / (columns * channels)) {
                    for x in 0..<columns {
                        for channel in 0..<channels {
                            var sum = count / 2
                            for dy in 0..<factor {
                                var at = (y * factor + dy) * row + x * factor * channels + channel
                                for _ in 0..<factor {
                                    sum += Int(source[at])
                                    at += channels
                                }
                            }
                            out[(y * columns + x) * channels + channel] = UInt8(sum / count)
                        }
                    }
                }
            }
        }
        return small
    }

    /// Three channels by two, as most photos are reduced.
    private static func halve(
        _ source: UnsafeBufferPointer<UInt8>, row: Int, into out: UnsafeMutableBufferPointer<UInt8>, columns: Int
    ) {
        for y in 0..<(out.count / (3 * columns)) {
            let (upper, lower, to) = (2 * y * row, (2 * y + 1) * row, 3 * y * columns)
            for x in 0..<columns {
                for channel in 0..<3 {
                    let at = 6 * x + channel
                    let above = UInt16(source[upper + at]) + UInt16(source[upper + at + 3])
                    let below = UInt16(source[lower + at]) + UInt16(source[lower + at + 3])
                    out[to + 3 * x + channel] = UInt8(truncatingIfNeeded: (above + below + 2) >> 2)
                }
            }
        }
    }
}
