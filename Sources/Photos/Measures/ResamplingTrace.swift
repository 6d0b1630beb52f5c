internal import Foundation
internal import IntakeModel

/// 插值痕迹: the period that scaling up leaves in the second derivative (Gallagher, "Detection of linear and cubic
/// interpolation in JPEG compressed images", 2005).
///
/// New pixels lie between old ones at a period of the scale, and are smoother there. Periods of the 8 × 8 blocks of JPEG
/// are left out, except half a cycle a pixel, which is compared with the blocks' own.
enum ResamplingTrace {
    static func measure(_ luma: Plane<UInt8>) -> Double? {
        let (w, h) = (luma.width, luma.height)
        guard w >= 96, h >= 96 else { return nil }
        var across = [Double](repeating: 0, count: w)
        var down = [Double](repeating: 0, count: h)
        luma.values.withUnsafeBufferPointer { v in
            for y in 1..<(h - 1) {
                for x in 1..<(w - 1) {
                    let at = y * w + x
                    let here = 2 * Int(v[at])
                    let a = abs(here - Int(v[at - 1]) - Int(v[at + 1]))
                    let d = abs(here - Int(v[at - w]) - Int(v[at + w]))
                    // Strong edges would speak alone.
                    across[x] += Double(min(a, 24))
                    down[y] += Double(min(d, 24))
                }
            }
        }
        return max(peak(Array(across[1..<(w - 1)])), peak(Array(down[1..<(h - 1)])))
    }

    /// The strongest period in parts of the spectrum around it.
    private static func peak(_ signal: [Double]) -> Double {
        // The logarithm less its running mean: what is left knows no contrast.
        let logs = signal.map { log($0 + 1) }
        let reach = 4
        var flat = [Double]()
        for at in reach..<(logs.count - reach) {
            let window = logs[(at - reach)...(at + reach)]
            flat.append(logs[at] - window.reduce(0, +) / Double(window.count))
        }
        let count = flat.count
        let bins = (count * 18 / 100)...(count / 2)
        var powers: [Double] = []
        for bin in bins {
            let frequency = 2 * Double.pi * Double(bin) / Double(count)
            var (real, imaginary) = (0.0, 0.0)
            // One rotation a step instead of a sine and a cosine.
            let (cosine, sine) = (cos(frequency), sin(frequency))
            var (re, im) = (1.0, 0.0)
            for value in flat {
                real += value * re
                imaginary += value * im
                (re, im) = (re * cosine - im * sine, re * sine + im * cosine)
            }
            let isNyquist = 2 * bin == count
            powers.append((real * real + imaginary * imaginary) / (isNyquist ? 2 : 1))
        }
        let usual = powers.sorted()[powers.count / 2] + 1e-9
        var best = 0.0
        var blocks = 0.0
        for (index, bin) in bins.enumerated() {
            let eighths = 8 * Double(bin) / Double(count)
            let isBlock = abs(eighths - eighths.rounded()) < 8 * 1.6 / Double(count)
            if isBlock, eighths < 3.6 { blocks = max(blocks, powers[index]) } else { best = max(best, powers[index]) }
        }
        return best / max(usual * 8, blocks)
    }
}
