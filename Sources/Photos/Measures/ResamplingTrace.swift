internal import Foundation
internal import IntakeModel

/// 插值痕迹: the period that scaling up leaves in the second derivative (Gallagher, "Detection of linear and cubic
/// interpolation in JPEG compressed images", 2005).
///
/// New pixels lie between old ones at a period of the scale, and are smoother there. Periods of the 8 × 8 blocks of JPEG
/// are left out, so that a photo that was scaled up by exactly two leaves no trace here.
enum ResamplingTrace {
    private static let most: Int16 = 24

    static func measure(_ luma: Plane<UInt8>) -> Double? {
        let (w, h) = (luma.width, luma.height)
        guard w >= 96, h >= 96 else { return nil }
        // Strong edges would speak alone: no difference counts more than this. 2 700 rows of it fit into 16 bits.
        guard h < 2700 else { return nil }
        var across = [UInt16](repeating: 0, count: w)
        var down = [Int32](repeating: 0, count: h)
        luma.values.withUnsafeBufferPointer { v in
            across.withUnsafeMutableBufferPointer { across in
                for y in 1..<(h - 1) {
                    let row = y * w
                    var sum: Int32 = 0
                    for x in 1..<(w - 1) {
                        let at = row + x
                        let here = 2 &* Int16(v[at])
                        let a = here &- Int16(v[at - 1]) &- Int16(v[at + 1])
                        let d = here &- Int16(v[at - w]) &- Int16(v[at + w])
                        across[x] &+= UInt16(truncatingIfNeeded: min(max(a, 0 &- a), most))
                        sum &+= Int32(min(max(d, 0 &- d), most))
                    }
                    down[y] = sum
                }
            }
        }
        // Photos are scaled up in both directions.
        return (peak(across[1..<(w - 1)].map(Int32.init)[...]) * peak(down[1..<(h - 1)])).squareRoot()
    }

    /// The strongest period in parts of the spectrum around it.
    private static func peak(_ signal: ArraySlice<Int32>) -> Double {
        // The logarithm less its running mean: what is left knows no contrast.
        let logs = signal.map { log(Double($0) + 1) }
        let reach = 4
        var flat = [Double]()
        for at in reach..<(logs.count - reach) {
            let window = logs[(at - reach)...(at + reach)]
            flat.append(logs[at] - window.reduce(0, +) / Double(window.count))
        }
        let count = flat.count
        for at in flat.indices { flat[at] *= 0.5 - 0.5 * cos(2 * .pi * Double(at) / Double(count)) }
        var best = 0.0
        var powers: [Double] = []
        let bins = (count * 18 / 100)..<(count / 2)
        for first in stride(from: bins.lowerBound, to: bins.upperBound, by: 8) {
            let frequencies = SIMD8((0..<8).map { Double(first + $0) / Double(count) })
            let together = ResamplingTrace.powers(flat, frequencies)
            for lane in 0..<min(8, bins.upperBound - first) {
                powers.append(together[lane])
                let eighths = 8 * frequencies[lane]
                if abs(eighths - eighths.rounded()) > 0.16 { best = max(best, together[lane]) }
            }
        }
        guard let usual = powers.sorted().dropFirst(powers.count / 2).first else { return 0 }
        return best / (usual + 1e-9)
    }

    /// Of eight frequencies (parts of the sampling rate) side by side; one rotation a step instead of a sine and a cosine.
    private static func powers(_ signal: [Double], _ frequencies: SIMD8<Double>) -> SIMD8<Double> {
        var (cosine, sine) = (SIMD8<Double>(), SIMD8<Double>())
        for lane in 0..<8 {
            cosine[lane] = cos(2 * .pi * frequencies[lane])
            sine[lane] = sin(2 * .pi * frequencies[lane])
        }
        var (real, imaginary) = (SIMD8<Double>(), SIMD8<Double>())
        var (re, im) = (SIMD8<Double>(repeating: 1), SIMD8<Double>())
        for value in signal {
            real += re * value
            imaginary += im * value
            let turned = re * cosine - im * sine
            im = re * sine + im * cosine
            re = turned
        }
        return real * real + imaginary * imaginary
    }
}
