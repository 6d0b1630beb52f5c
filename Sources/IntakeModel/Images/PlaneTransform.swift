internal import Foundation

/// A projective map of the plane, `(x, y) → (a x + b y + c, d x + e y + f) / (g x + h y + 1)`.
public struct PlaneTransform: Sendable, Hashable {
    /// `a … h`, row by row; the ninth is 1.
    public var coefficients: [Double]

    public init(coefficients: [Double]) {
        precondition(coefficients.count == 8, "eight coefficients")
        self.coefficients = coefficients
    }

    public static let identity = PlaneTransform(coefficients: [1, 0, 0, 0, 1, 0, 0, 0])

    @inlinable
    public func apply(_ point: Point) -> Point {
        let m = coefficients
        let w = m[6] * point.x + m[7] * point.y + 1
        return Point(
            x: (m[0] * point.x + m[1] * point.y + m[2]) / w, y: (m[3] * point.x + m[4] * point.y + m[5]) / w)
    }

    /// The upright region around the images of the four corners.
    public func apply(_ region: Region) -> Region {
        Region(enclosing: region.corners.map(apply)) ?? region
    }

    /// `self` first, then `next`.
    public func followed(by next: PlaneTransform) -> PlaneTransform {
        let a = coefficients + [1]
        let b = next.coefficients + [1]
        var product = [Double](repeating: 0, count: 9)
        for row in 0..<3 {
            for column in 0..<3 {
                for k in 0..<3 { product[row * 3 + column] += b[row * 3 + k] * a[k * 3 + column] }
            }
        }
        return PlaneTransform(coefficients: (0..<8).map { product[$0] / product[8] })
    }

    /// `nil` when the map folds the plane onto a line.
    public var inverse: PlaneTransform? {
        let m = coefficients + [1]
        let cofactors = [
            m[4] * m[8] - m[5] * m[7], m[2] * m[7] - m[1] * m[8], m[1] * m[5] - m[2] * m[4],
            m[5] * m[6] - m[3] * m[8], m[0] * m[8] - m[2] * m[6], m[2] * m[3] - m[0] * m[5],
            m[3] * m[7] - m[4] * m[6], m[1] * m[6] - m[0] * m[7], m[0] * m[4] - m[1] * m[3],
        ]
        let determinant = m[0] * cofactors[0] + m[1] * cofactors[3] + m[2] * cofactors[6]
        guard abs(determinant) > 1e-12, abs(cofactors[8]) > 1e-12 else { return nil }
        return PlaneTransform(coefficients: (0..<8).map { cofactors[$0] / cofactors[8] })
    }

    /// The map that takes four points onto four others; `nil` when three of them are on one line.
    public init?(from source: [Point], to target: [Point]) {
        guard source.count == 4, target.count == 4 else { return nil }
        var rows: [[Double]] = []
        for (s, t) in zip(source, target) {
            rows.append([s.x, s.y, 1, 0, 0, 0, -s.x * t.x, -s.y * t.x, t.x])
            rows.append([0, 0, 0, s.x, s.y, 1, -s.x * t.y, -s.y * t.y, t.y])
        }
        for pivot in 0..<8 {
            guard let best = (pivot..<8).max(by: { abs(rows[$0][pivot]) < abs(rows[$1][pivot]) }),
                abs(rows[best][pivot]) > 1e-10
            else { return nil }
            rows.swapAt(pivot, best)
            for row in 0..<8 where row != pivot {
                let factor = rows[row][pivot] / rows[pivot][pivot]
                guard factor != 0 else { continue }
                for column in pivot..<9 { rows[row][column] -= factor * rows[pivot][column] }
            }
        }
        self.init(coefficients: (0..<8).map { rows[$0][8] / rows[$0][$0] })
    }

    /// Turns about the origin by `degrees` clockwise (y points down), then shifts.
    public static func rotation(degrees: Double, dx: Double = 0, dy: Double = 0) -> PlaneTransform {
        let angle = degrees * .pi / 180
        return PlaneTransform(coefficients: [cos(angle), -sin(angle), dx, sin(angle), cos(angle), dy, 0, 0])
    }
}
