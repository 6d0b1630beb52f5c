internal import Foundation
internal import IntakeModel

/// 印文布局: where on the ring the text begins and ends, how deep it stands, where the serial may be.
struct RingLayout {
    /// Depth of the text band below the ring's outer edge, in radii.
    var outer: Double
    var inner: Double
    /// Columns of the unwrapping; `to` may lie beyond one turn.
    var from: Double
    var to: Double
    /// Length of the gap in parts of the turn.
    var gap: Double

    var middle: Double { (from + to) / 2 }

    /// The layout that begins with another of the characters at `positions` (shares of its length) and ends with the
    /// one before it.
    func begun(at index: Int, of positions: [Double]) -> RingLayout {
        begun(at: index, endingAt: index - 1, of: positions)
    }

    /// The same, ending with a character that stands further before.
    func begun(at index: Int, endingAt last: Int, of positions: [Double]) -> RingLayout {
        guard index > last, last >= 0, index < positions.count else { return self }
        let length = to - from
        let step = RingLayout.step(positions)
        var turned = self
        turned.from = from + length * (positions[index] - 0.65 * step)
        turned.to = from + length * (positions[last] + 0.65 * step) + Double(RingUnwrapping.columns)
        turned.gap = max(0, 1 - (turned.to - turned.from) / Double(RingUnwrapping.columns))
        return turned
    }

    /// The layout that begins with another of the characters at `positions` and ends as before.
    func without(_ count: Int, of positions: [Double]) -> RingLayout {
        guard count > 0, count < positions.count else { return self }
        var rest = self
        rest.from = from + (to - from) * (positions[count] - 0.65 * RingLayout.step(positions))
        rest.gap = max(0, 1 - (rest.to - rest.from) / Double(RingUnwrapping.columns))
        return rest
    }

    /// The usual distance of neighbours.
    static func step(_ positions: [Double]) -> Double {
        let steps = zip(positions.dropFirst(), positions).map { $0 - $1 }.sorted()
        return steps.isEmpty ? 0 : steps[steps.count / 2]
    }

    private static let rows = 44
    private static let deepest = 0.62

    /// Possible layouts, the likeliest first; empty when there is no text.
    static func layouts(_ ring: RingUnwrapping, _ picture: SealPicture) -> [RingLayout] {
        let columns = RingUnwrapping.columns
        var ink = [Float](repeating: 0, count: columns * rows)
        for column in 0..<columns {
            let at = ring.place(Double(column))
            for row in 0..<rows {
                let depth = (Double(row) + 0.5) / Double(rows) * deepest * ring.radius
                ink[row * columns + column] = Float(picture.ink(at.x - depth * at.nx, at.y - depth * at.ny))
            }
        }
        func profile(_ rows: Range<Int>, _ wanted: (Int) -> Bool) -> [Float] {
            rows.map { row in
                var sum: Float = 0
                var count: Float = 0
                for column in 0..<columns where wanted(column) {
                    sum += ink[row * columns + column]
                    count += 1
                }
                return count > 0 ? sum / count : 0
            }
        }
        let whole = profile(0..<rows) { _ in true }
        let outer = textStart(whole)
        let guess = (outer: outer, inner: min(rows - 1, outer + depthRows(0.27)))
        var gaps = self.gaps(ink, guess)
        guard !gaps.isEmpty else { return [] }
        // The band's foot, seen only where text stands.
        let first = gaps[0]
        let text = profile(0..<rows) { column in
            let relative =
                ((Double(column) - first.from).truncatingRemainder(dividingBy: Double(columns))
                + Double(columns)).truncatingRemainder(dividingBy: Double(columns))
            let share = relative / (first.to - first.from)
            return share > 0.12 && share < 0.88
        }
        let inner = textEnd(text, from: outer)
        let better = self.gaps(ink, (outer, inner))
        if !better.isEmpty { gaps = better }
        return gaps.prefix(4).map {
            RingLayout(
                outer: depth(outer), inner: depth(inner + 1), from: $0.from, to: $0.to,
                gap: 1 - ($0.to - $0.from) / Double(columns))
        }
    }

