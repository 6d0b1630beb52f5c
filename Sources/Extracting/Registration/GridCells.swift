internal import IntakeModel
internal import Normalizing

/// 实有表格: the cells that a table really has, found by looking for rules from a place outwards.
///
/// Pixels of the picture on which rules are searched; the table lies `border` pixels inside of it.
struct GridCells {
    let coverage: RuleCoverage
    let border: Double

    /// Share of a stretch that a rule covers; writing covers less, a rule under a seal hardly more.
    private static let leastCover = 0.7
    /// The same from one side of a cell to the other, where a seal or a fold may lie over it.
    private static let leastWholeCover = 0.55
    /// Too near to a label to say what lies between.
    private static let nearby = 10.0
    /// A rule is this thick at most, with its second line and the wandering that is allowed.
    private static let thickness = 7

    private var table: Region {
        Region(
            x: border, y: border, width: Double(coverage.width) - 2 * border,
            height: Double(coverage.height) - 2 * border)
    }

    /// The cell that holds a box; its sides are the middles of the rules around it, or the table's own.
    func cell(around box: Region) -> Region {
        let rows = rows(around: box.y...box.maxY, from: box.x, to: box.maxX)
        // A stroke of a character is as long as a label is high: an upright rule runs from level rule to level rule.
        let left = rule(from: box.x, by: -1) { upright($0, rows) } ?? table.x
        let right = rule(from: box.maxX, by: 1) { upright($0, rows) } ?? table.maxX
        return Region(x: left, y: rows.top, width: right - left, height: rows.bottom - rows.top)
    }

    /// The cell to the right of another one, at the height of `box`; `nil` where the table ends there.
    func cell(rightOf cell: Region, at box: Region) -> Region? {
        let start = cell.maxX + Double(GridCells.thickness)
        guard start < table.maxX - 8 else { return nil }
        let rows = rows(around: box.y...box.maxY, from: start, to: min(table.maxX - 4, start + 3 * box.height))
        let right = rule(from: start, by: 1) { upright($0, rows) } ?? table.maxX
        guard right - start > 4 else { return nil }
        return Region(x: cell.maxX, y: rows.top, width: right - cell.maxX, height: rows.bottom - rows.top)
    }

    /// The cell under another one, in the column of `box`; `nil` where the table ends there.
    func cell(below cell: Region, at box: Region) -> Region? {
        let start = cell.maxY + Double(GridCells.thickness)
        guard start < table.maxY - 8 else { return nil }
        let bottom = rule(from: start, by: 1) { level($0, from: box.x, to: box.maxX) } ?? table.maxY
        guard bottom - start > 4 else { return nil }
        let rows = (top: start, bottom: bottom)
        let left = rule(from: box.x, by: -1) { upright($0, rows) } ?? table.x
        let right = rule(from: box.maxX, by: 1) { upright($0, rows) } ?? table.maxX
        return Region(x: left, y: cell.maxY, width: right - left, height: bottom - cell.maxY)
    }

    /// The level rules above and below.
    private func rows(
        around heights: ClosedRange<Double>, from left: Double, to right: Double
    ) -> (top: Double, bottom: Double) {
        func cover(_ y: Int) -> Double {
            let near = level(y, from: left, to: right)
            guard near >= GridCells.leastCover else { return near }
            // A line of writing ends inside the cell, a rule at its sides.
            let isAbove = Double(y) < heights.lowerBound
            let between =
                isAbove
                ? (top: Double(y), bottom: heights.lowerBound) : (top: heights.upperBound, bottom: Double(y))
            guard between.bottom - between.top > GridCells.nearby else { return near }
            let side = rule(from: left, by: -1) { upright($0, between) } ?? table.x
            let other = rule(from: right, by: 1) { upright($0, between) } ?? table.maxX
            return level(y, from: side + 2, to: other - 2) >= GridCells.leastWholeCover ? near : 0
        }
        return (
            rule(from: heights.lowerBound, by: -1, cover) ?? table.y,
            rule(from: heights.upperBound, by: 1, cover) ?? table.maxY
        )
    }

    private func level(_ y: Int, from: Double, to: Double) -> Double {
        coverage.level(y: y, from: Int(from), to: Int(to.rounded(.up)))
    }

    private func upright(_ x: Int, _ rows: (top: Double, bottom: Double)) -> Double {
        coverage.upright(x: x, from: Int(rows.top) + 2, to: Int(rows.bottom.rounded(.up)) - 2)
    }

    /// The middle of the next rule in a direction; `nil` when the picture ends first.
    private func rule(from start: Double, by step: Int, _ cover: (Int) -> Double) -> Double? {
        let most = max(coverage.width, coverage.height)
        var place = Int(start)
        for _ in 0..<most {
            place += step
            guard place >= 0, place < most else { return nil }
            guard cover(place) >= GridCells.leastCover else { continue }
            let far = (1..<GridCells.thickness).last { cover(place + $0 * step) >= GridCells.leastCover } ?? 0
            return Double(place) + Double(far * step) / 2
        }
        return nil
    }
}
