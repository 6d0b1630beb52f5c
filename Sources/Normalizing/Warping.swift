internal import Foundation
public import IntakeModel

extension Resampling {
    /// Bilinear sampling: target pixel `p` takes the source at `map(p)`; outside the source it is `fill`.
    public static func warp(
        _ plane: Plane<UInt8>, width: Int, height: Int, by map: PlaneTransform, fill: UInt8
    ) -> Plane<UInt8> {
        let image = PageImage(width: plane.width, height: plane.height, channels: 1, pixels: plane.values)
        let warped = warp(image, width: width, height: height, by: map, fill: fill)
        return Plane(width: width, height: height, values: warped.pixels)
    }

    /// The same for grey or colour images.
    public static func warp(
        _ image: PageImage, width: Int, height: Int, by map: PlaneTransform, fill: UInt8
    ) -> PageImage {
        var out = PageImage(width: width, height: height, channels: image.channels, dpi: image.dpi, filledWith: fill)
        guard image.width > 1, image.height > 1, width > 0, height > 0 else { return out }
        out.pixels.withUnsafeMutableBufferPointer { target in
            image.pixels.withUnsafeBufferPointer { source in
                guard let to = target.baseAddress, let from = source.baseAddress else { return }
                let sampler = RowSampler(
                    source: from, width: image.width, height: image.height, channels: image.channels)
                // A page on its side would be read across its rows: tile by tile what is read stays near.
                for top in stride(from: 0, to: height, by: RowSampler.tile.height) {
                    for left in stride(from: 0, to: width, by: RowSampler.tile.width) {
                        let columns = left..<min(width, left + RowSampler.tile.width)
                        for y in top..<min(height, top + RowSampler.tile.height) {
                            sampler.row(y, columns, by: map.coefficients, into: to + y * width * image.channels)
                        }
                    }
                }
            }
        }
        return out
    }
}

/// Samples a picture along rows of another one, in stretches along which the map is as good as straight.
private struct RowSampler {
    let source: UnsafePointer<UInt8>
    let width: Int
    let height: Int
    let channels: Int

    /// Target pixels a stretch. A page seen askew by a few degrees bends less than 0.001 pixels over so many.
    private static let stretch = 16
    /// Whole stretches.
    static let tile = (width: 64, height: 32)
    /// Places on the source in units of 1/65536 pixel.
    private static let unit = 65536.0

    /// Some pixels of row `y`; `target` is where the whole row begins.
    func row(_ y: Int, _ columns: Range<Int>, by m: [Double], into target: UnsafeMutablePointer<UInt8>) {
        func place(_ x: Int) -> (x: Double, y: Double) {
            let (fx, fy) = (Double(x), Double(y))
            let w = 1 / (m[6] * fx + m[7] * fy + 1)
            return ((m[0] * fx + m[1] * fy + m[2]) * w, (m[3] * fx + m[4] * fy + m[5]) * w)
        }
        let (right, below) = (Double(width - 1), Double(height - 1))
        var from = place(columns.lowerBound)
        for start in stride(from: columns.lowerBound, to: columns.upperBound, by: RowSampler.stretch) {
            let pixels = min(RowSampler.stretch, columns.upperBound - start)
            let to = place(start + RowSampler.stretch)
            defer { from = to }
            // Wholly beside the source: stays as it is.
            guard max(from.x, to.x) >= 0, min(from.x, to.x) <= right, max(from.y, to.y) >= 0,
                min(from.y, to.y) <= below, abs(to.x) < 1e8, abs(to.y) < 1e8, abs(from.x) < 1e8, abs(from.y) < 1e8
            else { continue }
            let isInside =
                min(from.x, to.x) >= 0 && max(from.x, to.x) < right - 1.01 && min(from.y, to.y) >= 0
                && max(from.y, to.y) < below - 0.01
            var x = Int(from.x * RowSampler.unit)
            var y = Int(from.y * RowSampler.unit)
            let dx = Int((to.x - from.x) * RowSampler.unit) / RowSampler.stretch
            let dy = Int((to.y - from.y) * RowSampler.unit) / RowSampler.stretch
            let row = target + start * channels
            if isInside, channels == 1 {
                for k in 0..<pixels {
                    row[k] = grey(x, y)
                    x &+= dx
                    y &+= dy
                }
            } else if isInside, channels == 3 {
                for k in 0..<pixels {
                    colour(x, y, into: row + 3 * k)
                    x &+= dx
                    y &+= dy
                }
            } else {
                for k in 0..<pixels {
                    edge(x, y, into: row + channels * k)
                    x &+= dx
                    y &+= dy
                }
            }
        }
    }

