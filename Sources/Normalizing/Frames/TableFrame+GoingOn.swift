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

    /// Rules that are followed so far beyond a side, pixels of a frame with a longer side of a thousand, go on.
    private static let goingOn = 40

    private static func rightSideGoesOn(_ rules: RuleRidges, border: Int) -> Bool {
        let level = rules.level
        let side = level.width - border
        let beyond = (side + 6)..<(side + goingOn - 4)
        // The frame may be tilted a little against the table.
        return [border, level.height - border].allSatisfy { place in
            let near = max(0, place - 5)..<min(level.height, place + 5)
            return beyond.count { x in near.contains { level[x, $0] != 0 } } * 10 >= beyond.count * 9
        }
    }
}
