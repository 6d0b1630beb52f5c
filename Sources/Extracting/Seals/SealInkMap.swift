internal import Foundation
internal import IntakeModel
internal import Normalizing

/// 印色图: ink density at a few pixels a millimetre, with its edges.
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

    /// Three pixels a millimetre keep a ring of 1 mm and blur the text inside it.
    static let pixelsPerMillimetre = 3.0

    init(_ sheet: SealSheet, total: Bool, pixelsPerMillimetre: Double = SealInkMap.pixelsPerMillimetre) {
        factor = max(1, sheet.pixelsPerMillimetre / pixelsPerMillimetre)
        scale = sheet.pixelsPerMillimetre / factor
        isTotal = total
        if total {
            var plane = Resampling.shrink(sheet.inks.text, by: factor)
            if sheet.inks.hasRed {
                let red = Resampling.shrink(sheet.inks.red, by: factor)
                for index in plane.values.indices {
                    plane.values[index] = UInt8(
                        min(255, Int(SealInkMap.density[Int(plane.values[index])]) + Int(red.values[index])))
                }
            } else {
                for index in plane.values.indices {
                    plane.values[index] = SealInkMap.density[Int(plane.values[index])]
                }
            }
            ink = plane
        } else {
            ink = Resampling.shrink(sheet.inks.red, by: factor)
        }
        let residue = total ? 0 : SealInkMap.residue(of: ink, at: Resampling.shrink(sheet.inks.text, by: factor))
        noise = max(SealInkMap.noise(of: ink), residue)
    }

    static func black(_ sheet: SealSheet, factor: Double) -> Plane<UInt8> {
        var plane = Resampling.shrink(sheet.inks.text, by: factor)
        for index in plane.values.indices { plane.values[index] = density[Int(plane.values[index])] }
        return plane
    }

    private static let density: [UInt8] = (0..<256).map {
        UInt8(max(0, min(255, (170 * log(250 / (Double($0) + 6))).rounded())))
    }

    /// Red that scanners and JPEG leave at the edges of black text.
    private static func residue(of red: Plane<UInt8>, at text: Plane<UInt8>) -> Int {
        var histogram = [Int](repeating: 0, count: 256)
        var count = 0
        for index in 0..<min(red.values.count, text.values.count) where text.values[index] < 170 {
            histogram[Int(red.values[index])] += 1
            count += 1
        }
        guard count > 200 else { return 0 }
        var left = count * 7 / 10
        var bin = 0
        while bin < 255 {
            left -= histogram[bin]
            if left < 0 { break }
            bin += 1
        }
        return min(24, bin)
    }

    /// Five times the median step between neighbours of unlike value; never below OD 0.03.
    private static func noise(of ink: Plane<UInt8>) -> Int {
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
}
