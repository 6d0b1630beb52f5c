internal import IntakeModel

/// 去表格线: takes printed rules out of a picture so that writing that crosses them stays whole.
struct RuleEraser {
    private(set) var plane: Plane<UInt8>

    init(_ plane: Plane<UInt8>) { self.plane = plane }

    /// Stretches that were erased: the same rule is a side of two cells, and where it is gone the strokes of writing close to
    /// it are the darkest.
    private var erased: [Stretch] = []

    private struct Stretch {
        let vertical: Bool
        var across: Double
        var from: Double
        var to: Double
        /// Where it was erased.
        var found = 0.0

        func part(from: Double = -.infinity, to: Double = .infinity) -> Stretch {
            var part = self
            part.from = max(self.from, from)
            part.to = min(self.to, to)
            return part
        }

        func moved(to across: Double) -> Stretch {
            var moved = self
            moved.across = across
            return moved
        }
    }

    /// A stretch of a rule; `reach` is how far it may lie from the straight line, in pixels.
    mutating func eraseLevel(y: Double, from: Double, to: Double, reach: Int) {
        eraseRest(of: Stretch(vertical: false, across: y, from: from, to: to), reach: reach)
    }

    mutating func eraseUpright(x: Double, from: Double, to: Double, reach: Int) {
        eraseRest(of: Stretch(vertical: true, across: x, from: from, to: to), reach: reach)
    }

    /// A line beside one that was erased: the frame may be drawn with two.
    mutating func eraseSecond(vertical: Bool, at across: Double, from: Double, to: Double, reach: Int) {
        _ = erase(
            Stretch(vertical: vertical, across: across, from: from, to: to), reach: reach,
            isSecond: true)
    }

    /// Share of a rule that shows on poor copies where the form has it …
    private static let worn = 0.5
    /// … and of what may be one further away: the strokes of two lines of writing close to a rule show less.
    private static let whole = 0.75
    /// … but a form may lie further beside its rule than that, on writing that begins close to it: so many times as far away
    /// a rule without any gap is still the one that is meant.
    private static let beyond = 3
    private static let unbroken = 0.9
    /// … when it is so much longer than that, which no stroke of writing is.
    private static let shortest = 2
    /// How far from its middle a rule is still blurred, pixels.
    private static let edges = 2
    /// Shorter parts of a side tell nothing of their own: a stroke may be as long.
    private static let leastRest = 0.25
    /// Two sides as near as this are one rule, pixels.
    private static let same = 3.0

    private mutating func eraseRest(of stretch: Stretch, reach: Int) {
        let least = RuleEraser.leastRest * (stretch.to - stretch.from)
        var open = [stretch]
        for known in erased
        where known.vertical == stretch.vertical && abs(known.across - stretch.across) <= RuleEraser.same {
            open = open.flatMap { part -> [Stretch] in
                let again = part.part(from: known.from, to: known.to)
                guard again.to - again.from >= least else { return [part] }
                // Its soft edges are taken out where it was; what was erased before may have been something else.
                if erase(again.moved(to: known.found), reach: RuleEraser.edges) == nil {
                    _ = erase(again, reach: reach, isSecond: true)
                }
                return [part.part(to: known.from), part.part(from: known.to)].filter { $0.to - $0.from >= least }
            }
        }
        for part in open {
            guard let found = erase(part, reach: reach, beyond: RuleEraser.beyond * reach) else { continue }
            erased.append(part)
            erased[erased.count - 1].found = found
        }
    }