    private static func depthRows(_ depth: Double) -> Int { Int((depth / deepest * Double(rows)).rounded()) }
    private static func depth(_ row: Int) -> Double { Double(row) / Double(rows) * deepest }

    /// The emptiest row under the ring's line, before the text.
    private static func textStart(_ profile: [Float]) -> Int {
        let first = depthRows(0.03)
        let last = depthRows(0.2)
        var best = depthRows(0.085)
        var value = Float.infinity
        for row in first...last {
            // Ties go to the middle of a flat valley; deeper rows must be clearly emptier.
            let weight = profile[row] + 0.12 * abs(Float(row - depthRows(0.1)))
            if weight < value {
                value = weight
                best = row
            }
        }
        return best
    }

    /// The first row below the text that is nearly empty.
    private static func textEnd(_ profile: [Float], from start: Int) -> Int {
        let first = start + depthRows(0.17)
        let last = min(rows - 2, start + depthRows(0.42))
        let plateau = profile[start..<min(rows, start + depthRows(0.22))].max() ?? 0
        guard first < last else { return min(rows - 1, first) }
        var best = (row: first, value: Float.infinity)
        for row in first...last {
            if profile[row] < 0.22 * plateau { return row }
            if profile[row] < best.value { best = (row, profile[row]) }
        }
        return best.value < 0.6 * plateau ? best.row : start + depthRows(0.27)
    }

    /// Text arcs: what is left of the turn when one of the widest gaps is taken out.
    ///
    /// Text has ink in both halves of the band; the serial touches its outer half only, the inner line its inner one.
    private static func gaps(_ ink: [Float], _ band: (outer: Int, inner: Int)) -> [(from: Double, to: Double)] {
        let columns = RingUnwrapping.columns
        let height = band.inner - band.outer
        func strongest(_ rows: Range<Int>) -> [Float] {
            let own = (0..<columns).map { column in rows.reduce(Float(0)) { max($0, ink[$1 * columns + column]) } }
            // A stroke stands for its character: about a third of a character to both sides.
            return (0..<columns).map { column in
                (-4...4).reduce(Float(0)) { max($0, own[(column + $1 + columns) % columns]) }
            }
        }
        let upper = strongest((band.outer + 1)..<(band.outer + height * 35 / 100 + 1))
        let lower = strongest((band.outer + height * 62 / 100)..<(band.inner))
        let profile = (0..<columns).map { min(upper[$0], lower[$0]) }
        let sorted = profile.sorted()
        let strong = sorted[columns * 80 / 100]
        guard strong > 25 else { return [] }
        let cut = strong * 0.35
        var gaps: [(start: Int, length: Int)] = []
        guard let first = profile.firstIndex(where: { $0 > cut }) else { return [] }
        var run = 0
        for k in 1...columns {
            let column = (first + k) % columns
            if profile[column] <= cut {
                run += 1
            } else {
                if run >= 8 { gaps.append(((column - run + columns) % columns, run)) }
                run = 0
            }
        }
        if gaps.isEmpty { return [(0, Double(columns))] }
        // The spreading above is taken back, but for a little air.
        let margin = 4.0
        func arc(after gap: (start: Int, length: Int), before next: (start: Int, length: Int)) -> (Double, Double) {
            let from = gap.start + gap.length
            var length = next.start - from
            while length <= 0 { length += columns }
            return (Double(from) - margin, Double(from + length) + margin)
        }
        // The turn less one of the widest gaps; and, where other marks stand apart, the longest stretch between gaps.
        var found = gaps.sorted { $0.length > $1.length }.prefix(3).map { arc(after: $0, before: $0) }
        let wide = gaps.filter { $0.length >= columns / 18 }
        if wide.count > 1 {
            let stretches = wide.indices.map { arc(after: wide[$0], before: wide[($0 + 1) % wide.count]) }
            if let longest = stretches.max(by: { $0.1 - $0.0 < $1.1 - $1.0 }),
                longest.1 - longest.0 > Double(columns) * 0.2
            {
                found.insert(longest, at: min(1, found.count))
            }
        }
        return found.map { (from: $0.0, to: $0.1) }
    }
}
