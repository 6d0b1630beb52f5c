internal import Foundation

/// 章顶: which way a seal stands, from its star, its inner line and the shape of an oval.
struct SealTop {
    /// Directions that can be the top, radians clockwise from up; empty when nothing tells.
    let candidates: [Double]
    /// The one under which a straight line of text stands in its place.
    let byLine: Double?

    init(_ ring: RingUnwrapping, _ picture: SealPicture) {
        if ring.isOval {
            let axis = ring.ellipse.axes.turn
            candidates = [axis, axis + .pi]
            byLine = nil
            return
        }
        guard let star = SealStar(ring, picture) else {
            candidates = []
            byLine = nil
            return
        }
        candidates = (0..<5).map { star.tip + Double($0) * 2 * .pi / 5 }
        // Ink where the line under the star would stand; from another tip the line is not seen there.
        let inks = candidates.map { SealTop.lineInk(ring, picture, top: $0) }
        let order = inks.indices.sorted { inks[$0] > inks[$1] }
        byLine = inks[order[0]] > 14 && inks[order[0]] > 1.7 * inks[order[1]] ? candidates[order[0]] : nil
    }

    /// The candidate nearest to a direction, and how far away it is.
    func nearest(to angle: Double) -> (top: Double, away: Double)? {
        candidates.map { ($0, abs(SealTop.between($0, angle))) }.min { $0.1 < $1.1 }.map { (top: $0.0, away: $0.1) }
    }

    /// −π…π from `b` to `a`.
    static func between(_ a: Double, _ b: Double) -> Double { atan2(sin(a - b), cos(a - b)) }

    private static func lineInk(_ ring: RingUnwrapping, _ picture: SealPicture, top: Double) -> Double {
        let (c, s) = (cos(top), sin(top))
        var sum = 0.0
        var count = 0.0
        for v in stride(from: 0.40, through: 0.62, by: 0.02) {
            for u in stride(from: -0.36, through: 0.36, by: 0.02) {
                let (x, y) = (u * ring.radius, v * ring.radius)
                sum += picture.ink(ring.ellipse.x + x * c - y * s, ring.ellipse.y + x * s + y * c)
                count += 1
            }
        }
        return sum / count
    }
}
