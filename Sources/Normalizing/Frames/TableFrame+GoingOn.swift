internal import Foundation
internal import IntakeModel

extension TableFrame {
    /// How many sides are none of the table's: those at which both rules that end there go on beyond it.
    public func sidesGoingOn(on page: PageOverview) -> Int {
        let border = 40
        guard let rules = rules(on: page, border: Double(border)) else { return 0 }
        return (0..<4).count { TableFrame.rightSideGoesOn(rules.turned($0), border: border) }
    }

    private static func rightSideGoesOn(_ rules: RuleRidges, border: Int) -> Bool {
        let level = rules.level
        let beyond = (level.width - border + 6)..<(level.width - 4)
        // The frame may be tilted a little against the table.
        return [border, level.height - border].allSatisfy { place in
            let near = max(0, place - 5)..<min(level.height, place + 5)
            return beyond.count { x in near.contains { level[x, $0] != 0 } } * 10 >= beyond.count * 9
        }
    }
}
