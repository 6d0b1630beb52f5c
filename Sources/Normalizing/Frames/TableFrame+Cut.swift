internal import Foundation
internal import IntakeModel

extension TableFrame {
    /// Whether level or upright rules run on beyond a side to the near edge of the picture: the table is not whole.
    public func runsOff(_ page: PageOverview) -> Bool {
        let border = 110.0
        let scale = 1000 / max(width, height)
        func away(_ first: Int, _ second: Int, _ distance: (Point) -> Double) -> Int {
            Int(min(distance(corners[first]), distance(corners[second])) * scale)
        }
        let gaps = (
            left: away(0, 3) { $0.x }, right: away(1, 2) { Double(page.luminance.width) - $0.x },
            top: away(0, 1) { $0.y }, bottom: away(2, 3) { Double(page.luminance.height) - $0.y }
        )
        func isNear(_ gap: Int) -> Bool { gap >= 14 && gap < Int(border) }
        guard isNear(gaps.left) || isNear(gaps.right) || isNear(gaps.top) || isNear(gaps.bottom),
            let rules = rules(on: page, border: border)
        else { return false }
        let (level, upright) = (rules.level, rules.upright)
        let side = Int(border)
        /// Separate rules that cover both stretches from end to end.
        func crossings(_ count: Int, _ covered: (Int) -> Bool) -> Int {
            var found = 0
            var last = -10
            for place in (side + 4)..<max(side + 4, count - side - 4) where covered(place) {
                if place - last > 6 { found += 1 }
                last = place
            }
            return found
        }
        // The same rule inside and outside of the side: writing beside a table does not go on as a rule in it.
        func levels(_ stretches: [Range<Int>]) -> Bool {
            crossings(level.height) { y in
                stretches.allSatisfy { columns in
                    columns.count { x in (-3...3).contains { level[x, y + $0] != 0 } } * 10 >= columns.count * 9
                }
            } >= 3
        }
        func uprights(_ stretches: [Range<Int>]) -> Bool {
            crossings(upright.width) { x in
                stretches.allSatisfy { rows in
                    rows.count { y in (-3...3).contains { upright[x + $0, y] != 0 } } * 10 >= rows.count * 9
                }
            } >= 3
        }
        let (w, h) = (level.width, upright.height)
        return isNear(gaps.left) && levels([(side - gaps.left + 4)..<(side - 4), (side + 6)..<(side + 24)])
            || isNear(gaps.right)
                && levels([(w - side + 4)..<(w - side + gaps.right - 4), (w - side - 24)..<(w - side - 6)])
            || isNear(gaps.top) && uprights([(side - gaps.top + 4)..<(side - 4), (side + 6)..<(side + 24)])
            || isNear(gaps.bottom)
                && uprights([(h - side + 4)..<(h - side + gaps.bottom - 4), (h - side - 24)..<(h - side - 6)])
    }
}
