internal import Foundation
internal import IntakeModel

extension TableFrame {
    /// The frame with one side or every such side drawn in to the next rule, where nothing but a fold lies between: the
    /// edge of the paper, a shadow or a line under the table may be tied to it. Whether a side was the table's own is
    /// for the forms to tell, because a wide last row looks the same.
    ///
    /// `throughWriting` has sides that are drawn in over writing: notes may stand between a table and the edge of its paper.
    public func trimmed(on page: PageOverview) -> (bare: [TableFrame], throughWriting: [TableFrame]) {
        rules(on: page).map { trimmed(on: page, by: $0) } ?? ([], [])
    }

    /// The same; `rules` are the frame's with their usual border.
    public func trimmed(
        on page: PageOverview, by rules: RuleRidges
    ) -> (bare: [TableFrame], throughWriting: [TableFrame]) {
        let border = TableFrame.border
        let (width, height) = (Double(rules.level.width - 2 * border), Double(rules.level.height - 2 * border))
        let whole = Region(x: 0, y: 0, width: width, height: height)
        guard let map = PlaneTransform(from: whole.corners, to: corners) else { return ([], []) }
        /// Moves a side of the frame; turning clockwise brings the right, the upper, the left, the lower side to the right.
        func move(_ ends: inout [Point], _ turns: Int, _ side: (upper: Double, lower: Double)) {
            switch turns {
            case 0:
                ends[1].x = side.upper
                ends[2].x = side.lower
            case 1:
                ends[0].y = height - side.upper
                ends[1].y = height - side.lower
            case 2:
                ends[3].x = width - side.upper
                ends[0].x = width - side.lower
            default:
                ends[2].y = side.upper
                ends[3].y = side.lower
            }
        }
        struct Sides {
            var each: [[Point]] = []
            var together: [Point]
            var all: [[Point]] { each.count > 1 ? each + [together] : each }
        }
        var bare = Sides(together: whole.corners)
        var written = Sides(together: whole.corners)
        for turns in 0..<4 {
            // The side found may not be quite parallel to the table's.
            let wide = rules.turned(turns).thickened(by: 4)
            func add(to sides: inout Sides, leastCover: Double, if isWanted: ([Point]) -> Bool) {
                guard let side = TableFrame.innerRightSide(wide, border: border, leastCover: leastCover) else { return }
                var alone = whole.corners
                move(&alone, turns, side)
                guard isWanted(alone) else { return }
                move(&sides.together, turns, side)
                sides.each.append(alone)
            }
            let count = bare.each.count
            add(to: &bare, leastCover: TableFrame.partOfRule) {
                TableFrame.isBare(between: whole.corners, $0, map: map, page: page)
            }
            if bare.each.count == count { add(to: &written, leastCover: TableFrame.wholeRule) { _ in true } }
        }
        func frames(_ sides: Sides) -> [TableFrame] {
            sides.all.map { TableFrame(corners: $0.map(map.apply), skewDegrees: skewDegrees) }
        }
        return (frames(bare), frames(written))
    }

    /// Share of a side that its rule covers: another side may be too far out as well, so that it does not go from end to end …
    private static let partOfRule = 0.6
    /// … but a line of writing covers so much, too.
    private static let wholeRule = 0.9

    /// Whether no writing stands in the strip by which a frame is made smaller. `map` leads from the plane of the corners
    /// to the file.
    private static func isBare(
        between outer: [Point], _ inner: [Point], map: PlaneTransform, page: PageOverview
    ) -> Bool {
        let moved = (0..<4).map { outer[$0] != inner[$0] }
        guard let cut = (0..<4).first(where: { moved[$0] && moved[($0 + 1) % 4] }) else { return false }
        let next = (cut + 1) % 4
        let (from, to) = ((outer[cut], outer[next]), (inner[cut], inner[next]))
        let small = page.small
        func tone(_ along: Double, _ across: Double) -> Int? {
            let a = TableFrame.between(from.0, from.1, along)
            let b = TableFrame.between(to.0, to.1, along)
            let at = map.apply(TableFrame.between(a, b, across))
            let (x, y) = (Int(at.x / page.factor), Int(at.y / page.factor))
            guard x >= 0, y >= 0, x < small.width, y < small.height else { return nil }
            return Int(small[x, y])
        }
        var strokes = 0
        var count = 0
        // Along the strip in steps of about two pixels; its rims are the rules themselves.
        let steps = max(40, Int(from.0.distance(to: from.1) / 2))
        for across in stride(from: 0.12, through: 0.88, by: 0.04) {
            var last: Int?
            for step in (steps / 20)...(steps - steps / 20) {
                let own = tone(Double(step) / Double(steps), across)
                if let own, let last {
                    count += 1
                    if abs(own - last) > 30 { strokes += 1 }
                }
                last = own
            }
        }
        return count > 0 && strokes * 100 < count
    }

    private static func between(_ a: Point, _ b: Point, _ part: Double) -> Point {
        Point(x: a.x + part * (b.x - a.x), y: a.y + part * (b.y - a.y))
    }

    /// The outermost long upright rule inside the right side, which level rules reach while hardly one lies beyond it:
    /// its distance from the left side at the upper and the lower end, pixels.
    private static func innerRightSide(
        _ wide: RuleRidges, border: Int, leastCover: Double
    ) -> (upper: Double, lower: Double)? {
        let (level, upright) = (wide.level, wide.upright)
        let (width, height) = (level.width, level.height)
        guard height > 100, width > 200 else { return nil }
        let rows = border..<(height - border)
        func covered(_ x: Int, _ rows: Range<Int>) -> Double {
            Double(rows.count { upright[x, $0] != 0 }) / Double(rows.count)
        }
        let profile = (0..<width).map { covered($0, rows) }
        guard
            let side = (width * 11 / 20..<(width - border - 12)).last(where: { x in
                profile[x] >= leastCover && profile[x] >= profile[(x - 6)...(x + 6)].max() ?? 0
            })
        else { return nil }
        // Level rules up to the side, and those beyond it.
        var reaching = 0
        var beyond = 0
        var last = (inner: -10, outer: -10)
        for y in (border + 10)..<(height - border - 10) {
            func isRule(_ columns: Range<Int>) -> Bool {
                columns.count { level[$0, y] != 0 } * 10 >= columns.count * 9
            }
            // A fold is a band of light and shadow: one, however wide.
            if isRule(max(0, side - 48)..<(side - 8)) {
                if y - last.inner > 10 { reaching += 1 }
                last.inner = y
            }
            if isRule((side + 8)..<(width - border - 3)) {
                if y - last.outer > 10 { beyond += 1 }
                last.outer = y
            }
        }
        guard beyond <= 1, reaching >= 2 || profile[side] > 0.85 else { return nil }
        // Where the rule stands in its upper and its lower part.
        let third = rows.count / 3
        func place(_ rows: Range<Int>) -> Double {
            let near = (side - 10)...min(width - 1, side + 10)
            let best = near.map { covered($0, rows) }.max() ?? 0
            let at = near.filter { covered($0, rows) >= best * 0.97 }
            return best > 0.5 ? Double(at.reduce(0, +)) / Double(max(1, at.count)) : Double(side)
        }
        let (upper, lower) = (place(rows.prefix(third)), place(rows.suffix(third)))
        // From the middles of the outer thirds to the ends.
        let slope = (lower - upper) / 4
        return (upper - slope - Double(border), lower + slope - Double(border))
    }
}
