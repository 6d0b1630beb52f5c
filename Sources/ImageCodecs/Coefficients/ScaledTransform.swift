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
    private let whole: WholeBlock

    init(across: Int, down: Int, steps: [UInt16]) {
        self.across = across
        self.down = down
        horizontal = (0..<8).map { frequency in
            SIMD8((0..<8).map { ScaledTransform.basis(across, frequency, $0) })
        }
        vertical = (0..<8).map { sample in
            SIMD8((0..<8).map { ScaledTransform.basis(down, $0, sample) })
        }
        whole = WholeBlock(steps: steps)
        self.steps = (0..<8).map { row in SIMD8((0..<8).map { Float(steps[8 * row + $0]) }) }
    }

    /// Sample `x` of frequency `u` in an orthonormal DCT of `count` points, scaled so that means stay means.
    private static func basis(_ count: Int, _ u: Int, _ x: Int) -> Float {
        guard u < count, x < count else { return 0 }
        let n = Double(count)
        let weight = (u == 0 ? sqrt(1 / n) : sqrt(2 / n)) * sqrt(n / 8)
        return Float(weight * cos(Double(2 * x + 1) * Double(u) * .pi / (2 * n)))
    }

    /// `count` blocks side by side into `out`, rows `stride` apart; values 0…255.
    func blocks(
        _ coefficients: UnsafePointer<Int16>, count: Int, into out: UnsafeMutablePointer<UInt8>, stride: Int
    ) {
        if across == 1, down == 1 {
            let step = steps[0][0]
            for index in 0..<count {
                let mean = Float(coefficients[64 * index]) * step / 8 + 128.5
                out[index] = UInt8(max(0, min(255, mean)))
            }
            return
        }
        if across == 2, down == 2 {
            let (first, second) = (steps[0], steps[1])
            for index in 0..<count {
                let block = coefficients + 64 * index
                ScaledTransform.quarter(
                    Float(block[0]) * first[0], Float(block[1]) * first[1], Float(block[8]) * second[0],
                    Float(block[9]) * second[1], into: out + 2 * index, stride: stride)
            }
            return
        }
        if across == 8, down == 8 {
            whole.blocks(coefficients, count: count, into: out, stride: stride)
            return
        }
        if across == 4, down == 4 {
            halves(coefficients, count: count, into: out, stride: stride)
            return
        }
        horizontal.withUnsafeBufferPointer { horizontal in
            vertical.withUnsafeBufferPointer { vertical in
                steps.withUnsafeBufferPointer { steps in
                    for index in 0..<count {
                        block(
                            coefficients + 64 * index, horizontal, vertical, steps, into: out + index * across,
                            stride: stride)
                    }
                }
            }
        }
    }

    /// Four by four points.
    private func halves(
        _ coefficients: UnsafePointer<Int16>, count: Int, into out: UnsafeMutablePointer<UInt8>, stride: Int
    ) {
        let rows = (0..<4).map { vertical[$0].lowHalf }
        let columns = (0..<4).map { horizontal[$0].lowHalf }
        let (s0, s1, s2, s3) = (steps[0].lowHalf, steps[1].lowHalf, steps[2].lowHalf, steps[3].lowHalf)
        rows.withUnsafeBufferPointer { rows in
            columns.withUnsafeBufferPointer { columns in
                for index in 0..<count {
                    let block = UnsafeRawPointer(coefficients + 64 * index)
                    @inline(__always)
                    func row(_ number: Int, _ step: SIMD4<Float>) -> SIMD4<Float> {
                        SIMD4<Float>(block.loadUnaligned(fromByteOffset: 16 * number, as: SIMD4<Int16>.self)) * step
                    }
                    let (r0, r1, r2, r3) = (row(0, s0), row(1, s1), row(2, s2), row(3, s3))
                    for y in 0..<4 {
                        var mixed = r0 * rows[y][0]
                        mixed += r1 * rows[y][1]
                        mixed += r2 * rows[y][2]
                        mixed += r3 * rows[y][3]
                        var line = SIMD4<Float>(repeating: 128)
                        for v in 0..<4 { line += columns[v] * mixed[v] }
                        line.replace(with: 0, where: line .< 0)
                        line.replace(with: 255, where: line .> 255)
                        line += SIMD4<Float>(repeating: 8_388_608)
                        let bits = unsafeBitCast(line, to: SIMD4<UInt32>.self)
                        UnsafeMutableRawPointer(out + 4 * index + y * stride).storeBytes(
                            of: SIMD4<UInt8>(truncatingIfNeeded: bits), as: SIMD4<UInt8>.self)
                    }
                }
            }
        }
    }

    /// The same for one point or two by two, from the four lowest coefficients of each block.
    func lowest(_ low: UnsafePointer<Int16>, count: Int, into out: UnsafeMutablePointer<UInt8>, stride: Int) {
        let (s0, s1, s2, s3) = (steps[0][0], steps[0][1], steps[1][0], steps[1][1])
        for index in 0..<count {
            let block = low + 4 * index
            if across == 1 {
                let mean = Float(block[0]) * s0 / 8 + 128.5
                out[index] = UInt8(max(0, min(255, mean)))
            } else {
                ScaledTransform.quarter(
                    Float(block[0]) * s0, Float(block[1]) * s1, Float(block[2]) * s2, Float(block[3]) * s3,
                    into: out + 2 * index, stride: stride)
            }
        }
    }

    /// Two by two points: all weights of the transform are ±1/8.
    @inline(__always)
    private static func quarter(
        _ mean: Float, _ across: Float, _ down: Float, _ both: Float, into out: UnsafeMutablePointer<UInt8>, stride: Int
    ) {
        var values = SIMD4<Float>(repeating: mean)
        values += SIMD4(across, -across, across, -across)
        values += SIMD4(down, down, -down, -down)
        values += SIMD4(both, -both, -both, both)
        values = values / 8 + 128
        values.replace(with: 0, where: values .< 0)
        values.replace(with: 255, where: values .> 255)
        values += SIMD4<Float>(repeating: 8_388_608)
        let bits = unsafeBitCast(values, to: SIMD4<UInt32>.self)
        out[0] = UInt8(truncatingIfNeeded: bits[0])
        out[1] = UInt8(truncatingIfNeeded: bits[1])
        out[stride] = UInt8(truncatingIfNeeded: bits[2])
        out[stride + 1] = UInt8(truncatingIfNeeded: bits[3])
    }

    @inline(__always)
    private func block(
        _ coefficients: UnsafePointer<Int16>, _ horizontal: UnsafeBufferPointer<SIMD8<Float>>,
        _ vertical: UnsafeBufferPointer<SIMD8<Float>>, _ steps: UnsafeBufferPointer<SIMD8<Float>>,
        into out: UnsafeMutablePointer<UInt8>, stride: Int
    ) {
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
                let bytes = SIMD8<UInt8>(truncatingIfNeeded: bits)
                let target = out + y * stride
                for x in 0..<across { target[x] = bytes[x] }
            }
        }
    }
}
