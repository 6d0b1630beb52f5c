internal import Foundation
internal import IntakeModel

/// 清晰度: how wide the face's sharpest edges are, whatever their contrast.
///
/// An edge of spread σ, blurred once more with σ₀, loses gradient by √((σ² + σ₀²) / σ²): a ratio of a fine band over a
/// coarser one that knows neither contrast nor skin (Zhuo and Sim, "Defocus map estimation from a single image", 2011).
/// Directions are kept apart: a smear widens the edges across it and leaves those along it.
struct EdgeSpread {
    /// Pixels, of the sharper quarter of all edges; `nil` where there are too few edges to tell.
    let overall: Double?
    /// The same of the sharper eighth for eight directions of the gradient, from 0° in steps of 22.5°: a smear leaves none
    /// sharp across it, while soft light along a jaw may make most of a direction's edges.
    let directions: [Double?]

    /// Standard deviation of the second blur, pixels: binomial 1 4 6 4 1.
    private static let second = 1.0
    /// Variance that the central difference itself adds: a box two pixels wide.
    private static let operatorVariance = 1.0 / 3
    private static let directionCount = 8
    /// Edges needed for a number.
    private static let fewest = 60
    private static let fewestInDirection = 25
    /// Edges fainter than so many grey levels a pixel are skin, not edges.
    private static let faintest: Float = 4

    init(_ luma: Plane<UInt8>, noise: Double) {
        let (w, h) = (luma.width, luma.height)
        guard w > 24, h > 24 else {
            overall = nil
            directions = []
            return
        }
        let fine = luma.values.map(Float.init)
        let coarse = EdgeSpread.blurred(fine, w, h)
        // After the second blur noise keeps about a seventh of itself in the gradient.
        let threshold = max(EdgeSpread.faintest, Float(0.9 * noise))
        var all: [Float] = []
        var bins = [[Float]](repeating: [], count: EdgeSpread.directionCount)
        fine.withUnsafeBufferPointer { fine in
            coarse.withUnsafeBufferPointer { coarse in
                for y in 3..<(h - 3) {
                    for x in 3..<(w - 3) {
                        let at = y * w + x
                        let gx = (coarse[at + 1] - coarse[at - 1]) / 2
                        let gy = (coarse[at + w] - coarse[at - w]) / 2
                        let strength = (gx * gx + gy * gy).squareRoot()
                        if strength < threshold { continue }
                        // Only the ridge of an edge tells its width.
                        let ahead = abs(gx) > abs(gy) ? 1 : w
                        func size(_ at: Int) -> Float {
                            let gx = (coarse[at + 1] - coarse[at - 1]) / 2
                            let gy = (coarse[at + w] - coarse[at - w]) / 2
                            return (gx * gx + gy * gy).squareRoot()
                        }
                        if size(at - ahead) > strength || size(at + ahead) > strength { continue }
                        let fx = (fine[at + 1] - fine[at - 1]) / 2
                        let fy = (fine[at + w] - fine[at - w]) / 2
                        let ratio = abs(fx * gx + fy * gy) / (strength * strength)
                        let spread = EdgeSpread.spread(ratio)
                        all.append(spread)
                        var angle = atan2(gy, gx)
                        if angle < 0 { angle += .pi }
                        let bin = Int(angle / .pi * Float(EdgeSpread.directionCount) + 0.5) % EdgeSpread.directionCount
                        bins[bin].append(spread)
                    }
                }
            }
        }
        overall = all.count >= EdgeSpread.fewest ? EdgeSpread.sharper(4, of: &all) : nil
        directions = bins.map { bin in
            var bin = bin
            return bin.count >= EdgeSpread.fewestInDirection ? EdgeSpread.sharper(8, of: &bin) : nil
        }
    }

    private static func spread(_ ratio: Float) -> Float {
        let excess = Double(ratio * ratio) - 1
        guard excess > 0.02 else { return 5 }
        return Float(max(0.05, second * second / excess - operatorVariance).squareRoot())
    }

    /// What the sharper one in so many stays below.
    private static func sharper(_ part: Int, of values: inout [Float]) -> Double {
        values.sort()
        return Double(values[values.count / part])
    }

    /// Binomial 1 4 6 4 1 in both directions.
    static func blurred(_ values: [Float], _ w: Int, _ h: Int) -> [Float] {
        var across = values
        var down = values
        across.withUnsafeMutableBufferPointer { out in
            values.withUnsafeBufferPointer { v in
                for y in 0..<h {
                    let row = y * w
                    for x in 2..<(w - 2) {
                        let at = row + x
                        out[at] = (v[at - 2] + v[at + 2] + 4 * (v[at - 1] + v[at + 1]) + 6 * v[at]) / 16
                    }
                }
            }
        }
        down.withUnsafeMutableBufferPointer { out in
            across.withUnsafeBufferPointer { v in
                for y in 2..<(h - 2) {
                    let row = y * w
                    for x in 0..<w {
                        let at = row + x
                        out[at] = (v[at - 2 * w] + v[at + 2 * w] + 4 * (v[at - w] + v[at + w]) + 6 * v[at]) / 16
                    }
                }
            }
        }
        return down
    }
}
