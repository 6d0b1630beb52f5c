internal import Foundation
internal import IntakeModel

/// 插值痕迹: the period that scaling up leaves in the second derivative (Gallagher, "Detection of linear and cubic
/// interpolation in JPEG compressed images", 2005).
///
/// New pixels lie between old ones at a period of the scale, and are smoother there. Periods of the 8 × 8 blocks of JPEG
/// are left out, so that a photo that was scaled up by exactly two leaves no trace here.
enum ResamplingTrace {
    static func measure(_ luma: Plane<UInt8>) -> Double? {
        let (w, h) = (luma.width, luma.height)
        guard w >= 96, h >= 96 else { return nil }
        var across = [Int32](repeating: 0, count: w)
        var down = [Int32](repeating: 0, count: h)
        luma.values.withUnsafeBufferPointer { v in
            across.withUnsafeMutableBufferPointer { across in
                for y in 1..<(h - 1) {
                    let row = y * w
                    var sum: Int32 = 0
                    for x in 1..<(w - 1) {
                        let at = row + x
                        let here = 2 * Int32(v[at])
                        let a = abs(here - Int32(v[at - 1]) - Int32(v[at + 1]))
                        let d = abs(here - Int32(v[at - w]) - Int32(v[at + w]))
                        // Strong edges would speak alone.
                        across[x] &+= min(a, 24)
                        sum &+= min(d, 24)
                    }
                    down[y] = sum
                }
            }
        }
        // Photos are scaled up in both directions.
        return (peak(across[1..<(w - 1)]) * peak(down[1..<(h - 1)])).squareRoot()
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
        for bin in (count * 18 / 100)..<(count / 2) {
            let frequency = Double(bin) / Double(count)
            let power = power(flat, 2 * .pi * frequency)
            powers.append(power)
            let eighths = 8 * frequency
            if abs(eighths - eighths.rounded()) > 0.16 { best = max(best, power) }
        }
        guard let usual = powers.sorted().dropFirst(powers.count / 2).first else { return 0 }
        return best / (usual + 1e-9)
    }

    /// Of one frequency; one rotation a step instead of a sine and a cosine.
    private static func power(_ signal: [Double], _ frequency: Double) -> Double {
        let (cosine, sine) = (cos(frequency), sin(frequency))
        var (real, imaginary) = (0.0, 0.0)
        var (re, im) = (1.0, 0.0)
        for value in signal {
            real += value * re
            imaginary += value * im
            (re, im) = (re * cosine - im * sine, re * sine + im * cosine)
        }
        return real * real + imaginary * imaginary
    }
}
