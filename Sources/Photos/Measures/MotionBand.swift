internal import Foundation
internal import IntakeModel

/// 运动模糊 by bands: in one direction there is nothing fine left, across it there is.
///
/// Energy of differences between neighbours over that of differences four pixels apart, in four directions; a long smear
/// leaves so few edges across it that `MotionBlur` has none to measure.
enum MotionBand {
    /// The ratio across the direction that has least, over its own.
    static func measure(_ luma: Plane<UInt8>, noise: Double) -> Double? {
        let (w, h) = (luma.width, luma.height)
        guard w > 40, h > 40 else { return nil }
        // Steps of a pixel to the right, down right, down, down left.
        let steps = [(1, 0), (1, 1), (0, 1), (-1, 1)]
        let floor = 2 * noise * noise + 0.5
        let ratios = luma.values.withUnsafeBufferPointer { v in
            steps.map { dx, dy -> Double in
                let step = dy * w + dx
                var fine = 0
                var coarse = 0
                var count = 0
                for y in 8..<(h - 8) {
                    for x in stride(from: 8 + (y & 1), to: w - 8, by: 2) {
                        let at = y * w + x
                        let f = Int(v[at + step]) - Int(v[at])
                        let c = Int(v[at + 4 * step]) - Int(v[at - 4 * step])
                        fine += f * f
                        coarse += c * c
                        count += 1
                    }
                }
                let mean = 1 / Double(max(1, count))
                return max(0.02, Double(fine) * mean - floor) / max(20, Double(coarse) * mean - floor)
            }
        }
        return (0..<4).map { ratios[($0 + 2) % 4] / max(1e-4, ratios[$0]) }.max()
    }
}
