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
        let rowBytes = image.width * channels
        // Rows are added up first, which is most of the work and goes many pixels at once.
        if factor < Double(UInt16.max / 255) {
            shrink(image, lefts, tops, sums: [UInt16](repeating: 0, count: rowBytes), into: &out)
        } else {
            shrink(image, lefts, tops, sums: [UInt32](repeating: 0, count: rowBytes), into: &out)
        }
        return out
    }

    /// `sums` hold a row of sums of as many rows as fall on one.
    @inline(__always)
    private static func shrink<Sum: FixedWidthInteger>(
        _ image: PageImage, _ lefts: [Int], _ tops: [Int], sums: [Sum], into out: inout PageImage
    ) {
        let (channels, rowBytes) = (image.channels, image.width * image.channels)
        let (width, height) = (out.width, out.height)
        var sums = sums
        out.pixels.withUnsafeMutableBufferPointer { target in
            image.pixels.withUnsafeBufferPointer { source in
                sums.withUnsafeMutableBufferPointer { sums in
                    guard let sum = sums.baseAddress, let from = source.baseAddress else { return }
                    for y in 0..<height {
                        let bottom = max(tops[y] + 1, tops[y + 1])
                        for x in 0..<rowBytes { sum[x] = 0 }
                        for sy in tops[y]..<bottom {
                            let row = from + sy * rowBytes
                            for x in 0..<rowBytes { sum[x] = sum[x] &+ Sum(truncatingIfNeeded: row[x]) }
                        }
                        for x in 0..<width {
                            let (left, right) = (lefts[x], max(lefts[x] + 1, lefts[x + 1]))
                            let count = UInt32((bottom - tops[y]) * (right - left))
                            for c in 0..<channels {
                                var total: UInt32 = 0
                                for sx in left..<right { total &+= UInt32(truncatingIfNeeded: sum[sx * channels + c]) }
                                target[(y * width + x) * channels + c] = UInt8(truncatingIfNeeded: total / count)
                            }
                        }
                    }
                }
            }
        }
    }

    /// The same for one plane.
    public static func shrink(_ plane: Plane<UInt8>, by factor: Double) -> Plane<UInt8> {
        guard factor > 1.001 else { return plane }
        let small = shrink(
            PageImage(width: plane.width, height: plane.height, channels: 1, pixels: plane.values), by: factor)
        return Plane(width: small.width, height: small.height, values: small.pixels)
    }
}
