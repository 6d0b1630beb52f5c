internal import Foundation
internal import IntakeModel

/// 频谱拐点: how much less there is in the third quarter of the frequencies than in the second, decades.
///
/// A photo that was half as large has nothing of its own above half of the Nyquist frequency, whatever filter scaled it up;
/// lenses and skin lose their energy more slowly. Where it was scaled up exactly by two, no period tells of it.
enum SpectralKnee {
    /// Hann-windowed band passes of nine taps, from a quarter to a half and from a half to three quarters of the Nyquist
    /// frequency; symmetric, from the middle outwards.
    private static let lower = taps(0.25, 0.5)
    private static let upper = taps(0.5, 0.75)
    private static let reach = 4
    /// An edge as wide as this, pixels, is out of focus: there is nothing on either side of the knee to compare.
    private static let widest = 1.3

    private static func taps(_ from: Double, _ to: Double) -> [Float] {
        func ideal(_ n: Int) -> Double {
            let window = 0.5 + 0.5 * cos(.pi * Double(n) / Double(reach + 1))
            if n == 0 { return (to - from) * window }
            return (sin(.pi * to * Double(n)) - sin(.pi * from * Double(n))) / (.pi * Double(n)) * window
        }
        let raw = (0...reach).map(ideal)
        // Nothing of the mean gets through.
        let mean = (raw[0] + 2 * raw[1...].reduce(0, +)) / Double(2 * reach + 1)
        return raw.map { Float($0 - mean) }
    }

    /// `nil` where there is too little of either to tell.
    ///
    /// - Parameter edge: spread of the sharpest edges, pixels.
    static func measure(_ luma: Plane<UInt8>, edge: Double?) -> Double? {
        let (w, h) = (luma.width, luma.height)
        guard w > 40, h > 40, edge ?? 0 < widest else { return nil }
        let values = luma.values.map(Float.init)
        var sums = (lower: Float(0), upper: Float(0))
        var count = 0
        // Every second row and column.
        values.withUnsafeBufferPointer { v in
            for y in stride(from: reach, to: h - reach, by: 2) {
                let found = energy(v, start: y * w + reach, count: w - 2 * reach, apart: 1)
                sums = (sums.lower + found.lower, sums.upper + found.upper)
                let across = energy(v, start: y * w + reach, count: w - 2 * reach, apart: w)
                sums = (sums.lower + across.lower, sums.upper + across.upper)
                count += 2 * (w - 2 * reach)
            }
        }
        let low = Double(sums.lower) / Double(count)
        guard low > 0.5 else { return nil }
        return log10(low / max(0.001, Double(sums.upper) / Double(count)))
    }

    /// Of samples side by side, each filtered with its neighbours `apart`.
    @inline(__always)
    private static func energy(
        _ v: UnsafeBufferPointer<Float>, start: Int, count: Int, apart: Int
    ) -> (lower: Float, upper: Float) {
        var low = SIMD8<Float>()
        var high = SIMD8<Float>()
        guard let base = v.baseAddress else { return (0, 0) }
        @inline(__always)
        func eight(_ at: Int) -> SIMD8<Float> {
            UnsafeRawPointer(base + at).loadUnaligned(as: SIMD8<Float>.self)
        }
        for at in stride(from: start, through: start + count - 8, by: 8) {
            let middle = eight(at)
            var a = middle * lower[0]
            var b = middle * upper[0]
            for tap in 1...reach {
                let pair = eight(at - tap * apart) + eight(at + tap * apart)
                a += pair * lower[tap]
                b += pair * upper[tap]
            }
            low += a * a
            high += b * b
        }
        return (low.sum(), high.sum())
    }
}
