internal import IntakeModel

extension TableFrame {
    /// The frame with the sides beyond which its rules go on where those rules end; `nil` without such a side, or where no
    /// rule joins the ends.
    ///
    /// A fold, or a rule between rows, passes for a side where the real one was not seen as one.
    public func grown(on page: PageOverview) -> TableFrame? {
        var frame = self
        for _ in 0..<TableFrame.mostSides {
            guard let next = frame.withOneSideGrown(on: page) else { break }
            frame = next
        }
        return frame.isNearly(self) ? nil : frame
    }

    private static let mostSides = 2
    /// How far beyond a side its rules are followed, pixels of a frame with a longer side of a thousand …
    private static let furthest = 420
    /// … over gaps of so many, as a seal or a blot leaves …
    private static let gap = 30
    /// … and how far a rule may lie from where the side's end would have it.
    private static let tilt = 6
    /// The table goes on at least so far.
    private static let least = 20
    /// Share of the new side that must be a rule.
    private static let joinedShare = 0.7

    private func withOneSideGrown(on page: PageOverview) -> TableFrame? {
        guard sidesGoingOn(on: page) > 0 else { return nil }
        let border = TableFrame.furthest
        guard let rules = rules(on: page, border: Double(border)) else { return nil }
        let (width, height) = (Double(rules.level.width), Double(rules.level.height))
        guard let map = toPage(from: rules, border: border) else { return nil }
        // Turning clockwise brings the upper side to the right, then the left and the lower one.
        for turn in 0..<4 {
            let turned = rules.turned(turn)
            guard let side = TableFrame.newRightSide(turned, border: border) else { continue }
            func back(_ point: Point) -> Point {
                (0..<turn).reduce(point) { at, step in
                    let wide = (turn - step) % 2 == 0 ? width : height
                    return Point(x: at.y, y: wide - at.x)
                }
            }
            var moved = corners
            moved[(5 - turn) % 4] = map.apply(back(side.upper))
            moved[(6 - turn) % 4] = map.apply(back(side.lower))
            return TableFrame(corners: moved, skewDegrees: skewDegrees)
        }
        return nil
    }

    private static func newRightSide(_ rules: RuleRidges, border: Int) -> (upper: Point, lower: Point)? {
        let side = rules.level.width - border
        guard let upper = end(of: rules.level, from: side, near: border),
            let lower = end(of: rules.level, from: side, near: rules.level.height - border)
        else { return nil }
        // One of the two may be hidden before it ends, or run on as a fold.
        let choices = [
            (upper, lower), (upper, Point(x: upper.x, y: lower.y)), (Point(x: lower.x, y: upper.y), lower),
        ]
        return choices.first { min($0.0.x, $0.1.x) >= Double(side + least) && joined(rules.upright, $0.0, $0.1) }
    }

    /// Where the level rule ends that goes on to the right from a place; `nil` where none does, or none is seen to end.
    private static func end(of level: Plane<UInt8>, from side: Int, near row: Int) -> Point? {
        var y = row
        var last = side
        for x in (side - tilt)..<level.width {
            let reach = last <= side ? tilt : 2
            let near = (max(0, y - reach)...min(level.height - 1, y + reach)).filter { level[x, $0] != 0 }
            if let next = near.min(by: { abs($0 - y) < abs($1 - y) }) {
                (y, last) = (next, x)
            } else if x - last > gap {
                return Point(x: Double(last), y: Double(y))
            }
        }
        return nil
    }

    private static func joined(_ upright: Plane<UInt8>, _ upper: Point, _ lower: Point) -> Bool {
        let steps = 100
        let met = (0..<steps).count { step in
            let part = (Double(step) + 0.5) / Double(steps)
            let (x, y) = (Int(upper.x + part * (lower.x - upper.x)), Int(upper.y + part * (lower.y - upper.y)))
            guard y >= 0, y < upright.height else { return false }
            return (max(0, x - tilt)...min(upright.width - 1, x + tilt)).contains { upright[$0, y] != 0 }
        }
        return Double(met) >= joinedShare * Double(steps)
    }
}
