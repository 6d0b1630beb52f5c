internal import IntakeModel

/// Separable box filters over byte planes; windows are `2 * radius + 1` pixels, borders repeat.
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
        guard radius > 0 else { return plane }
        var out = plane
        let length = vertical ? plane.height : plane.width
        let lines = vertical ? plane.width : plane.height
        let step = vertical ? plane.width : 1
        let stride = vertical ? 1 : plane.width
        out.values.withUnsafeMutableBufferPointer { target in
            plane.values.withUnsafeBufferPointer { source in
                for line in 0..<lines {
                    let start = line * stride
                    for i in 0..<length {
                        var best = source[start + i * step]
                        for k in max(0, i - radius)...min(length - 1, i + radius) {
                            let value = source[start + k * step]
                            best = largest ? max(best, value) : min(best, value)
                        }
                        target[start + i * step] = best
                    }
                }
            }
        }
        return out
    }

    /// Mean over the window, by running sums.
    static func mean(_ plane: Plane<UInt8>, horizontal: Int, vertical: Int) -> Plane<UInt8> {
        let wide = horizontal > 0 ? slide(plane, radius: horizontal, vertical: false) : plane
        return vertical > 0 ? slide(wide, radius: vertical, vertical: true) : wide
    }

    private static func slide(_ plane: Plane<UInt8>, radius: Int, vertical: Bool) -> Plane<UInt8> {
        var out = plane
        let length = vertical ? plane.height : plane.width
        let lines = vertical ? plane.width : plane.height
        let step = vertical ? plane.width : 1
        let stride = vertical ? 1 : plane.width
        let window = 2 * radius + 1
        out.values.withUnsafeMutableBufferPointer { target in
            plane.values.withUnsafeBufferPointer { source in
                for line in 0..<lines {
                    let start = line * stride
                    func value(_ i: Int) -> Int { Int(source[start + min(length - 1, max(0, i)) * step]) }
                    var sum = 0
                    for k in -radius...radius { sum += value(k) }
                    for i in 0..<length {
                        target[start + i * step] = UInt8(sum / window)
                        sum += value(i + radius + 1) - value(i - radius)
                    }
                }
            }
        }
        return out
    }
}
