internal import IntakeModel

/// 压缩伪影 (ISO/IEC 29794-5 "Compression artifacts"): steps at the borders of 8 × 8 blocks over those beside them.
enum CompressionArtifacts {
    /// All eight phases are tried, since a photo may have been cut after it was compressed.
    static func measure(_ luma: Plane<UInt8>) -> Double? {
        let (w, h) = (luma.width, luma.height)
        guard w >= 64, h >= 64 else { return nil }
        var across = [Int](repeating: 0, count: 8)
        var down = [Int](repeating: 0, count: 8)
        var acrossCount = [Int](repeating: 0, count: 8)
        var downCount = [Int](repeating: 0, count: 8)
        luma.values.withUnsafeBufferPointer { v in
            for y in 1..<(h - 2) {
                for x in 1..<(w - 2) {
                    let at = y * w + x
                    // The step beyond what the slopes on both sides lead to; edges of the face are left out.
                    let dx = abs(3 * (Int(v[at + 1]) - Int(v[at])) - (Int(v[at + 2]) - Int(v[at - 1])))
                    if dx < 60 {
                        across[x & 7] += dx
                        acrossCount[x & 7] += 1
                    }
                    let dy = abs(3 * (Int(v[at + w]) - Int(v[at])) - (Int(v[at + 2 * w]) - Int(v[at - w])))
                    if dy < 60 {
                        down[y & 7] += dy
                        downCount[y & 7] += 1
                    }
                }
            }
        }
        return (ratio(across, acrossCount) + ratio(down, downCount)) / 2
    }

    private static func ratio(_ sums: [Int], _ counts: [Int]) -> Double {
        let means = zip(sums, counts).map { Double($0) / Double(max(1, $1)) }
        guard let highest = means.max() else { return 1 }
        let others = means.sorted().dropLast()
        // One grey level keeps flawless flat areas from dividing by nothing.
        return (highest + 1) / (others.reduce(0, +) / Double(others.count) + 1)
    }
}
