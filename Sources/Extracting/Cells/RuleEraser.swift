internal import IntakeModel

/// 去表格线: takes printed rules out of a picture so that writing that crosses them stays whole.
struct RuleEraser {
    private(set) var plane: Plane<UInt8>

    init(_ plane: Plane<UInt8>) { self.plane = plane }

    /// A stretch of a rule; `reach` is how far it may lie from the straight line, in pixels.
    mutating func eraseLevel(y: Double, from: Double, to: Double, reach: Int) {
        erase(across: y, from: from, to: to, reach: reach, vertical: false)
    }

    mutating func eraseUpright(x: Double, from: Double, to: Double, reach: Int) {
        erase(across: x, from: from, to: to, reach: reach, vertical: true)
    }

    private mutating func erase(across: Double, from: Double, to: Double, reach: Int, vertical: Bool) {
        let length = vertical ? plane.height : plane.width
        let depth = vertical ? plane.width : plane.height
        let along = vertical ? plane.width : 1
        let step = vertical ? 1 : plane.width
        let start = max(0, Int(from))
        let end = min(length - 1, Int(to))
        let center = Int(across.rounded())
        let low = max(2, center - reach)
        let high = min(depth - 3, center + reach)
        guard end - start > 12, high > low else { return }
        plane.values.withUnsafeMutableBufferPointer { pixels in
            // Follow the rule: the darkest offset in stretches of 16 pixels, smoothed.
            let bin = 16
            let bins = (end - start) / bin + 1
            var track: [Int] = []
            for index in 0..<bins {
                let first = start + index * bin
                let last = min(end, first + bin - 1)
                var best = (offset: center, tone: Int.max)
                for offset in low...high {
                    var sum = 0
                    for u in first...max(first, last) { sum += Int(pixels[u * along + offset * step]) }
                    if sum < best.tone { best = (offset, sum) }
                }
                track.append(best.offset)
            }
            let smooth = track.indices.map { index -> Int in
                let window = track[max(0, index - 3)...min(track.count - 1, index + 3)].sorted()
                return window[window.count / 2]
            }
            let thickness = RuleEraser.thickness(
                pixels, track: smooth, bin: bin, start: start, end: end, along: along, step: step, depth: depth)
            guard thickness > 0, thickness <= 2 * reach else { return }
            let half = thickness / 2 + 1
            for u in start...end {
                let offset = smooth[min(smooth.count - 1, (u - start) / bin)]
                let before = max(0, offset - half - 1)
                let after = min(depth - 1, offset + half + 1)
                let lighter = max(pixels[u * along + before * step], pixels[u * along + after * step])
                for v in (before + 1)..<max(before + 2, after) {
                    let at = u * along + v * step
                    if pixels[at] < lighter { pixels[at] = lighter }
                }
            }
        }
    }

    /// Median width of the dark stretch across the rule; 0 when there is no rule.
    private static func thickness(
        _ pixels: UnsafeMutableBufferPointer<UInt8>, track: [Int], bin: Int, start: Int, end: Int, along: Int,
        step: Int, depth: Int
    ) -> Int {
        var widths: [Int] = []
        for u in Swift.stride(from: start, through: end, by: 5) {
            let offset = track[min(track.count - 1, (u - start) / bin)]
            let core = Int(pixels[u * along + offset * step])
            guard core < 215 else {
                widths.append(0)
                continue
            }
            let limit = (core + 250) / 2
            var low = offset
            var high = offset
            while low > 0, Int(pixels[u * along + (low - 1) * step]) < limit, offset - low < 20 { low -= 1 }
            while high < depth - 1, Int(pixels[u * along + (high + 1) * step]) < limit, high - offset < 20 { high += 1 }
            widths.append(high - low + 1)
        }
        widths.sort()
        return widths[widths.count / 2]
    }
}
