internal import Foundation
public import IntakeModel

extension Resampling {
    /// The mean of the source pixels under each target pixel; `factor` ≥ 1 is source pixels per target pixel.
    public static func shrink(_ image: PageImage, by factor: Double) -> PageImage {
        guard factor > 1.001, image.width > 0, image.height > 0 else { return image }
        let channels = image.channels
        let width = max(1, Int(Double(image.width) / factor))
        let height = max(1, Int(Double(image.height) / factor))
        var out = PageImage(
            width: width, height: height, channels: channels, dpi: image.dpi.map { $0 / factor }, filledWith: 0)
        let lefts = (0...width).map { min(image.width, Int((Double($0) * factor).rounded())) }
        let tops = (0...height).map { min(image.height, Int((Double($0) * factor).rounded())) }
        // Rows are added up first, which is most of the work and goes many pixels at once.
        let rows = RowSums(image, lefts: lefts, tops: tops)
        if factor < Double(UInt16.max / 255) {
            rows.means(UInt16.self, into: &out.pixels)
        } else {
            rows.means(UInt32.self, into: &out.pixels)
        }
        return out
    }

    /// The same for one plane.
    public static func shrink(_ plane: Plane<UInt8>, by factor: Double) -> Plane<UInt8> {
        guard factor > 1.001 else { return plane }
        let small = shrink(
            PageImage(width: plane.width, height: plane.height, channels: 1, pixels: plane.values), by: factor)
        return Plane(width: small.width, height: small.height, values: small.pixels)
    }
}

/// Means of rectangles of a picture, from sums of as many rows as fall on one.
private struct RowSums {
    private let image: PageImage
    /// Where each rectangle begins, and where the last one ends.
    private let lefts: [Int]
    private let tops: [Int]

    init(_ image: PageImage, lefts: [Int], tops: [Int]) {
        self.image = image
        self.lefts = lefts
        self.tops = tops
    }

    /// `Sum` holds what as many rows can add up to.
    @inline(__always)
    func means<Sum: FixedWidthInteger>(_: Sum.Type, into pixels: inout [UInt8]) {
        let bytes = image.width * image.channels
        var sums = [Sum](repeating: 0, count: bytes)
        pixels.withUnsafeMutableBufferPointer { target in
            image.pixels.withUnsafeBufferPointer { source in
                sums.withUnsafeMutableBufferPointer { sums in
                    lefts.withUnsafeBufferPointer { lefts in
                        guard let sum = sums.baseAddress, let from = source.baseAddress, let to = target.baseAddress,
                            let lefts = lefts.baseAddress
                        else { return }
                        for y in 0..<(tops.count - 1) {
                            let bottom = max(tops[y] + 1, tops[y + 1])
                            for x in 0..<bytes { sum[x] = 0 }
                            for sy in tops[y]..<bottom {
                                let row = from + sy * bytes
                                for x in 0..<bytes { sum[x] = sum[x] &+ Sum(truncatingIfNeeded: row[x]) }
                            }
                            let line = to + y * (self.lefts.count - 1) * image.channels
                            switch image.channels {
                            case 1: across(sum, lefts, channels: 1, rows: bottom - tops[y], into: line)
                            case 3: across(sum, lefts, channels: 3, rows: bottom - tops[y], into: line)
                            default: across(sum, lefts, channels: image.channels, rows: bottom - tops[y], into: line)
                            }
                        }
                    }
                }
            }
        }
    }

    @inline(__always)
    private func across<Sum: FixedWidthInteger>(
        _ sum: UnsafePointer<Sum>, _ lefts: UnsafePointer<Int>, channels: Int, rows: Int,
        into line: UnsafeMutablePointer<UInt8>
    ) {
        var known = (width: 0, part: UInt64(0))
        for x in 0..<(self.lefts.count - 1) {
            let left = lefts[x]
            let width = max(1, lefts[x &+ 1] &- left)
            if width != known.width { known = (width, (1 << 40) / UInt64(rows &* width) + 1) }
            for c in 0..<channels {
                var at = sum + (left &* channels &+ c)
                var total = UInt64(truncatingIfNeeded: at[0])
                for _ in 1..<width {
                    at += channels
                    total &+= UInt64(truncatingIfNeeded: at[0])
                }
                // Division by multiplying is exact for fewer than 2^16 pixels in one.
                line[x &* channels &+ c] = UInt8(truncatingIfNeeded: (total &* known.part) &>> 40)
            }
        }
    }
}
