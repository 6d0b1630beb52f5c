internal import IntakeModel

extension TableFrame {
    /// The frame with its upper and lower, or its left and right side where the rules of the two sides between them begin
    /// and end; `nil` where they do so already, or where no rule joins those ends.
    ///
    /// A fold ties a table to the edge of its paper, which then passes for its side: the table's own sides do not reach it.
    /// `rules` are the frame's with their usual border.
    public func endingWithItsSides(by rules: RuleRidges) -> TableFrame? {
        let border = TableFrame.border
        let height = Double(rules.level.height)
        guard let map = toPage(from: rules, border: border) else { return nil }
        func frame(_ ends: [Point]) -> TableFrame {
            TableFrame(corners: ends.map(map.apply), skewDegrees: skewDegrees)
        }
        if let ends = TableFrame.ends(in: rules, border: border) { return frame(ends) }
        // Turned clockwise, the left side is the upper one.
        guard let ends = TableFrame.ends(in: rules.turned(1), border: border) else { return nil }
        let back = ends.map { Point(x: $0.y, y: height - $0.x) }
        return frame([back[1], back[2], back[3], back[0]])
    }

    /// Takes pixels of the frame's rules, which lie `border` pixels inside their picture, to those of the page.
    func toPage(from rules: RuleRidges, border: Int) -> PlaneTransform? {
        let inset = Double(border)
        let (width, height) = (Double(rules.level.width), Double(rules.level.height))
        let whole = Region(x: inset, y: inset, width: width - 2 * inset, height: height - 2 * inset)
        return PlaneTransform(from: whole.corners, to: corners)
    }

    /// How far a side's rule may stray from the side, pixels of a frame with a longer side of a thousand; how long a seal or
    /// a blot may hide it; and by how much a side must be too far out.
    private static let stray = 8
    private static let hidden = 30
    private static let leastMove = 14
    /// Share of a moved side that must be a rule.
    private static let joined = 0.8

    /// Corners with the upper and lower side at the ends of the left and right rule.
    private static func ends(in rules: RuleRidges, border: Int) -> [Point]? {
        let (width, height) = (rules.level.width, rules.level.height)
        guard width > 4 * border + 40, height > 4 * border + 40,
            let left = extent(rules.upright, near: border), let right = extent(rules.upright, near: width - border)
        else { return nil }
        let (top, bottom) = (border, height - border)
        func isJoined(_ left: Int, _ right: Int) -> Bool {
            let columns = (2 * border)..<(width - 2 * border)
            let met = columns.count { x in
                let y = left + (right - left) * (x - border) / (width - 2 * border)
                return (max(0, y - 4)...min(height - 1, y + 4)).contains { rules.level[x, $0] != 0 }
            }
            return Double(met) >= joined * Double(columns.count)
        }
        var upper = (left: top, right: top)
        var lower = (left: bottom, right: bottom)
        if max(left.lowerBound, right.lowerBound) > top + leastMove, isJoined(left.lowerBound, right.lowerBound) {
            upper = (left.lowerBound, right.lowerBound)
        }
        if min(left.upperBound, right.upperBound) < bottom - leastMove, isJoined(left.upperBound, right.upperBound) {
            lower = (left.upperBound, right.upperBound)
        }
        guard upper != (top, top) || lower != (bottom, bottom) else { return nil }
        let (first, last) = (Double(border), Double(width - border))
        return [
            Point(x: first, y: Double(upper.left)), Point(x: last, y: Double(upper.right)),
            Point(x: last, y: Double(lower.right)), Point(x: first, y: Double(lower.left)),
        ]
    }

    /// The rows from end to end of the longest upright rule near a column; `nil` where it is less than half of the height.
    private static func extent(_ upright: Plane<UInt8>, near column: Int) -> ClosedRange<Int>? {
        let columns = max(0, column - stray)...min(upright.width - 1, column + stray)
        var best: ClosedRange<Int>?
        var run: ClosedRange<Int>?
        for y in 0..<upright.height where columns.contains(where: { upright[$0, y] != 0 }) {
            run = run.map { y - $0.upperBound <= hidden ? $0.lowerBound...y : y...y } ?? y...y
            if let run, run.count > best?.count ?? 0 { best = run }
        }
        return best.flatMap { $0.count * 2 > upright.height ? $0 : nil }
    }
}
