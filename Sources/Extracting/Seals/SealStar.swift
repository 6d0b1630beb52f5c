internal import Foundation

/// 五角星: the star in the middle of a seal, whose tips tell the seal's turn up to fifths.
struct SealStar {
    /// Direction of one tip, radians clockwise from up.
    let tip: Double

    /// The fifth harmonic of the ink between 0.16 and 0.3 radii; `nil` when it is weak: no star there.
    init?(_ ring: RingUnwrapping, _ picture: SealPicture) {
        var (re, im, total) = (0.0, 0.0, 0.0)
        for step in 0..<120 {
            let angle = Double(step) / 120 * 2 * .pi
            var ink = 0.0
            for part in stride(from: 0.16, through: 0.30, by: 0.02) {
                let reach = part * ring.radius
                ink += picture.ink(ring.ellipse.x + sin(angle) * reach, ring.ellipse.y - cos(angle) * reach)
            }
            re += ink * cos(5 * angle)
            im += ink * sin(5 * angle)
            total += ink
        }
        guard total > 120 * 8 * 12, hypot(re, im) > 0.22 * total else { return nil }
        tip = atan2(im, re) / 5
    }
}
