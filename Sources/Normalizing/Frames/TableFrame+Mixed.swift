internal import Foundation
internal import IntakeModel

extension TableFrame {
    /// Frames with some sides of this one and the others of a frame inside it.
    ///
    /// Where a fold ties a table to the edge of its paper, some sides of the outer frame are the paper's; and the frame that
    /// is found without the outer one's sides lacks those that were the table's own.
    public func mixed(with inner: TableFrame) -> [TableFrame] {
        guard let outerBox = Region(enclosing: corners), let innerBox = Region(enclosing: inner.corners),
            (outerBox.intersection(innerBox)?.area ?? 0) > 0.9 * innerBox.area, innerBox.area > 0.25 * outerBox.area
        else { return [] }
        // Sides begin at their corner: upper, right, lower, left.
        return (1..<15).compactMap { choice in
            let sides = (0..<4).map { side -> (Point, Point) in
                let own = choice >> side & 1 == 0 ? corners : inner.corners
                return (own[side], own[(side + 1) % 4])
            }
            var crossings: [Point] = []
            for side in 0..<4 {
                guard let at = TableFrame.crossing(sides[(side + 3) % 4], sides[side]) else { return nil }
                crossings.append(at)
            }
            return TableFrame(corners: crossings, skewDegrees: skewDegrees)
        }
    }

    /// Where two straight lines cross; `nil` when they hardly do.
    private static func crossing(_ a: (Point, Point), _ b: (Point, Point)) -> Point? {
        let (ux, uy) = (a.1.x - a.0.x, a.1.y - a.0.y)
        let (vx, vy) = (b.1.x - b.0.x, b.1.y - b.0.y)
        let across = ux * vy - uy * vx
        guard abs(across) > 0.5 * hypot(ux, uy) * hypot(vx, vy) else { return nil }
        let part = ((b.0.x - a.0.x) * vy - (b.0.y - a.0.y) * vx) / across
        return Point(x: a.0.x + part * ux, y: a.0.y + part * uy)
    }
}
