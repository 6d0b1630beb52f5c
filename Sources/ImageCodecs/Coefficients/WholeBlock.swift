internal import Foundation

/// Inverse DCT of 8 × 8 blocks at their stored size.
///
/// A cosine is as far from the middle on one side as on the other: sums over even and over odd frequencies make both halves.
struct WholeBlock {
    /// Quantization steps times the weight of the frequency: the first four samples of each.
    private let steps: [SIMD8<Float>]
    private let weights: [SIMD4<Float>]

    init(steps: [UInt16]) {
        self.steps = (0..<8).map { row in SIMD8((0..<8).map { Float(steps[8 * row + $0]) }) }
        weights = (0..<8).map { frequency in
            SIMD4(
                (0..<4).map { sample in
                    let weight = frequency == 0 ? sqrt(1.0 / 8) : 0.5
                    return Float(weight * cos(Double(2 * sample + 1) * Double(frequency) * .pi / 16))
                })
        }
    }

    /// `count` blocks side by side into `out`, rows `stride` apart; values 0…255.
    func blocks(
        _ coefficients: UnsafePointer<Int16>, count: Int, into out: UnsafeMutablePointer<UInt8>, stride: Int
    ) {
        steps.withUnsafeBufferPointer { steps in
            weights.withUnsafeBufferPointer { weights in
                for index in 0..<count {
                    WholeBlock.block(
                        UnsafeRawPointer(coefficients + 64 * index), steps, weights, into: out + 8 * index,
                        stride: stride)
                }
            }
        }
    }

    @inline(__always)
    private static func block(
        _ source: UnsafeRawPointer, _ steps: UnsafeBufferPointer<SIMD8<Float>>,
        _ weights: UnsafeBufferPointer<SIMD4<Float>>, into out: UnsafeMutablePointer<UInt8>, stride: Int
    ) {
        @inline(__always)
        func stored(_ row: Int) -> SIMD8<Int16> {
            source.loadUnaligned(fromByteOffset: 16 * row, as: SIMD8<Int16>.self)
        }
        let first = stored(1) | stored(2) | stored(3)
        let second = stored(4) | stored(5) | stored(6) | stored(7)
        @inline(__always)
        func row(_ number: Int) -> SIMD8<Float> { SIMD8<Float>(stored(number)) * steps[number] }
        let top = row(0)
        if (first | second) == SIMD8<Int16>(repeating: 0) {
            // Nothing changes downwards.
            let bytes = line(top * weights[0][0], weights)
            for y in 0..<8 { store(bytes, out + y * stride) }
            return
        }
        let (r1, r2, r3) = (row(1), row(2), row(3))
        if second == SIMD8<Int16>(repeating: 0) {
            for y in 0..<4 {
                var (even, odd) = (top * weights[0][y], r1 * weights[1][y])
                even += r2 * weights[2][y]
                odd += r3 * weights[3][y]
                store(line(even + odd, weights), out + y * stride)
                store(line(even - odd, weights), out + (7 - y) * stride)
            }
            return
        }
        let (r4, r5, r6, r7) = (row(4), row(5), row(6), row(7))
        for y in 0..<4 {
            var (even, odd) = (top * weights[0][y], r1 * weights[1][y])
            even += r2 * weights[2][y]
            odd += r3 * weights[3][y]
            even += r4 * weights[4][y]
            odd += r5 * weights[5][y]
            even += r6 * weights[6][y]
            odd += r7 * weights[7][y]
            store(line(even + odd, weights), out + y * stride)
            store(line(even - odd, weights), out + (7 - y) * stride)
        }
    }

    /// One row of samples from its frequencies.
    @inline(__always)
    private static func line(
        _ mixed: SIMD8<Float>, _ weights: UnsafeBufferPointer<SIMD4<Float>>
    ) -> SIMD8<UInt8> {
        var (even, odd) = (weights[0] * mixed[0], weights[1] * mixed[1])
        even += weights[2] * mixed[2]
        odd += weights[3] * mixed[3]
        even += weights[4] * mixed[4]
        odd += weights[5] * mixed[5]
        even += weights[6] * mixed[6]
        odd += weights[7] * mixed[7]
        even += SIMD4<Float>(repeating: 128)
        let high: SIMD4<Float> = even - odd
        var whole = SIMD8<Float>(lowHalf: even + odd, highHalf: SIMD4<Float>(high.w, high.z, high.y, high.x))
        whole.replace(with: 0, where: whole .< 0)
        whole.replace(with: 255, where: whole .> 255)
        // Adding 2²³ rounds to whole numbers and leaves them in the lowest bits.
        whole += SIMD8<Float>(repeating: 8_388_608)
        let bits = unsafeBitCast(whole, to: SIMD8<UInt32>.self)
        return SIMD8<UInt8>(truncatingIfNeeded: bits)
    }

    @inline(__always)
    private static func store(_ bytes: SIMD8<UInt8>, _ out: UnsafeMutablePointer<UInt8>) {
        UnsafeMutableRawPointer(out).storeBytes(of: bytes, as: SIMD8<UInt8>.self)
    }
}
