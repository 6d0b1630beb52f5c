internal import IntakeModel
internal import Normalizing

/// How much of a straight stretch is covered by a rule, answered in constant time.
struct RuleCoverage {
    let width: Int
    let height: Int
    /// Sums along rows of the level rules, and along columns of the upright ones; both row by row.
    private let level: [Int32]
    private let upright: [Int32]
    /// Whether the sums are those of the picture standing on its head.
    private var isTurnedOver = false

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

    /// The same of the picture standing on its head.
    var turnedOver: RuleCoverage {
        var other = self
        other.isTurnedOver.toggle()
        return other
    }

    /// A stretch inside `0..<length` as the sums have it.
    private func stretch(_ from: Int, _ to: Int, of length: Int) -> (from: Int, to: Int) {
        let (a, b) = (max(0, min(length, from)), max(0, min(length, to)))
        return isTurnedOver ? (length - b, length - a) : (a, b)
    }

    /// Share of the row `y` between two columns that lies on a level rule, 0…1.
    func level(y: Int, from: Int, to: Int) -> Double {
        let (a, b) = stretch(from, to, of: width)
        guard b > a, (0..<height).contains(y) else { return 0 }
        let y = isTurnedOver ? height - 1 - y : y
        return Double(level[y * (width + 1) + b] - level[y * (width + 1) + a]) / Double(b - a)
    }

    /// Share of the column `x` between two rows that lies on an upright rule, 0…1.
    func upright(x: Int, from: Int, to: Int) -> Double {
        let (a, b) = stretch(from, to, of: height)
        guard b > a, (0..<width).contains(x) else { return 0 }
        let x = isTurnedOver ? width - 1 - x : x
        return Double(upright[b * width + x] - upright[a * width + x]) / Double(b - a)
    }

    /// For every column the mean share of some stretches of rows that lies on an upright rule, 0…1.
    func upright(over stretches: [(from: Int, to: Int)]) -> [Double] {
        var shares = [Double](repeating: 0, count: width)
        for (from, to) in stretches {
            let (a, b) = stretch(from, to, of: height)
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
        if isTurnedOver { shares.reverse() }
        return shares
    }
}
