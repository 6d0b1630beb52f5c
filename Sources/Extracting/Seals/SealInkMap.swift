internal import Foundation
internal import IntakeModel
internal import Normalizing

/// 印色图: ink density at a few pixels a millimetre.
struct SealInkMap {
    /// Density, 170 for OD 1.
    let ink: Plane<UInt8>
    /// Source pixels per pixel of the map.
    let factor: Double
    /// Pixels of the map per millimetre.
    let scale: Double
    /// Edges fainter than this are noise.
    let noise: Int
    /// Total ink instead of red ink: grey pages and seals of another colour.
    let isTotal: Bool

    /// Bilinear value; 0 outside.
    @inline(__always)
    func value(_ x: Double, _ y: Double) -> Double {
        guard x >= 0, y >= 0, x < Double(ink.width - 1), y < Double(ink.height - 1) else { return 0 }
        let (x0, y0) = (Int(x), Int(y))
        let (fx, fy) = (x - Double(x0), y - Double(y0))
        return ink.values.withUnsafeBufferPointer { all in
            let at = y0 * ink.width + x0
            let top = Double(all[at]) * (1 - fx) + Double(all[at + 1]) * fx
            let bottom = Double(all[at + ink.width]) * (1 - fx) + Double(all[at + ink.width + 1]) * fx
            return top * (1 - fy) + bottom * fy
        }
    }

    func contains(_ x: Double, _ y: Double) -> Bool {
        x >= 1 && y >= 1 && x < Double(ink.width - 2) && y < Double(ink.height - 2)
    }

    /// Five times the median step between neighbours; never below OD 0.03.
    static func noise(of ink: Plane<UInt8>) -> Int {
        var histogram = [Int](repeating: 0, count: 256)
        var count = 0
        for y in stride(from: 1, to: ink.height, by: 3) {
            for x in stride(from: 1, to: ink.width, by: 2) {
                histogram[abs(Int(ink[x, y]) - Int(ink[x - 1, y]))] += 1
                count += 1
            }
        }
        var left = count / 2
        var bin = 0
        while bin < 255 {
            left -= histogram[bin]
            if left < 0 { break }
            bin += 1
        }
        return max(5, 5 * bin)
    }

    /// All ink that is clearly there alike: beside a rule's, a pale stamp's sides are sides as well.
    var levelled: SealInkMap {
        let most = UInt8(min(255, 8 * noise))
        return SealInkMap(
            ink: Plane(width: ink.width, height: ink.height, values: ink.values.map { min(most, $0) }),
            factor: factor, scale: scale, noise: noise, isTotal: isTotal)
    }

    /// For ink that is hardly there, and for the edges of such a seal.
    var faint: SealInkMap { enhanced(smoothings: 1, gain: 4) }
    var faintest: SealInkMap { enhanced(smoothings: 2, gain: 10) }

    /// The same for seals that are hardly there: its grain smoothed so many times, and denser, so that edges stand out from
    /// noise that are fainter by `gain`.
    private func enhanced(smoothings: Int, gain: Int) -> SealInkMap {
        let (width, height) = (ink.width, ink.height)
        guard width > 2, height > 2 else { return self }
        // In sixteenths, so that hardly any step is rounded away.
        var sums = ink.values.map { Int32($0) * 16 }
        for _ in 0..<smoothings {
            let known = sums
            known.withUnsafeBufferPointer { from in
                for y in 1..<(height - 1) {
                    for x in 1..<(width - 1) {
                        let at = y * width + x
                        let (up, down) = (at - width, at + width)
                        let upper = from[up - 1] &+ from[up] &+ from[up + 1]
                        let own = from[at - 1] &+ from[at] &+ from[at + 1]
                        sums[at] = (upper &+ own &+ from[down - 1] &+ from[down] &+ from[down + 1]) / 9
                    }
                }
            }
        }
        let plane = Plane(
            width: width, height: height, values: sums.map { UInt8(max(0, min(255, $0 * Int32(gain) / 16))) })
        return SealInkMap(
            ink: plane, factor: factor, scale: scale,
            noise: max(SealInkMap.leastNoise, SealInkMap.noise(of: plane)), isTotal: isTotal)
    }

    private static let leastNoise = 8

    /// Share of the print's own density from which on ink is print, not a seal on a photocopy.
    private static let printTone = 0.7

    /// The same without print, which is the darkest ink of a page: seals on a photocopy are mostly paler.
    func withoutPrint() -> SealInkMap {
        var histogram = [Int](repeating: 0, count: 256)
        for value in ink.values where Int(value) > 4 * noise { histogram[Int(value)] += 1 }
        let most = Int16(SealInkMap.printTone * Double(histogram.highest(oneOf: 10)))
        var density = ink.values.map(Int16.init)
        let known = density
        PrintMending.mend(&density, width: ink.width, height: ink.height) { x, y in known[y * ink.width + x] > most }
        let plane = Plane(width: ink.width, height: ink.height, values: density.map { UInt8(max(0, min(255, $0))) })
        return SealInkMap(ink: plane, factor: factor, scale: scale, noise: noise, isTotal: isTotal)
    }
}
