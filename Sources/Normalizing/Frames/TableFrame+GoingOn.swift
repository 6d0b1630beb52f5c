internal import Foundation
internal import IntakeModel

extension TableFrame {
    /// How many sides are none of the table's: those at which both rules that end there go on beyond it.
    public func sidesGoingOn(on page: PageOverview) -> Int {
        rules(on: page, border: Double(TableFrame.goingOn)).map {
            TableFrame.sidesGoingOn($0, border: TableFrame.goingOn)
        } ?? 0
    }

    /// The same with the frame's rules at hand; it lies `border` pixels inside, at least `goingOn`.
    static func sidesGoingOn(_ rules: RuleRidges, border: Int) -> Int {
        (0..<4).count { rightSideGoesOn(rules.turned($0), border: border) }
    }

    /// Whether the rules at the two ends of any side show beyond it at all, in the narrow border that frames usually have.
    public static func mayGoOn(_ rules: RuleRidges) -> Bool {
        let (level, upright) = (rules.level, rules.upright)
        let (right, bottom) = (level.width - border, level.height - border)
        // A rule is not seen where the side crosses it.
        let inner = 2
        func isMarked(_ mask: Plane<UInt8>, _ columns: Range<Int>, _ rows: Range<Int>) -> Bool {
            rows.clamped(to: 0..<mask.height).contains { y in
                columns.clamped(to: 0..<mask.width).contains { mask[$0, y] != 0 }
            }
        }
        func near(_ place: Int) -> Range<Int> { (place - strayed)..<(place + strayed) }
        let (before, after) = (0..<(border - inner), (right + inner)..<level.width)
        let (above, below) = (0..<(border - inner), (bottom + inner)..<level.height)
        return [before, after].contains { columns in
            [border, bottom].allSatisfy { isMarked(level, columns, near($0)) }
        }
            || [above, below].contains { rows in
                [border, right].allSatisfy { isMarked(upright, near($0), rows) }
            }
    }

    /// How far a rule may lie from where the side ends: the frame may be tilted a little against the table.
    private static let strayed = 5

    /// Rules that are followed so far beyond a side, pixels of a frame with a longer side of a thousand, go on.
    private static let goingOn = 40

    private static func rightSideGoesOn(_ rules: RuleRidges, border: Int) -> Bool {
        let level = rules.level
        let side = level.width - border
        let beyond = (side + 6)..<(side + goingOn - 4)
        return [border, level.height - border].allSatisfy { place in
            let near = max(0, place - strayed)..<min(level.height, place + strayed)
            return beyond.count { x in near.contains { level[x, $0] != 0 } } * 10 >= beyond.count * 9
        }
    }
}
