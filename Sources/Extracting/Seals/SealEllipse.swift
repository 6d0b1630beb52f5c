internal import Foundation
internal import IntakeModel

/// 印圈: a circle or ellipse, `centre + M u(φ)` with a symmetric matrix M and the unit vector u; pixels.
struct SealEllipse: Sendable, Hashable {
    var x: Double
    var y: Double
    /// M = [[a, b], [b, d]].
    var a: Double
    var b: Double
    var d: Double

    static func circle(x: Double, y: Double, radius: Double) -> SealEllipse {
        SealEllipse(x: x, y: y, a: radius, b: 0, d: radius)
    }

    /// The upright ellipse that fills a box.
    init(around box: Region) {
        self.init(x: box.center.x, y: box.center.y, a: box.width / 2, b: 0, d: box.height / 2)
    }

    /// `turn` is the direction of the long axis, radians.
    init(x: Double, y: Double, long: Double, short: Double, turn: Double) {
        let (c, s) = (cos(turn), sin(turn))
        self.init(
            x: x, y: y, a: long * c * c + short * s * s, b: (long - short) * c * s, d: long * s * s + short * c * c)
    }

    init(x: Double, y: Double, a: Double, b: Double, d: Double) {
        self.x = x
        self.y = y
        self.a = a
        self.b = b
        self.d = d
    }

    /// Half axes and the direction of the long one.
    var axes: (long: Double, short: Double, turn: Double) {
        let mean = (a + d) / 2
        let half = hypot((a - d) / 2, b)
        return (mean + half, mean - half, 0.5 * atan2(2 * b, a - d))
    }

    var isOval: Bool { axes.short < 0.9 * axes.long }

    var meanRadius: Double { (a + d) / 2 }
    var center: Point { Point(x: x, y: y) }

    var perimeter: Double {
        let (p, q, _) = axes
        return .pi * (3 * (p + q) - ((3 * p + q) * (p + 3 * q)).squareRoot())
    }

    /// The boundary's point for the parameter φ and its outward normal.
    func point(_ phi: Double) -> (x: Double, y: Double, nx: Double, ny: Double) {
        let (c, s) = (cos(phi), sin(phi))
        // The normal of M u is M⁻¹ u; without the determinant's sign the direction is the same.
        let nx = d * c - b * s
        let ny = a * s - b * c
        let length = max(1e-9, hypot(nx, ny))
        return (x + a * c + b * s, y + b * c + d * s, nx / length, ny / length)
    }

    /// Distance of a point in parts of the radius in its direction: 1 on the boundary.
    func reach(_ px: Double, _ py: Double) -> Double {
        let determinant = a * d - b * b
        guard determinant > 1e-9 else { return .infinity }
        let (dx, dy) = (px - x, py - y)
        return hypot((d * dx - b * dy) / determinant, (a * dy - b * dx) / determinant)
    }

    /// The upright box around the boundary.
    var box: Region {
        let halfWidth = hypot(a, b)
        let halfHeight = hypot(b, d)
        return Region(x: x - halfWidth, y: y - halfHeight, width: 2 * halfWidth, height: 2 * halfHeight)
    }

    func scaled(by factor: Double) -> SealEllipse {
        SealEllipse(x: x * factor, y: y * factor, a: a * factor, b: b * factor, d: d * factor)
    }
}
