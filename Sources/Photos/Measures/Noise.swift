internal import IntakeModel

/// 噪声: standard deviation in grey levels, from the diagonal differences, of which edges make few.
///
/// The median of their absolute values over 0.6745 is the standard deviation of Gaussian noise (Donoho, 1995).
enum Noise {
    static func measure(_ luma: Plane<UInt8>) -> Double {
        let w = luma.width
        var counts = [Int](repeating: 0, count: 1021)
        var total = 0
        luma.values.withUnsafeBufferPointer { v in
            for y in 0..<max(0, luma.height - 1) {
                for x in 0..<max(0, w - 1) {
                    let at = y * w + x
                    let difference = Int(v[at]) - Int(v[at + 1]) - Int(v[at + w]) + Int(v[at + w + 1])
                    counts[abs(difference)] += 1
                    total += 1
                }
            }
        }
        guard total > 0 else { return 0 }
        var left = Double(total) / 2
        for (value, count) in counts.enumerated() where count > 0 {
            if left <= Double(count) {
                // Between whole levels: small noise has few of them.
                let inside = value == 0 ? left / Double(count) * 0.5 : Double(value) - 0.5 + left / Double(count)
                return inside / 2 / 0.6745
            }
            left -= Double(count)
        }
        return 0
    }
}
