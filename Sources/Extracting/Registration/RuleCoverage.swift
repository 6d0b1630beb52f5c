internal import IntakeModel
internal import Normalizing

/// How much of a straight stretch is covered by a rule, answered in constant time.
struct RuleCoverage {
    let width: Int
    let height: Int
    /// Sums along rows of the level rules, and along columns of the upright ones; both row by row.
    private let level: [Int32]
    private let upright: [Int32]

    /// Rules may wander by two pixels from the straight line.
    init(_ rules: RuleRidges) {
        let wide = rules.thickened(by: 2)
        let width = wide.level.width
        let height = wide.level.height
        var level = [Int32](repeating: 0, count: (width + 1) * height)
        var upright = [Int32](repeating: 0, count: width * (height + 1))
        wide.level.values.withUnsafeBufferPointer { source in
            for y in 0..<height {
                var sum: Int32 = 0
                for x in 0..<width {
                    sum &+= Int32(source[y &* width &+ x])
                    level[y &* (width &+ 1) &+ x &+ 1] = sum
                }
            }
        }
        wide.upright.values.withUnsafeBufferPointer { source in
            upright.withUnsafeMutableBufferPointer { sums in
                guard let from = source.baseAddress, let to = sums.baseAddress else { return }
                for y in 0..<height {
                    let (row, above, below) = (from + y * width, to + y * width, to + (y + 1) * width)
                    for x in 0..<width { below[x] = above[x] &+ Int32(truncatingIfNeeded: row[x]) }
                }
            }
        }
        self.width = width
        self.height = height
        self.level = level
        self.upright = upright
    }

    /// Share of the row `y` between two columns that lies on a level rule, 0…1.
    func level(y: Int, from: Int, to: Int) -> Double {
        let a = max(0, min(width, from))
        let b = max(0, min(width, to))
        guard b > a, (0..<height).contains(y) else { return 0 }
        return Double(level[y * (width + 1) + b] - level[y * (width + 1) + a]) / Double(b - a)
    }

    /// Share of the column `x` between two rows that lies on an upright rule, 0…1.
    func upright(x: Int, from: Int, to: Int) -> Double {
        let a = max(0, min(height, from))
        let b = max(0, min(height, to))
        guard b > a, (0..<width).contains(x) else { return 0 }
        return Double(upright[b * width + x] - upright[a * width + x]) / Double(b - a)
    }

    /// For every column the mean share of some stretches of rows that lies on an upright rule, 0…1.
    func upright(over stretches: [(from: Int, to: Int)]) -> [Double] {
        var shares = [Double](repeating: 0, count: width)
        for (from, to) in stretches {
            let a = max(0, min(height, from))
            let b = max(0, min(height, to))
            guard b > a else { continue }
            let part = 1 / Double((b - a) * stretches.count)
            shares.withUnsafeMutableBufferPointer { shares in
                upright.withUnsafeBufferPointer { sums in
                    guard let out = shares.baseAddress, let from = sums.baseAddress else { return }
                    let (before, after) = (from + a * width, from + b * width)
                    for x in 0..<width { out[x] += Double(after[x] &- before[x]) * part }
                }
            }
        }
        return shares
    }
}