    @inline(__always)
    private func grey(_ x: Int, _ y: Int) -> UInt8 {
        let at: Int = (y &>> 16) &* width &+ (x &>> 16)
        let p = source + at
        let ax: Int = (x &>> 8) & 255
        let ay: Int = (y &>> 8) & 255
        let upper: Int = Int(p[0]) &* 256 &+ (Int(p[1]) &- Int(p[0])) &* ax
        let lower: Int = Int(p[width]) &* 256 &+ (Int(p[width &+ 1]) &- Int(p[width])) &* ax
        return UInt8(truncatingIfNeeded: (upper &* 256 &+ (lower &- upper) &* ay) &>> 16)
    }

    /// Eight bytes with room for a product.
    private typealias Lanes = SIMD8<UInt16>

    @inline(__always)
    private func lanes(_ bytes: UInt64) -> Lanes {
        Lanes(truncatingIfNeeded: unsafeBitCast(bytes, to: SIMD8<UInt8>.self))
    }

    /// Between two pixels; weights sum to 256, so that every sum fits in 16 bits.
    @inline(__always)
    private func mixed(_ first: Lanes, _ second: Lanes, _ part: Lanes) -> Lanes {
        (first &* (Lanes(repeating: 256) &- part) &+ second &* part &+ Lanes(repeating: 128)) &>> Lanes(repeating: 8)
    }

    /// Reads two bytes beyond the pixels at right, so not for the last one of a row.
    @inline(__always)
    private func colour(_ x: Int, _ y: Int, into out: UnsafeMutablePointer<UInt8>) {
        let at: Int = (y &>> 16) &* width &+ (x &>> 16)
        let p = UnsafeRawPointer(source + 3 &* at)
        let ax = Lanes(repeating: UInt16(truncatingIfNeeded: (x &>> 8) & 255))
        let ay = Lanes(repeating: UInt16(truncatingIfNeeded: (y &>> 8) & 255))
        let upper = p.loadUnaligned(as: UInt64.self)
        let lower = (p + 3 &* width).loadUnaligned(as: UInt64.self)
        let level = mixed(
            mixed(lanes(upper), lanes(upper &>> 24), ax), mixed(lanes(lower), lanes(lower &>> 24), ax), ay)
        let bytes = unsafeBitCast(SIMD8<UInt8>(truncatingIfNeeded: level), to: UInt64.self)
        out[0] = UInt8(truncatingIfNeeded: bytes)
        out[1] = UInt8(truncatingIfNeeded: bytes &>> 8)
        out[2] = UInt8(truncatingIfNeeded: bytes &>> 16)
    }

    /// At the source's edges: pixels beyond them are left as they are.
    @inline(__always)
    private func edge(_ x: Int, _ y: Int, into out: UnsafeMutablePointer<UInt8>) {
        guard x >= 0, y >= 0, x <= (width - 1) << 16, y <= (height - 1) << 16 else { return }
        let (x0, y0) = (x >> 16, y >> 16)
        let (ax, ay) = ((x >> 8) & 255, (y >> 8) & 255)
        let right = x0 < width - 1 ? channels : 0
        let below = y0 < height - 1 ? width * channels : 0
        let p = source + (y0 * width + x0) * channels
        for c in 0..<channels {
            let upper = Int(p[c]) * (256 - ax) + Int(p[c + right]) * ax
            let lower = Int(p[c + below]) * (256 - ax) + Int(p[c + below + right]) * ax
            out[c] = UInt8((upper * (256 - ay) + lower * ay) >> 16)
        }
    }
}
