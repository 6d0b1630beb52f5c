internal import Foundation
internal import IntakeModel

/// The outer four rules of a table, fitted one by one, and where they cross.
enum FrameCorners {
    /// Upper left, upper right, lower right, lower left; `nil` when a side has no rule.
    static func corners(of component: MarkComponents.Component, rules: RuleRidges) -> [Point]? {
        let width = rules.level.width
        var level: [(Double, Double)] = []
        var upright: [(Double, Double)] = []
        for pixel in component.pixels {
            let index = Int(pixel)
            let x = Double(index % width)
            let y = Double(index / width)
            if rules.level.values[index] != 0 { level.append((x, y)) }
            if rules.upright.values[index] != 0 { upright.append((y, x)) }
        }
        guard level.count > 50, upright.count > 50,
            let top = side(level, from: component.minX, to: component.maxX, first: true),
            let bottom = side(level, from: component.minX, to: component.maxX, first: false),
            var left = side(upright, from: component.minY, to: component.maxY, first: true),
            var right = side(upright, from: component.minY, to: component.maxY, first: false)
        else { return nil }
        // Tables are also printed open at their sides: level rules that all end at one line further out end there.
        let ends = level.map { ($0.1, $0.0) }
        let middle = Double(component.minY + component.maxY) / 2
        let least = openSide * Double(component.width)
        if let open = side(ends, from: component.minY, to: component.maxY, first: true, ofEnds: true),
            open.at(middle) < left.at(middle) - least
        {
            left = open
        }
        if let open = side(ends, from: component.minY, to: component.maxY, first: false, ofEnds: true),
            open.at(middle) > right.at(middle) + least
        {
            right = open
        }
        let corners = [cross(top, left), cross(top, right), cross(bottom, right), cross(bottom, left)]
        return corners
    }

    private struct Line {
        /// `v = slope * u + offset`; u runs along the side, v across it.
        var slope: Double
        var offset: Double

        func at(_ u: Double) -> Double { slope * u + offset }
    }

    /// Share of a table's width that lies beyond its last upright rule where it is open.
    private static let openSide = 0.04
    /// Ends of rules that make a side.
    private static let fewestEnds = 4

    /// The outermost line that is supported along at least two fifths of the side.
    ///
    /// `ofEnds` is a side without a rule of its own, made by the ends of the rules that reach it: few, and most of them.
    private static func side(
        _ points: [(Double, Double)], from start: Int, to end: Int, first: Bool, ofEnds: Bool = false
    ) -> Line? {
        let length = Double(end - start + 1)
        let bins = 60
        // The outermost rule pixel in each stretch of the side, then a line through most of them.
        var extremes = [Double?](repeating: nil, count: bins)
        for (u, v) in points {
            let bin = min(bins - 1, max(0, Int((u - Double(start)) / length * Double(bins))))
            if let known = extremes[bin] {
                extremes[bin] = first ? min(known, v) : max(known, v)
            } else {
                extremes[bin] = v
            }
        }
        let samples = extremes.enumerated().compactMap { bin, v in
            v.map { (Double(start) + (Double(bin) + 0.5) * length / Double(bins), $0) }
        }
        guard samples.count >= (ofEnds ? fewestEnds : bins / 3) else { return nil }
        // Every pair of distant samples proposes a line; the outermost one with enough support wins.
        let tolerance = max(2.0, length / 250)
        var best: (line: Line, support: Int, reach: Double)?
        let step = ofEnds ? 1 : 2
        for i in stride(from: 0, to: samples.count, by: step) {
            for j in stride(from: i + max(1, samples.count / 3), to: samples.count, by: step) {
                let slope = (samples[j].1 - samples[i].1) / (samples[j].0 - samples[i].0)
                guard abs(slope) < 0.12 else { continue }
                let line = Line(slope: slope, offset: samples[i].1 - slope * samples[i].0)
                let support = samples.count { abs(line.slope * $0.0 + line.offset - $0.1) <= tolerance }
                let middle = line.slope * (Double(start) + length / 2) + line.offset
                let reach = first ? -middle : middle
                guard support * 5 >= samples.count * (ofEnds ? 3 : 2), !ofEnds || support >= fewestEnds else {
                    continue
                }
                let better =
                    best.map {
                        Double(support) + reach / tolerance * 0.5 > Double($0.support) + $0.reach / tolerance * 0.5
                    } ?? true
                if better { best = (line, support, reach) }
            }
        }
        guard let found = best?.line else { return nil }
        return refine(found, samples: samples, tolerance: tolerance)
    }

    private static func refine(_ line: Line, samples: [(Double, Double)], tolerance: Double) -> Line {
        let near = samples.filter { abs(line.slope * $0.0 + line.offset - $0.1) <= tolerance }
        let n = Double(near.count)
        let su = near.reduce(0) { $0 + $1.0 }
        let sv = near.reduce(0) { $0 + $1.1 }
        let suu = near.reduce(0) { $0 + $1.0 * $1.0 }
        let suv = near.reduce(0) { $0 + $1.0 * $1.1 }
        let denominator = n * suu - su * su
        guard n >= 2, abs(denominator) > 1e-9 else { return line }
        let slope = (n * suv - su * sv) / denominator
        return Line(slope: slope, offset: (sv - slope * su) / n)
    }

    /// Where a level side (y of x) and an upright side (x of y) cross.
    private static func cross(_ level: Line, _ upright: Line) -> Point {
        let y = (level.slope * upright.offset + level.offset) / (1 - level.slope * upright.slope)
        return Point(x: upright.slope * y + upright.offset, y: y)
    }
}
