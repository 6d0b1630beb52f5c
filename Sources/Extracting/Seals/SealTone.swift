internal import Foundation
internal import IntakeModel

/// 印文浓淡: how dark a seal is that lies over clearly darker print, as on a photocopy.
struct SealTone {
    /// Typical density of the ring's line, in the units of the densities given.
    let seal: Int
    /// What is darker than this is print.
    let print: Int
    /// What is darker than this is no part of the seal; `nil` where the two tones lie near to each other, and taking the print
    /// away would take away of the seal.
    let noSeal: Int?

    /// Print is darker than the ring by this factor, so much of the surroundings at least …
    private static let darker = 1.4
    private static let leastPrint = 0.01
    /// … and from this part of the way between the two on a pixel is print's: strokes have soft edges.
    private static let border = 0.4
    /// Two tones are far from each other when print is darker by this factor, and then no stroke of the seal by this one.
    private static let far = (print: 1.7, seal: 1.4)
    /// The ring itself is not even.
    private static let uneven = 1.15
    /// Depth below the ring's outer edge within which its line lies, radii.
    private static let line = 0.08

    /// Densities of a picture whose upper left corner lies at `left`, `top`. `nil` where print is hardly darker, or there is
    /// none: then its tone tells nothing.
    init?(of ring: SealEllipse, in density: [Int16], width: Int, height: Int, left: Int, top: Int) {
        let radius = ring.meanRadius
        var peaks: [Int] = []
        for step in 0..<180 {
            let at = ring.point(Double(step) / 180 * 2 * .pi)
            var peak = 0
            for part in stride(from: -0.01, through: SealTone.line, by: 0.01) {
                let x = Int((at.x - part * radius * at.nx).rounded()) - left
                let y = Int((at.y - part * radius * at.ny).rounded()) - top
                guard x >= 0, y >= 0, x < width, y < height else { continue }
                peak = max(peak, Int(density[y * width + x]))
            }
            if peak > 0 { peaks.append(peak) }
        }
        guard peaks.count >= 45 else { return nil }
        peaks.sort()
        // Print crosses the ring in places.
        seal = peaks[peaks.count * 2 / 5]
        let beyond = Int(Double(seal) * SealTone.uneven)
        var darker = density.filter { Int($0) > beyond }
        guard seal > 20, Double(darker.count) > SealTone.leastPrint * Double(density.count) else { return nil }
        darker.sort()
        let typical = Double(darker[darker.count * 2 / 3])
        guard typical > SealTone.darker * Double(seal) else { return nil }
        print = seal + Int(SealTone.border * (typical - Double(seal)))
        let far = Double(seal) * SealTone.far.print
        let isFar = Double(darker.count { Double($0) > far }) > SealTone.leastPrint * Double(density.count)
        noSeal = isFar ? Int(Double(seal) * SealTone.far.seal) : nil
    }

    /// The same from a picture whose paper is white; the densities are grey levels below that.
    init?(of ring: SealEllipse, on plane: Plane<UInt8>) {
        let box = ring.box.inset(dx: -4, dy: -4)
        let (x0, y0) = (max(0, Int(box.x)), max(0, Int(box.y)))
        let (x1, y1) = (min(plane.width, Int(box.maxX) + 1), min(plane.height, Int(box.maxY) + 1))
        guard x1 - x0 > 8, y1 - y0 > 8 else { return nil }
        var density = [Int16](repeating: 0, count: (x1 - x0) * (y1 - y0))
        for y in y0..<y1 {
            for x in x0..<x1 {
                density[(y - y0) * (x1 - x0) + x - x0] = Int16(max(0, InkSheet.white - Double(plane[x, y])))
            }
        }
        self.init(of: ring, in: density, width: x1 - x0, height: y1 - y0, left: x0, top: y0)
    }
}
