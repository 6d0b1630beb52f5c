/// Counts of grey levels.
struct Histogram {
    private(set) var counts = [Int](repeating: 0, count: 256)
    private(set) var total = 0

    @inline(__always)
    mutating func add(_ level: UInt8) {
        counts[Int(level)] += 1
        total += 1
    }

    /// The level that so many parts of the pixels are not above.
    func level(_ part: Double) -> Double {
        var left = Int((Double(total) * part).rounded(.up))
        for (level, count) in counts.enumerated() {
            left -= count
            if left <= 0 { return Double(level) }
        }
        return 255
    }

    var mean: Double {
        guard total > 0 else { return 0 }
        return Double(counts.enumerated().reduce(0) { $0 + $1.offset * $1.element }) / Double(total)
    }

    var variance: Double {
        guard total > 0 else { return 0 }
        let middle = mean
        return counts.enumerated().reduce(0.0) {
            $0 + Double($1.element) * (Double($1.offset) - middle) * (Double($1.offset) - middle)
        } / Double(total)
    }
}
