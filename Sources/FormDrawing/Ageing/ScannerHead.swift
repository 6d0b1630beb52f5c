internal import Foundation
internal import IntakeModel

/// 扫描头: light, sharpness, noise and tone of one scan.
struct ScannerHead {
    private(set) var image: PageImage
    private let plan: DamagePlan

    init(_ image: PageImage, plan: DamagePlan) {
        self.image = image
        self.plan = plan
    }

    mutating func scan(_ random: inout SeededRandom) {
        if plan.blur > 0 { image = ScannerHead.blurred(image, sigma: plan.blur) }
        light(&random)
        switch plan.tone {
        case .colour: break
        case .grey: grey { $0 }
        case .photocopied:
            // A copier knows little between paper and toner.
            grey { max(0, min(255, ($0 - 70) * 255 / 130)) }
            specks(&random)
        }
    }

    /// Slope of the lamp, shadow of the spine, contrast and sensor noise in one pass.
    private mutating func light(_ random: inout SeededRandom) {
        let angle = random.number(0...(2 * .pi))
        let (width, height) = (image.width, image.height)
        let left = random.chance(0.5)
        let columns = (0..<width).map { x -> Double in
            let place = Double(x) / Double(width)
            return plan.slope * (place - 0.5) * cos(angle) + plan.spine * exp(-(left ? place : 1 - place) * 18)
        }
        let sigma = plan.noise
        let noise = (0..<4096).map { _ in Float((random.wobble(1) + random.wobble(1)) * sigma * 0.7) }
        let contrast = Float(plan.contrast)
        var state = random.next()
        let (slope, rise) = (plan.slope, sin(angle))
        let noisy = sigma > 0.3
        image.pixels.withUnsafeMutableBufferPointer { pixels in
            for y in 0..<height {
                let row = 1 - slope * 0.5 - slope * (Double(y) / Double(height) - 0.5) * rise
                for x in 0..<width {
                    let factor = Float(row - columns[x])
                    let at = 3 * (y * width + x)
                    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                    for c in 0..<3 {
                        var value = (255 - (255 - Float(pixels[at + c])) * contrast) * factor
                        if noisy { value += noise[Int(state >> UInt64(28 + 12 * c)) & 4095] }
                        pixels[at + c] = UInt8(max(0, min(255, value)))
                    }
                }
            }
        }
    }

    private mutating func grey(_ tone: (Int) -> Int) {
        let table = (0..<256).map { UInt8(tone($0)) }
        var plain = PageImage(width: image.width, height: image.height, channels: 1, dpi: image.dpi, filledWith: 0)
        plain.pixels.withUnsafeMutableBufferPointer { out in
            image.pixels.withUnsafeBufferPointer { pixels in
                for index in out.indices {
                    let at = 3 * index
                    let sum = 77 * Int(pixels[at]) + 150 * Int(pixels[at + 1]) + 29 * Int(pixels[at + 2])
                    out[index] = table[sum >> 8]
                }
            }
        }
        image = plain
    }

    private mutating func specks(_ random: inout SeededRandom) {
        for _ in 0..<(image.width * image.height / 9000) {
            let at = random.number(0..<image.pixels.count)
            image.pixels[at] = UInt8(random.number(0...120))
        }
    }

    /// Gaussian by two passes of a short kernel.
    private static func blurred(_ image: PageImage, sigma: Double) -> PageImage {
        let radius = max(1, min(4, Int((sigma * 2.4).rounded(.up))))
        var kernel = (-radius...radius).map { Float(exp(-Double($0 * $0) / (2 * sigma * sigma))) }
        let sum = kernel.reduce(0, +)
        kernel = kernel.map { $0 / sum }
        let (width, height) = (image.width, image.height)
        let stride = 3 * width
        var out = image
        var line = [Float](repeating: 0, count: stride + 6 * radius)
        var total = [Float](repeating: 0, count: stride)
        // Down the columns, a whole row at a time; then along each row.
        out.pixels.withUnsafeMutableBufferPointer { target in
            image.pixels.withUnsafeBufferPointer { pixels in
                line.withUnsafeMutableBufferPointer { line in
                    total.withUnsafeMutableBufferPointer { total in
                        for y in 0..<height {
                            for x in 0..<stride { total[x] = 0 }
                            for k in -radius...radius {
                                let from = max(0, min(height - 1, y + k)) * stride
                                let weight = kernel[k + radius]
                                for x in 0..<stride { total[x] += Float(pixels[from + x]) * weight }
                            }
                            for x in 0..<stride { line[x + 3 * radius] = total[x] }
                            for k in 0..<(3 * radius) {
                                line[k] = total[k % 3]
                                line[stride + 3 * radius + k] = total[stride - 3 + k % 3]
                            }
                            for x in 0..<stride { total[x] = 0.5 }
                            for k in 0...(2 * radius) {
                                let weight = kernel[k]
                                for x in 0..<stride { total[x] += line[x + 3 * k] * weight }
                            }
                            let to = y * stride
                            for x in 0..<stride { target[to + x] = UInt8(min(255, total[x])) }
                        }
                    }
                }
            }
        }
        return out
    }
}
