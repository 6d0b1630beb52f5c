internal import Foundation

/// 页面指纹: a page seen from afar, 16 × 16 comparisons of neighbouring patches of the upright page ("difference hash").
///
/// Two scans of one sheet agree almost everywhere, and so do two forms of one kind: it only says that two pages may be the
/// same, never that they are.
public struct PageFingerprint: Sendable, Hashable {
    private static let side = 16
    /// Grey levels by which a patch must be darker than the next to count: paper is not that uneven.
    private static let step = 4.0

    /// Four words of 64 bits.
    public let words: [UInt64]

    /// `rotation` is the clockwise turn that makes the page upright. Of a paper that was found, `frame` is where it lies
    /// and `skewDegrees` how it is tilted clockwise, so that it looks the same wherever it lay on the glass.
    public init(_ image: PageImage, rotation: Int, frame: Region? = nil, skewDegrees: Double = 0) {
        let frame = frame ?? image.bounds
        let (columns, rows) = (PageFingerprint.side + 1, PageFingerprint.side)
        var sums = [Double](repeating: 0, count: columns * rows)
        let isTurned = rotation == 90 || rotation == 270
        let (across, down) = (max(1, Int(frame.width)), max(1, Int(frame.height)))
        let (width, height) = isTurned ? (down, across) : (across, down)
        // Every fourth pixel of every fourth line says as much as all of them.
        let grain = max(1, min(width, height) / 400)
        var counts = [Double](repeating: 0, count: columns * rows)
        let (sine, cosine) = (sin(skewDegrees * .pi / 180), cos(skewDegrees * .pi / 180))
        let middle = frame.center
        image.pixels.withUnsafeBufferPointer { pixels in
            for y in stride(from: 0, to: height, by: grain) {
                for x in stride(from: 0, to: width, by: grain) {
                    let (lyingX, lyingY) =
                        switch rotation {
                        case 90: (y, down - 1 - x)
                        case 180: (across - 1 - x, down - 1 - y)
                        case 270: (across - 1 - y, x)
                        default: (x, y)
                        }
                    let (dx, dy) = (frame.x + Double(lyingX) - middle.x, frame.y + Double(lyingY) - middle.y)
                    let sourceX = Int((middle.x + dx * cosine - dy * sine).rounded())
                    let sourceY = Int((middle.y + dx * sine + dy * cosine).rounded())
                    guard sourceX >= 0, sourceY >= 0, sourceX < image.width, sourceY < image.height else { continue }
                    let at = (sourceY * image.width + sourceX) * image.channels
                    let patch = y * rows / height * columns + x * columns / width
                    sums[patch] += Double(pixels[image.channels == 3 ? at + 1 : at])
                    counts[patch] += 1
                }
            }
        }
        var words = [UInt64](repeating: 0, count: rows * (columns - 1) / 64)
        for row in 0..<rows {
            for column in 0..<columns - 1 {
                let left = row * columns + column
                let here = sums[left] / max(1, counts[left])
                let next = sums[left + 1] / max(1, counts[left + 1])
                guard here + PageFingerprint.step < next else { continue }
                let bit = row * (columns - 1) + column
                words[bit / 64] |= 1 << UInt64(bit % 64)
            }
        }
        self.words = words
    }

    /// How many of the 256 comparisons differ.
    public func distance(to other: PageFingerprint) -> Int {
        zip(words, other.words).reduce(0) { $0 + ($1.0 ^ $1.1).nonzeroBitCount }
    }
}

extension PageFingerprint: Codable {
    /// 64 hexadecimal digits.
    public init(from decoder: any Decoder) throws {
        let text = try decoder.singleValueContainer().decode(String.self)
        guard let words = PageFingerprint.words(text) else {
            throw DecodingError.dataCorrupted(.init(codingPath: decoder.codingPath, debugDescription: "64 digits"))
        }
        self.words = words
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(text)
    }

    public var text: String {
        words.map { word in
            let digits = String(word, radix: 16)
            return String(repeating: "0", count: 16 - digits.count) + digits
        }.joined()
    }

    public init?(text: String) {
        guard let words = PageFingerprint.words(text) else { return nil }
        self.words = words
    }

    private static func words(_ text: String) -> [UInt64]? {
        guard text.utf8.count == 64 else { return nil }
        let digits = Array(text)
        let words = stride(from: 0, to: 64, by: 16).compactMap { UInt64(String(digits[$0..<$0 + 16]), radix: 16) }
        return words.count == 4 ? words : nil
    }
}
