internal import Foundation
internal import IntakeModel

extension TableFrame {
    /// Whether the table is not whole on the picture: its rules run on beyond a side to the near edge of the picture, or end
    /// there without a side.
    public func runsOff(_ page: PageOverview) -> Bool {
        // Pixels of a picture in which the frame's longer side has a thousand.
        let scale = 1000 / max(width, height)
        let (right, bottom) = (Double(page.width), Double(page.height))
        func away(_ first: Int, _ second: Int, _ distance: (Point) -> Double) -> Int {
            Int(min(distance(corners[first]), distance(corners[second])) * scale)
        }
        // As turning clockwise brings the sides to the right.
        let gaps = [
            away(1, 2) { right - $0.x }, away(0, 1) { $0.y }, away(0, 3) { $0.x }, away(2, 3) { bottom - $0.y },
        ]
        let turns = (0..<4).filter { gaps[$0] < TableFrame.farthest }
        guard !turns.isEmpty else { return false }
        // What is further away than a margin is looked at only where the sides go on at all.
        let far = turns.filter { gaps[$0] >= TableFrame.margin }
        let near = rules(on: page, border: Double(TableFrame.margin))
        if let near,
            turns.contains(where: { turn in
                gaps[turn] < TableFrame.margin
                    && TableFrame.runsOff(near.turned(turn), border: TableFrame.margin, gap: gaps[turn])
            })
        {
            return true
        }
        guard !far.isEmpty, let near, TableFrame.sidesGoingOn(near, border: TableFrame.margin) > 0,
            let most = far.map({ gaps[$0] }).max(),
            let wide = rules(on: page, border: Double(most + 4))
        else { return false }
        return far.contains { TableFrame.sidesGoOn(wide.turned($0), border: most + 4, by: gaps[$0]) }
    }

    /// An edge nearer than this is the table's own end …
    private static let closest = 14
    /// … what is seen nearer to the picture's edge than this is that edge …
    private static let edge = 6
    /// … one that lies inside by this much is none of its sides …
    private static let outside = -5
    /// … one further away than this is beyond a margin …
    private static let margin = 110
    /// … and one further away than this says nothing: a table that ends there has lost more than half of itself.
    private static let farthest = 600

    /// The same of the right side, `gap` pixels away from the picture's edge; the frame lies `border` pixels inside.
    private static func runsOff(_ rules: RuleRidges, border: Int, gap: Int) -> Bool {
        let (level, upright) = (rules.level, rules.upright)
        let (width, height) = (level.width, level.height)
        guard height > 2 * border + 20, width > 2 * border + 60 else { return false }
        if gap < closest {
            // The table ends with the picture: with a rule of its own, or cut. A shadow at the picture's very edge looks like
            // a rule, because nothing lies beyond it.
            let first = max(0, width - border - 12)
            let side = first..<max(first, min(width - border + 12, width - border + gap - edge))
            let rows = (border + 4)..<(height - border - 4)
            let end = (width - border - 36)..<(width - border - 12)
            let inside = levelRules(level, border: border) { y in covered(level, y, end, within: 3) }
            let around = [border, height - border].count { covered(level, $0, end, within: 8) }
            // What is seen of a side beyond the picture is the picture's own edge.
            return (gap <= outside || rows.count { y in side.contains { upright[$0, y] != 0 } } * 2 < rows.count)
                && (inside >= 3 || around == 2 && inside >= 1)
        }
        guard sidesGoOn(rules, border: border, by: gap) else { return false }
        // The same rule inside and outside of the side: writing beside a table does not go on as a rule in it. Where few rules
        // end at the side, all of them go on.
        let outside = (width - border + 4)..<(width - border + gap - 4)
        let inside = (width - border - 24)..<(width - border - 6)
        let ending = levelRules(level, border: border) { y in covered(level, y, inside, within: 3) }
        let goingOn = levelRules(level, border: border) { y in
            covered(level, y, inside, within: 3) && covered(level, y, outside, within: 3)
        }
        return goingOn >= min(3, max(1, ending))
    }

    /// Whether the upper and the lower side of the table go on beyond its right one: a fold is no side.
    private static func sidesGoOn(_ rules: RuleRidges, border: Int, by gap: Int) -> Bool {
        let level = rules.level
        let stretch = (level.width - border + 4)..<(level.width - border + gap - 4)
        return !stretch.isEmpty
            && [border, level.height - border].allSatisfy { covered(level, $0, stretch, within: 8 + gap / 40) }
    }

    /// Separate rows inside the frame for which something holds.
    private static func levelRules(_ level: Plane<UInt8>, border: Int, _ holds: (Int) -> Bool) -> Int {
        var found = 0
        var last = -10
        for y in (border + 4)..<(level.height - border - 4) where holds(y) {
            if y - last > 6 { found += 1 }
            last = y
        }
        return found
    }

    private static func covered(_ level: Plane<UInt8>, _ y: Int, _ columns: Range<Int>, within reach: Int) -> Bool {
        let rows = max(0, y - reach)...min(level.height - 1, y + reach)
        return columns.count { x in rows.contains { level[x, $0] != 0 } } * 10 >= columns.count * 9
    }
}
