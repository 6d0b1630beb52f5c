internal import Foundation
internal import ImageCodecs
internal import IntakeModel

/// 做旧: what scanning and time do to a clean sheet. Keeps the map from the sheet to the picture.
struct PageAgeing {
    private(set) var image: PageImage
    /// Sheet pixels to picture pixels.
    private(set) var map = PlaneTransform.identity
    private(set) var rotation = 0
    private(set) var skew = 0.0
    let damage: Int

    init(_ sheet: PageImage, damage: Int) {
        image = sheet
        self.damage = damage
    }

    mutating func age(_ random: inout SeededRandom) {
        tint(&random)
        if damage >= 2, random.chance(0.4) { stain(&random) }
        if damage >= 1, random.chance(0.3 * Double(damage)) { fold(&random) }
        place(&random)
        light(&random)
        let blur = damage == 0 ? 0 : random.number(0...(0.35 + 0.3 * Double(damage)))
        if blur > 0.25 { image = PageAgeing.blurred(image, sigma: blur) }
        if damage > 0 { noise(sigma: random.number(0...(2 + 2.5 * Double(damage))), &random) }
        if damage >= 2, random.chance(0.12) { grey() }
    }

    // MARK: Paper

    private mutating func tint(_ random: inout SeededRandom) {
        let warm = Double(damage) * 0.03
        let paper = [1.0, 1 - random.number(0...(0.02 + warm)), 1 - random.number(0...(0.05 + 2 * warm))]
        let grain = random.number(0...(0.01 + 0.01 * Double(damage)))
        var state = random.next()
        each { pixel, channel in
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            let speck = (Double(state >> 40) / 16_777_216 - 0.5) * grain
            return pixel * (paper[channel] + speck)
        }
    }

    private mutating func stain(_ random: inout SeededRandom) {
        let x = random.number(0...Double(image.width))
        let y = random.number(0...Double(image.height))
        let radius = random.number(0.04...0.12) * Double(image.width)
        let colour = [0.9, 0.82, 0.66]
        let width = image.width
        for py in max(0, Int(y - radius))..<min(image.height, Int(y + radius)) {
            for px in max(0, Int(x - radius))..<min(width, Int(x + radius)) {
                let away = hypot(Double(px) - x, Double(py) - y) / radius
                guard away < 1 else { continue }
                let strength = away > 0.88 ? 1.0 : 0.45
                for c in 0..<3 {
                    let at = 3 * (py * width + px) + c
                    image.pixels[at] = UInt8(Double(image.pixels[at]) * (1 - strength * (1 - colour[c])))
                }
            }
        }
    }

    private mutating func fold(_ random: inout SeededRandom) {
        let level = random.chance(0.5)
        let place = random.number(0.25...0.75) * Double(level ? image.height : image.width)
        let depth = random.number(0.08...0.25)
        let soft = max(1.5, Double(image.width) / 900)
        let width = image.width
        for y in 0..<image.height {
            for x in 0..<width {
                let away = (Double(level ? y : x) - place) / soft
                guard abs(away) < 4 else { continue }
                let factor = 1 - depth * exp(-away * away) * (away < 0 ? 1 : 0.4)
                for c in 0..<3 {
                    let at = 3 * (y * width + x) + c
                    image.pixels[at] = UInt8(Double(image.pixels[at]) * factor)
                }
            }
        }
    }

    // MARK: Scanner

