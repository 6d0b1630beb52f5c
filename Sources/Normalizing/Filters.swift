internal import IntakeModel

/// Separable box filters over byte planes; windows are `2 * radius + 1` pixels, borders repeat.
///
/// Written row by row, so that the compiler works on many pixels at once in either direction.
enum Filters {
    /// Largest value in the window: lifts thin dark strokes off their paper.
    static func dilate(_ plane: Plane<UInt8>, radius: Int) -> Plane<UInt8> {
        extreme(
            extreme(plane, radius: radius, vertical: false, largest: true), radius: radius, vertical: true,
            largest: true)
    }

    static func erode(_ plane: Plane<UInt8>, radius: Int) -> Plane<UInt8> {
        extreme(
            extreme(plane, radius: radius, vertical: false, largest: false), radius: radius, vertical: true,
            largest: false)
    }

    static func extreme(_ plane: Plane<UInt8>, radius: Int, vertical: Bool, largest: Bool) -> Plane<UInt8> {
        guard radius > 0, plane.width > 0, plane.height > 0 else { return plane }
        var out = plane
        let (width, height) = (plane.width, plane.height)
        out.values.withUnsafeMutableBufferPointer { target in
            plane.values.withUnsafeBufferPointer { source in
                guard let to = target.baseAddress, let from = source.baseAddress else { return }
                for y in 0..<height {
                    let row = to + y * width
                    if vertical {
                        for k in max(0, y - radius)...min(height - 1, y + radius) where k != y {
                            merge(from + k * width, into: row, count: width, largest: largest)
                        }
                    } else {
                        let own = from + y * width
                        for k in 1...radius where k < width {
                            merge(own + k, into: row, count: width - k, largest: largest)
                            merge(own, into: row + k, count: width - k, largest: largest)
                        }
                    }
                }
            }
        }
        return out
    }

    @inline(__always)
    private static func merge(
        _ source: UnsafePointer<UInt8>, into target: UnsafeMutablePointer<UInt8>, count: Int, largest: Bool
    ) {
        if largest {
            for x in 0..<count { target[x] = max(target[x], source[x]) }
        } else {
            for x in 0..<count { target[x] = min(target[x], source[x]) }
        }
    }

    /// Mean over the window, rounded down; windows of up to 255 pixels.
    static func mean(_ plane: Plane<UInt8>, horizontal: Int, vertical: Int) -> Plane<UInt8> {
        let wide = horizontal > 0 ? meanAlong(plane, radius: horizontal) : plane
        return vertical > 0 ? meanAcross(wide, radius: vertical) : wide
    }

    /// 2²⁴ / window, a little too large: multiplying by it divides sums of bytes exactly.
    private static func reciprocal(_ window: Int) -> UInt32 {
        precondition(window < 256, "window of a mean")
        return UInt32((1 << 24) / window + 1)
    }

    private static func meanAlong(_ plane: Plane<UInt8>, radius: Int) -> Plane<UInt8> {
        var out = plane
        let width = plane.width
        let share = reciprocal(2 * radius + 1)
        // One row with its ends repeated, and its sums.
        var padded = [UInt8](repeating: 0, count: width + 2 * radius)
        var sums = [UInt32](repeating: 0, count: width)
        out.values.withUnsafeMutableBufferPointer { target in
            padded.withUnsafeMutableBufferPointer { padded in
                sums.withUnsafeMutableBufferPointer { sums in
                    guard let sum = sums.baseAddress, let wide = padded.baseAddress, width > 0 else { return }
                    for y in 0..<plane.height {
                        let row = target.baseAddress! + y * width
                        for x in 0..<radius {
                            wide[x] = row[0]
                            wide[radius + width + x] = row[width - 1]
                        }
                        (wide + radius).update(from: row, count: width)
                        for x in 0..<width { sum[x] = 0 }
                        for k in 0...(2 * radius) { add(wide + k, to: sum, count: width) }
                        for x in 0..<width { row[x] = UInt8(truncatingIfNeeded: (sum[x] &* share) &>> 24) }
                    }
                }
            }
        }
        return out
    }

    private static func meanAcross(_ plane: Plane<UInt8>, radius: Int) -> Plane<UInt8> {
        var out = plane
        let (width, height) = (plane.width, plane.height)
        let share = reciprocal(2 * radius + 1)
        var sums = [UInt32](repeating: 0, count: width)
        out.values.withUnsafeMutableBufferPointer { target in
            plane.values.withUnsafeBufferPointer { source in
                sums.withUnsafeMutableBufferPointer { sums in
                    guard let sum = sums.baseAddress, let from = source.baseAddress, height > 0 else { return }
                    func row(_ y: Int) -> UnsafePointer<UInt8> { from + min(height - 1, max(0, y)) * width }
                    for k in -radius...radius { add(row(k), to: sum, count: width) }
                    for y in 0..<height {
                        let to = target.baseAddress! + y * width
                        for x in 0..<width { to[x] = UInt8(truncatingIfNeeded: (sum[x] &* share) &>> 24) }
                        let (entering, leaving) = (row(y + radius + 1), row(y - radius))
                        for x in 0..<width { sum[x] = sum[x] &+ UInt32(entering[x]) &- UInt32(leaving[x]) }
                    }
                }
            }
        }
        return out
    }

    @inline(__always)
    private static func add(_ source: UnsafePointer<UInt8>, to sums: UnsafeMutablePointer<UInt32>, count: Int) {
        for x in 0..<count { sums[x] = sums[x] &+ UInt32(source[x]) }
    }
}
