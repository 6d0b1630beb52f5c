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
        // Those with most sides of the inner one first: its are rules of the table more often.
        let choices = (1..<15).sorted { $0.nonzeroBitCount > $1.nonzeroBitCount }
        return choices.compactMap { choice in
            // Sides begin at their corner: upper, right, lower, left.
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

extension TableFrame {
    /// Share of each side that must be a rule.
    private static let leastSide = 0.6

    /// Those of other frames inside this one whose four sides are rules; `rules` are this one's with their usual border.
    public func ruled(_ others: [TableFrame], by rules: RuleRidges) -> [TableFrame] {
        guard !others.isEmpty else { return [] }
        let border = TableFrame.border
        let (wide, high) = (rules.level.width, rules.level.height)
        let whole = Region(
            x: Double(border), y: Double(border), width: Double(wide - 2 * border), height: Double(high - 2 * border))
        guard let map = PlaneTransform(from: corners, to: whole.corners) else { return [] }
        let (level, upright) = (rules.level, rules.upright)
        // A side may be a few pixels off, as it may be of the frame itself.
        let reach = -5...5
        func covered(_ from: Point, _ to: Point, isLevel: Bool) -> Double {
            let steps = 100
            let met = (0..<steps).count { step in
                let part = (Double(step) + 0.5) / Double(steps)
                let (x, y) = (Int(from.x + part * (to.x - from.x)), Int(from.y + part * (to.y - from.y)))
                return reach.contains { away in
                    let (px, py) = isLevel ? (x, y + away) : (x + away, y)
                    guard px >= 0, py >= 0, px < wide, py < high else { return false }
                    return (isLevel ? level : upright)[px, py] != 0
                }
            }
            return Double(met) / Double(steps)
        }
        return others.filter { other in
            let ends = other.corners.map(map.apply)
            return (0..<4).allSatisfy {
                covered(ends[$0], ends[($0 + 1) % 4], isLevel: $0 % 2 == 0) >= TableFrame.leastSide
            }
        }
    }
}