    /// Lays the sheet on the glass: margin, tilt, mild perspective, quarter turns.
    private mutating func place(_ random: inout SeededRandom) {
        skew = damage == 0 ? random.wobble(0.2) : random.wobble(0.6 * Double(damage))
        if damage >= 2, random.chance(0.15) { skew = random.number(-9...9) }
        let width = Double(image.width)
        let height = Double(image.height)
        let angle = skew * .pi / 180
        let margin = width * random.number(0.01...0.12)
        let newWidth = (abs(cos(angle)) * width + abs(sin(angle)) * height + 2 * margin).rounded()
        let newHeight = (abs(sin(angle)) * width + abs(cos(angle)) * height + 2 * margin).rounded()
        let shift = PlaneTransform(coefficients: [1, 0, -width / 2, 0, 1, -height / 2, 0, 0])
        var forward = shift.followed(by: .rotation(degrees: skew, dx: newWidth / 2, dy: newHeight / 2))
        if damage >= 2, random.chance(0.3) {
            let bend = { (random: inout SeededRandom) in random.wobble(0.006) * width }
            let corners = Region(x: 0, y: 0, width: newWidth, height: newHeight).corners
            let moved = corners.map { Point(x: $0.x + bend(&random), y: $0.y + bend(&random)) }
            if let perspective = PlaneTransform(from: corners, to: moved) {
                forward = forward.followed(by: perspective)
            }
        }
        let lid = PageAgeing.lid(&random)
        warp(forward, width: Int(newWidth), height: Int(newHeight), lid: lid)
        let turns = random.chance(0.8) ? 0 : random.number(1...3)
        for _ in 0..<turns { quarterTurn() }
        rotation = (360 - turns * 90) % 360
    }

    private static func lid(_ random: inout SeededRandom) -> (base: [Double], wood: Bool) {
        switch random.number(0...5) {
        case 0: ([30, 30, 32], false)
        case 1: ([92, 92, 95], false)
        case 2: ([120, 84, 52], true)
        default: ([243, 244, 246], false)
        }
    }

    private mutating func warp(_ forward: PlaneTransform, width: Int, height: Int, lid: (base: [Double], wood: Bool)) {
        guard let back = forward.inverse else { return }
        var out = PageImage(width: width, height: height, channels: 3, dpi: image.dpi, filledWith: 0)
        let source = image
        let m = back.coefficients
        out.pixels.withUnsafeMutableBufferPointer { target in
            source.pixels.withUnsafeBufferPointer { pixels in
                for y in 0..<height {
                    for x in 0..<width {
                        let to = 3 * (y * width + x)
                        let w = 1 / (m[6] * Double(x) + m[7] * Double(y) + 1)
                        let sx = (m[0] * Double(x) + m[1] * Double(y) + m[2]) * w
                        let sy = (m[3] * Double(x) + m[4] * Double(y) + m[5]) * w
                        guard sx >= 0, sy >= 0, sx < Double(source.width - 1), sy < Double(source.height - 1) else {
                            let grain = lid.wood ? 14 * sin(Double(y) / 23 + 2.5 * sin(Double(x) / 190)) : 0
                            for c in 0..<3 { target[to + c] = UInt8(max(0, min(255, lid.base[c] + grain))) }
                            continue
                        }
                        let x0 = Int(sx)
                        let y0 = Int(sy)
                        let fx = sx - Double(x0)
                        let fy = sy - Double(y0)
                        let at = 3 * (y0 * source.width + x0)
                        let below = at + 3 * source.width
                        for c in 0..<3 {
                            let top = Double(pixels[at + c]) * (1 - fx) + Double(pixels[at + 3 + c]) * fx
                            let bottom = Double(pixels[below + c]) * (1 - fx) + Double(pixels[below + 3 + c]) * fx
                            target[to + c] = UInt8(top * (1 - fy) + bottom * fy)
                        }
                    }
                }
            }
        }
        image = out
        map = map.followed(by: forward)
    }

    /// 90° clockwise.
    private mutating func quarterTurn() {
        var out = PageImage(width: image.height, height: image.width, channels: 3, dpi: image.dpi, filledWith: 0)
        for y in 0..<image.height {
            for x in 0..<image.width {
                let to = 3 * (x * image.height + image.height - 1 - y)
                let at = 3 * (y * image.width + x)
                for c in 0..<3 { out.pixels[to + c] = image.pixels[at + c] }
            }
        }
        map = map.followed(by: PlaneTransform(coefficients: [0, -1, Double(image.height - 1), 1, 0, 0, 0, 0]))
        image = out
    }

