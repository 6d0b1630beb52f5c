internal import Foundation
internal import IntakeModel

/// 倾斜角: the turn that makes the rules of a picture level.
enum SkewEstimate {
    /// Degrees clockwise by which the rules are tilted, within ±`limit`; the sharpest projection wins.
    static func degrees(of ridges: RuleRidges, limit: Double = 16) -> Double {
        let level = points(ridges.level)
        let upright = points(ridges.upright)
        guard level.count + upright.count > 200 else { return 0 }
        let reach = Int(hypot(Double(ridges.level.width), Double(ridges.level.height))) + 2
        func sharpness(_ degrees: Double) -> Double {
            let angle = degrees * .pi / 180
            return project(level, across: (-sin(angle), cos(angle)), reach: reach)
                + project(upright, across: (cos(angle), sin(angle)), reach: reach)
        }
        var best = (angle: 0.0, value: sharpness(0))
        for (span, step) in [(limit, 0.5), (0.5, 0.1), (0.1, 0.02)] {
            let center = best.angle
            for angle in stride(from: center - span, through: center + span, by: step) {
                let value = sharpness(angle)
                if value > best.value { best = (angle, value) }
            }
        }
        return best.angle
    }

    /// Points of either direction that are projected; a table's rules have some 10,000 on a picture of working size.
    private static let most = 12_000

    private static func points(_ plane: Plane<UInt8>) -> [(Float, Float)] {
        var found: [(Float, Float)] = []
        let total = plane.values.reduce(0) { $0 + Int($1) }
        let keep = max(1, total / most)
        var seen = 0
        for y in 0..<plane.height {
            for x in 0..<plane.width where plane[x, y] != 0 {
                seen += 1
                if seen % keep == 0 { found.append((Float(x), Float(y))) }
            }
        }
        return found
    }

    private static func project(_ points: [(Float, Float)], across direction: (Double, Double), reach: Int) -> Double {
        var bins = [Float](repeating: 0, count: 2 * reach)
        let dx = Float(direction.0)
        let dy = Float(direction.1)
        let offset = Float(reach)
        bins.withUnsafeMutableBufferPointer { bins in
            for (x, y) in points { bins[Int(x * dx + y * dy + offset)] += 1 }
        }
        return bins.reduce(0.0) { $0 + Double($1) * Double($1) }
    }
}
