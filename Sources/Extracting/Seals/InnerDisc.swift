internal import Foundation
internal import IntakeModel

/// 章心: the seal turned upright, ring and ring text painted over, so that its straight lines stand level.
struct InnerDisc {
    private(set) var plane: Plane<UInt8>
    /// Pixels of the plane per radius.
    let scale: Double

    /// `top` is the direction of the seal's top on the paper, radians clockwise from up.
    init(_ ring: RingUnwrapping, _ picture: SealPicture, layout: RingLayout?, top: Double) {
        let (long, short, _) = ring.ellipse.axes
        scale = min(110, max(48, short))
        let width = Int(scale * 1.9 * long / short)
        let height = Int(scale * 1.9)
        plane = Plane<UInt8>(width: width, height: height, filledWith: 255)
        let (c, s) = (cos(top), sin(top))
        let textStart = (layout?.middle ?? 256) - Double(RingUnwrapping.columns) / 2
        for y in 0..<height {
            for x in 0..<width {
                let u = (Double(x) - Double(width) / 2) / scale * ring.radius
                let v = (Double(y) - Double(height) / 2) / scale * ring.radius
                let px = ring.ellipse.x + u * c - v * s
                let py = ring.ellipse.y + u * s + v * c
                let depth = (1 - ring.ellipse.reach(px, py)) * ring.radius
                var least = 0.14
                if let layout {
                    // Measured from the foot of the seal, 0 … 1 of the turn.
                    let angle = atan2(-u, v) / (2 * .pi)
                    let place = textStart + angle * Double(RingUnwrapping.columns)
                    let half = (layout.to - layout.from) / 2 - 4
                    var away = abs(place - layout.middle)
                    away = min(away, Double(RingUnwrapping.columns) - away)
                    least = away < half ? layout.inner - 0.01 : max(0.2, layout.outer + 0.1)
                }
                if v > 0.28 * ring.radius, abs(u) < 0.56 * ring.radius { least = min(least, 0.2) }
                guard depth > least * ring.radius else { continue }
                plane[x, y] = UInt8(255 - picture.ink(px, py))
            }
        }
        strengthen()
    }

    /// The line under the star is fainter than star and ring as often as not: its own ink sets the scale.
    private mutating func strengthen() {
        let (middle, down) = (plane.width / 2, Double(plane.height) / 2)
        var inks: [UInt8] = []
        for y in Int(down + 0.36 * scale)..<Int(down + 0.66 * scale) {
            for x in (middle - Int(0.45 * scale))..<(middle + Int(0.45 * scale)) { inks.append(255 - plane[x, y]) }
        }
        inks.sort()
        let strong = Double(inks[inks.count * 93 / 100])
        guard strong > 40, strong < 190 else { return }
        let gain = 200 / strong
        for index in plane.values.indices {
            plane.values[index] = UInt8(255 - min(255, Double(255 - plane.values[index]) * gain))
        }
    }

    /// Ink in the inner part of a row on both sides of the middle; `row` in radii below it.
    func isWritten(_ row: (from: Double, to: Double)) -> Bool {
        let (middle, down) = (plane.width / 2, Double(plane.height) / 2)
        let air = (row.to - row.from) / 5
        return [-1, 1].allSatisfy { side in
            var (inked, count) = (0, 0)
            for y in Int(down + (row.from + air) * scale)..<Int(down + (row.to - air) * scale) {
                for x in Int(0.06 * scale)..<Int(0.4 * scale) {
                    count += 1
                    if plane[middle + side * x, y] < 170 { inked += 1 }
                }
            }
            return Double(inked) > 0.08 * Double(count)
        }
    }
}