    /// Erases a rule and says where it was, across; `nil` where there is none. Where none is whole within `reach`, an unbroken
    /// one within `beyond` is taken.
    private mutating func erase(_ stretch: Stretch, reach: Int, beyond: Int = 0, isSecond: Bool = false) -> Double? {
        let (across, from, to, vertical) = (stretch.across, stretch.from, stretch.to, stretch.vertical)
        let length = vertical ? plane.height : plane.width
        let depth = vertical ? plane.width : plane.height
        let along = vertical ? plane.width : 1
        let step = vertical ? 1 : plane.width
        let start = max(0, Int(from))
        let end = min(length - 1, Int(to))
        let center = Int(across.rounded())
        let low = max(2, center - reach)
        let high = min(depth - 3, center + reach)
        guard end - start > 12, high > low else { return nil }
        return plane.values.withUnsafeMutableBufferPointer { pixels in
            // Sides are followed beyond their ends, where they may not go on.
            let tenth = (end - start) / 10
            let inner = (start + tenth)...(end - tenth)
            func straight(_ offsets: ClosedRange<Int>, _ least: Double) -> Int? {
                RuleEraser.straight(
                    pixels, offsets: offsets, near: across, least: least, rows: inner, along: along, step: step)
            }
            var (low, high) = (low, high)
            if let near = straight(low...high, RuleEraser.whole) {
                (low, high) = (max(low, near - 2), min(high, near + 2))
            } else if beyond > reach, end - start >= RuleEraser.shortest * beyond,
                let far = straight(max(2, center - beyond)...min(depth - 3, center + beyond), RuleEraser.unbroken)
            {
                (low, high) = (max(2, far - 2), min(depth - 3, far + 2))
            }
            // Follow the rule: the darkest offset in stretches of 16 pixels, smoothed.
            let bin = 16
            let bins = (end - start) / bin + 1
            var track: [Int] = []
            for index in 0..<bins {
                let first = start + index * bin
                let last = min(end, first + bin - 1)
                var best = (offset: center, tone: Int.max)
                for offset in low...high {
                    var sum = 0
                    for u in first...max(first, last) { sum += Int(pixels[u * along + offset * step]) }
                    if sum < best.tone { best = (offset, sum) }
                }
                track.append(best.offset)
            }
            let smooth = track.indices.map { index -> Int in
                let window = track[max(0, index - 3)...min(track.count - 1, index + 3)].sorted()
                return window[window.count / 2]
            }
            let rule = RuleEraser.rule(
                pixels, track: smooth, bin: bin, start: start, inner: inner, along: along, step: step, depth: depth)
            let away = smooth.map { abs(Double($0) - across) }.sorted()[smooth.count / 2]
            let least = isSecond || away > Double(reach) / 2 ? RuleEraser.whole : RuleEraser.worn
            guard rule.shown >= least, rule.thickness <= max(4, 2 * reach) else { return nil }
            let thickness = rule.thickness
            let half = thickness / 2 + 1
            for u in start...end {
                let offset = smooth[min(smooth.count - 1, (u - start) / bin)]
                let before = max(0, offset - half - 1)
                let after = min(depth - 1, offset + half + 1)
                let lighter = max(pixels[u * along + before * step], pixels[u * along + after * step])
                for v in (before + 1)..<max(before + 2, after) {
                    let at = u * along + v * step
                    if pixels[at] < lighter { pixels[at] = lighter }
                }
            }
            return Double(smooth.reduce(0, +)) / Double(smooth.count)
        }
    }

    /// Where ink shows in a share of at least `least` of the rows, nearest to where the form has its rule; `nil` where none
    /// does, as of a rule that is bent. Strokes of writing beside a rule may be darker than it.
    private static func straight(
        _ pixels: UnsafeMutableBufferPointer<UInt8>, offsets: ClosedRange<Int>, near across: Double,
        least: Double, rows: ClosedRange<Int>, along: Int, step: Int
    ) -> Int? {
        var counts = [Int](repeating: 0, count: offsets.count)
        var seen = 0
        for u in Swift.stride(from: rows.lowerBound, through: rows.upperBound, by: 2) {
            seen += 1
            for (index, offset) in offsets.enumerated() where pixels[u * along + offset * step] < paper {
                counts[index] += 1
            }
        }
        guard let most = counts.max(), Double(most) >= least * Double(seen) else { return nil }
        let near = offsets.enumerated().filter { Double(counts[$0.offset]) >= Double(most) - 0.1 * Double(seen) }
        return near.min { abs(Double($0.element) - across) < abs(Double($1.element) - across) }?.element
    }

    /// Lighter than this is no ink of a rule.
    private static let paper: UInt8 = 215

    /// The share of a rule that shows, and the usual width of its ink.
    private static func rule(
        _ pixels: UnsafeMutableBufferPointer<UInt8>, track: [Int], bin: Int, start: Int, inner: ClosedRange<Int>,
        along: Int, step: Int, depth: Int
    ) -> (shown: Double, thickness: Int) {
        var widths: [Int] = []
        var count = 0
        for u in Swift.stride(from: inner.lowerBound, through: inner.upperBound, by: 5) {
            count += 1
            let offset = track[min(track.count - 1, (u - start) / bin)]
            let core = Int(pixels[u * along + offset * step])
            guard core < Int(paper) else { continue }
            let limit = (core + 250) / 2
            var low = offset
            var high = offset
            while low > 0, Int(pixels[u * along + (low - 1) * step]) < limit, offset - low < 20 { low -= 1 }
            while high < depth - 1, Int(pixels[u * along + (high + 1) * step]) < limit, high - offset < 20 { high += 1 }
            widths.append(high - low + 1)
        }
        guard !widths.isEmpty else { return (0, 0) }
        return (Double(widths.count) / Double(count), widths.sorted()[widths.count / 2])
    }
}
