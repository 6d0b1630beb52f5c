internal import Foundation

/// Inverse DCT of an 8 × 8 block to 1, 2, 4 or 8 points in each direction: the lowest coefficients, transformed back by
/// a DCT of that length, are the block on the coarser grid.
struct ScaledTransform {
    /// Points across and down.
    let across: Int
    let down: Int
    /// For every horizontal frequency, its eight (or fewer) samples.
    private let horizontal: [SIMD8<Float>]
    /// For every row of samples, the weights of the vertical frequencies.
    private let vertical: [SIMD8<Float>]
    private let steps: [SIMD8<Float>]

    init(across: Int, down: Int, steps: [UInt16]) {
        self.across = across
        self.down = down
        horizontal = (0..<8).map { frequency in
            SIMD8((0..<8).map { ScaledTransform.basis(across, frequency, $0) })
        }
        vertical = (0..<8).map { sample in
            SIMD8((0..<8).map { ScaledTransform.basis(down, $0, sample) })
        }
        self.steps = (0..<8).map { row in SIMD8((0..<8).map { Float(steps[8 * row + $0]) }) }
    }

    /// Sample `x` of frequency `u` in an orthonormal DCT of `count` points, scaled so that means stay means.
    private static func basis(_ count: Int, _ u: Int, _ x: Int) -> Float {
        guard u < count, x < count else { return 0 }
        let n = Double(count)
        let weight = (u == 0 ? sqrt(1 / n) : sqrt(2 / n)) * sqrt(n / 8)
        return Float(weight * cos(Double(2 * x + 1) * Double(u) * .pi / (2 * n)))
    }

    /// One block into `out`, rows `stride` apart; values 0…255.
    @inline(__always)
    func block(_ coefficients: UnsafePointer<Int16>, into out: UnsafeMutablePointer<UInt8>, stride: Int) {
        if across == 1, down == 1 {
            let mean = Float(coefficients[0]) * steps[0][0] / 8 + 128.5
            out[0] = UInt8(max(0, min(255, mean)))
            return
        }
        var rows = (
            SIMD8<Float>(), SIMD8<Float>(), SIMD8<Float>(), SIMD8<Float>(), SIMD8<Float>(), SIMD8<Float>(),
            SIMD8<Float>(), SIMD8<Float>()
        )
        var last = 0
        withUnsafeMutableBytes(of: &rows) { raw in
            let rows = raw.bindMemory(to: SIMD8<Float>.self)
            let source = UnsafeRawPointer(coefficients)
            for u in 0..<down {
                let stored = source.loadUnaligned(fromByteOffset: 16 * u, as: SIMD8<Int16>.self)
                if stored == SIMD8<Int16>(repeating: 0) { continue }
                rows[u] = SIMD8<Float>(stored) * steps[u]
                last = u
            }
            for y in 0..<down {
                var mixed = rows[0] * vertical[y][0]
                if last > 0 { for u in 1...last { mixed += rows[u] * vertical[y][u] } }
                var line = SIMD8<Float>(repeating: 128)
                for v in 0..<across { line += horizontal[v] * mixed[v] }
                // Adding 2²³ rounds to whole numbers and leaves them in the lowest bits.
                line.replace(with: 0, where: line .< 0)
                line.replace(with: 255, where: line .> 255)
                let bits = unsafeBitCast(line + 8_388_608, to: SIMD8<UInt32>.self)
                let target = out + y * stride
                for x in 0..<across { target[x] = UInt8(truncatingIfNeeded: bits[x]) }
            }
        }
    }
}
