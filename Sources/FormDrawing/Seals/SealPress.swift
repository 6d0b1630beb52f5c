internal import Foundation
internal import IntakeModel

/// 盖印: presses a seal onto a sheet, in uneven ink that darkens what lies under it.
struct SealPress {
    /// How one impression turned out.
    struct Impression {
        /// Transmission of the ink per channel.
        var ink: [Double]
        /// 0…1.
        var strength: Double
        /// 0…1: how cloudy the ink is.
        var unevenness: Double
        /// Part of the seal that left no ink, from one side: 0…0.6.
        var missing: Double
        /// Direction from which it is missing, radians.
        var direction: Double

        var isFaint: Bool { strength < 0.45 }
        var isPartial: Bool { missing > 0.08 }
        var isLegible: Bool { strength > 0.3 && missing < 0.15 && unevenness < 0.6 }
    }

    let dpi: Double

    static func impression(level: Int, _ random: inout SeededRandom) -> Impression {
        let hard = Double(level)
        let ink: [Double] =
            switch random.number(0...5) {
            case 0: [random.number(0.55...0.72), random.number(0.05...0.15), random.number(0.12...0.25)]
            case 1: [random.number(0.85...0.95), random.number(0.25...0.42), random.number(0.18...0.32)]
            case 2: [random.number(0.75...0.88), random.number(0.1...0.25), random.number(0.3...0.48)]
            default: [random.number(0.72...0.92), random.number(0.08...0.3), random.number(0.1...0.36)]
            }
        let faint = random.chance(0.05 * hard)
        return Impression(
            ink: ink, strength: faint ? random.number(0.24...0.45) : random.number(0.6...0.97),
            unevenness: random.number(0.05...(0.3 + 0.08 * hard)),
            missing: random.chance(0.03 + 0.03 * hard) ? random.number(0.08...0.4) : 0,
            direction: random.number(0...(2 * .pi)))
    }

    func press(
        _ design: SealPainter.Design, at center: Point, degrees: Double, _ impression: Impression,
        on sheet: inout PageImage, _ random: inout SeededRandom
    ) {
        let half = hypot(design.size.width, design.size.height) * 0.52 + 1
        let canvas = Canvas(width: 2 * half, height: 2 * half, dpi: dpi)
        canvas.setInk(.init(red: 0, green: 0, blue: 0))
        SealPainter(canvas: canvas).draw(design, center: Point(x: half, y: half), degrees: degrees)
        let mask = canvas.image(dpi: dpi)
        let scale = dpi / 25.4
        let left = Int((center.x - half) * scale)
        let top = Int((center.y - half) * scale)
        let phase = (random.number(0.0...6.0), random.number(0.0...6.0), random.number(0.0...6.0))
        let middle = Double(mask.width) / 2
        let radius = max(design.size.width, design.size.height) / 2 * scale
        let along = (cos(impression.direction), sin(impression.direction))
        var state = random.next()
        for y in 0..<mask.height where top + y >= 0 && top + y < sheet.height {
            for x in 0..<mask.width where left + x >= 0 && left + x < sheet.width {
                let cover = 1 - Double(mask.pixels[3 * (y * mask.width + x)]) / 255
                guard cover > 0.02 else { continue }
                state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                let speck = Double(state >> 40) / 16_777_216
                let px = Double(x) / scale
                let py = Double(y) / scale
                let cloud =
                    0.5 + 0.25 * sin(px / 3.1 + phase.0) * sin(py / 2.7 + phase.1) + 0.25
                    * sin((px + py) / 5.3 + phase.2)
                let dropped = speck < impression.unevenness * 0.3 ? 0.4 : 1
                var density = cover * impression.strength * (1 - impression.unevenness * cloud) * dropped
                if impression.missing > 0 {
                    // 0 at the side that missed the paper, 1 at the other.
                    let place = ((Double(x) - middle) * along.0 + (Double(y) - middle) * along.1) / (2 * radius) + 0.5
                    density *= max(0, min(1, (place - impression.missing) / 0.08 + 0.5))
                }
                let at = 3 * ((top + y) * sheet.width + left + x)
                for c in 0..<3 {
                    sheet.pixels[at + c] = UInt8(
                        Double(sheet.pixels[at + c]) * (1 - density * (1 - impression.ink[c])))
                }
            }
        }
    }
}