    private mutating func light(_ random: inout SeededRandom) {
        let strength = random.number(0...(0.04 + 0.09 * Double(damage)))
        let angle = random.number(0...(2 * .pi))
        let spine = damage >= 1 && random.chance(0.25) ? random.number(0.15...0.4) : 0
        let contrast = damage >= 3 && random.chance(0.4) ? random.number(0.45...0.75) : 1
        let width = Double(image.width)
        let height = Double(image.height)
        let columns = image.width
        image.pixels.withUnsafeMutableBufferPointer { pixels in
            for y in 0..<Int(height) {
                for x in 0..<columns {
                    let along = (Double(x) / width - 0.5) * cos(angle) + (Double(y) / height - 0.5) * sin(angle)
                    let factor = 1 - strength * (along + 0.5) - spine * exp(-Double(x) / width * 18)
                    for c in 0..<3 {
                        let at = 3 * (y * columns + x) + c
                        let value = 255 - (255 - Double(pixels[at])) * contrast
                        pixels[at] = UInt8(max(0, min(255, value * factor)))
                    }
                }
            }
        }
    }

    private mutating func noise(sigma: Double, _ random: inout SeededRandom) {
        guard sigma > 0.3 else { return }
        var state = random.next()
        each { pixel, _ in
            // The sum of four uniform numbers is close enough to a bell curve.
            var sum = 0.0
            for _ in 0..<2 {
                state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                sum += Double(state >> 48) / 65_536 + Double(state >> 32 & 0xFFFF) / 65_536
            }
            return pixel + (sum - 2) * 1.73 * sigma
        }
    }

    private mutating func grey() {
        var plain = PageImage(width: image.width, height: image.height, channels: 1, dpi: image.dpi, filledWith: 0)
        for index in plain.pixels.indices {
            let at = 3 * index
            let sum = 77 * Int(image.pixels[at]) + 150 * Int(image.pixels[at + 1]) + 29 * Int(image.pixels[at + 2])
            plain.pixels[index] = UInt8(sum >> 8)
        }
        image = plain
    }

    private mutating func each(_ change: (Double, Int) -> Double) {
        let channels = image.channels
        image.pixels.withUnsafeMutableBufferPointer { pixels in
            var channel = 0
            for index in pixels.indices {
                pixels[index] = UInt8(max(0, min(255, change(Double(pixels[index]), channel))))
                channel = channel + 1 == channels ? 0 : channel + 1
            }
        }
    }

    /// Gaussian by two passes of a short kernel.
    private static func blurred(_ image: PageImage, sigma: Double) -> PageImage {
        let radius = max(1, Int((sigma * 2.5).rounded(.up)))
        var kernel = (-radius...radius).map { exp(-Double($0 * $0) / (2 * sigma * sigma)) }
        let sum = kernel.reduce(0, +)
        kernel = kernel.map { $0 / sum }
        var out = image
        for vertical in [false, true] {
            let source = out
            let step = vertical ? image.width * image.channels : image.channels
            out.pixels.withUnsafeMutableBufferPointer { target in
                source.pixels.withUnsafeBufferPointer { pixels in
                    for y in 0..<image.height {
                        for x in 0..<image.width {
                            let place = vertical ? y : x
                            let last = (vertical ? image.height : image.width) - 1
                            for c in 0..<image.channels {
                                let at = (y * image.width + x) * image.channels + c
                                var value = 0.0
                                for k in -radius...radius {
                                    let shift = max(0, min(last, place + k)) - place
                                    value += Double(pixels[at + shift * step]) * kernel[k + radius]
                                }
                                target[at] = UInt8(max(0, min(255, value + 0.5)))
                            }
                        }
                    }
                }
            }
        }
        return out
    }
}
