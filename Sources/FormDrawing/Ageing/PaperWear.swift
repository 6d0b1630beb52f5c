internal import Foundation
internal import IntakeModel

/// 纸的做旧: what time does to a sheet of paper before it is scanned.
struct PaperWear {
    private(set) var image: PageImage
    private let plan: DamagePlan
    private let dpi: Double

    init(_ sheet: PageImage, plan: DamagePlan, dpi: Double) {
        image = sheet
        self.plan = plan
        self.dpi = dpi
    }

    mutating func wear(_ random: inout SeededRandom) {
        if plan.bleed > 0 { bleed(&random) }
        tint(&random)
        for _ in 0..<plan.stains { stain(&random) }
        for _ in 0..<plan.folds { fold(&random) }
        if plan.crumple > 0 { crumple(&random) }
    }

    /// Paper colour and grain.
    private mutating func tint(_ random: inout SeededRandom) {
        let paper = [1.0 - random.number(0...0.03), 1 - plan.yellow * 0.45 - random.number(0...0.02), 1 - plan.yellow]
        let grain = random.number(0.002...0.012)
        let table = (0..<1024).map { _ in 1 + random.number(-grain...grain) }
        var state = random.next()
        image.pixels.withUnsafeMutableBufferPointer { pixels in
            for at in stride(from: 0, to: pixels.count, by: 3) {
                state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                let speck = table[Int(state >> 54)]
                for c in 0..<3 { pixels[at + c] = UInt8(min(255, Double(pixels[at + c]) * paper[c] * speck)) }
            }
        }
    }

    /// The print of the back, mirrored and soft.
    private mutating func bleed(_ random: inout SeededRandom) {
        let width = Double(image.width) / dpi * 25.4
        let height = Double(image.height) / dpi * 25.4
        let coarse = dpi / 3
        let canvas = Canvas(width: width, height: height, dpi: coarse)
        canvas.setInk(.init(red: 0, green: 0, blue: 0))
        let style = Canvas.Style(family: "Noto Sans CJK SC", size: random.number(3.2...5.0))
        let words = Array("本表一式三份由学校存档姓名性别民族出生日期住址登记事项变更更正记载说明户口簿不得涂改转借")
        var y = random.number(12.0...30.0)
        while y < height - 12 {
            let count = random.number(4...max(5, Int(width / style.size) - 6))
            let line = String((0..<count).map { _ in random.pick(words) })
            canvas.text(line, at: Point(x: 12, y: y), style)
            y += style.size * 1.9
        }
        let back = canvas.image(dpi: coarse)
        let step = Double(back.width) / Double(image.width)
        let strength = plan.bleed
        let columns = image.width
        let rows = image.height
        image.pixels.withUnsafeMutableBufferPointer { pixels in
            for py in 0..<rows {
                let by = min(back.height - 1, Int(Double(py) * step))
                for px in 0..<columns {
                    let bx = max(0, back.width - 1 - Int(Double(px) * step))
                    let ink = Double(255 - back.pixels[3 * (by * back.width + bx)]) / 255 * strength
                    guard ink > 0.003 else { continue }
                    let at = 3 * (py * columns + px)
                    for c in 0..<3 { pixels[at + c] = UInt8(Double(pixels[at + c]) * (1 - ink)) }
                }
            }
        }
    }

    /// A ring of tea or a splash of water.
    private mutating func stain(_ random: inout SeededRandom) {
        let x = random.number(0...Double(image.width))
        let y = random.number(0...Double(image.height))
        let radius = random.number(8.0...26.0) * dpi / 25.4
        let colour = random.pick([[0.9, 0.82, 0.66], [0.93, 0.9, 0.84], [0.82, 0.72, 0.56]])
        let rim = random.number(0.82...0.95)
        let waves = (random.number(0.0...6.0), random.number(0.02...0.07))
        let width = image.width
        for py in max(0, Int(y - radius * 1.1))..<max(0, min(image.height, Int(y + radius * 1.1))) {
            for px in max(0, Int(x - radius * 1.1))..<max(0, min(width, Int(x + radius * 1.1))) {
                let dx = Double(px) - x
                let dy = Double(py) - y
                let edge = radius * (1 + waves.1 * sin(3 * atan2(dy, dx) + waves.0))
                let away = hypot(dx, dy) / edge
                guard away < 1 else { continue }
                let soft = min(1, (1 - away) * 30)
                let strength = (away > rim ? 1.0 : 0.4) * soft
                for c in 0..<3 {
                    let at = 3 * (py * width + px) + c
                    image.pixels[at] = UInt8(Double(image.pixels[at]) * (1 - strength * (1 - colour[c])))
                }
            }
        }
    }

    /// A crease: a dark line with a light one beside it.
    private mutating func fold(_ random: inout SeededRandom) {
        let level = random.chance(0.5)
        let place = random.number(0.2...0.8) * Double(level ? image.height : image.width)
        let slant = random.wobble(0.004)
        let depth = random.number(0.08...0.28)
        let soft = dpi / 25.4 * random.number(0.2...0.45)
        shade(alongX: level, place: place, slant: slant, reach: 4 * soft) { away in
            let t = away / soft
            return 1 - depth * exp(-t * t) * (t < 0 ? 1 : 0.4) + 0.06 * exp(-(t - 1.6) * (t - 1.6))
        }
    }

    private mutating func crumple(_ random: inout SeededRandom) {
        for _ in 0..<random.number(3...7) {
            let level = random.chance(0.5)
            let place = random.number(0.05...0.95) * Double(level ? image.height : image.width)
            let soft = dpi / 25.4 * random.number(1.5...5)
            let depth = plan.crumple * random.number(0.5...1.2)
            shade(alongX: level, place: place, slant: random.wobble(0.12), reach: 3 * soft) { away in
                let t = away / soft
                return 1 - depth * t * exp(-t * t)
            }
        }
    }

    private mutating func shade(
        alongX: Bool, place: Double, slant: Double, reach: Double, _ factor: (Double) -> Double
    ) {
        let width = image.width
        let height = image.height
        image.pixels.withUnsafeMutableBufferPointer { pixels in
            for along in 0..<(alongX ? width : height) {
                let middle = place + slant * Double(along)
                let last = (alongX ? height : width) - 1
                let from = max(0, Int(middle - reach))
                let to = min(last, Int(middle + reach))
                guard from <= to else { continue }
                for across in from...to {
                    let by = factor(Double(across) - middle)
                    let at = 3 * (alongX ? across * width + along : along * width + across)
                    for c in 0..<3 { pixels[at + c] = UInt8(max(0, min(255, Double(pixels[at + c]) * by))) }
                }
            }
        }
    }
}
