internal import Foundation
internal import IntakeModel

/// 扫描仪玻璃: lays one sheet or several on the glass, tilted and turned, under a lid or on a table.
struct ScannerGlass {
    private(set) var image = PageImage(width: 1, height: 1, channels: 3, filledWith: 255)
    /// Per sheet, its pixels to picture pixels.
    private(set) var maps: [PlaneTransform] = []
    /// Clockwise turn that makes the picture upright.
    private(set) var rotation = 0
    private let plan: DamagePlan

    init(_ plan: DamagePlan) { self.plan = plan }

    mutating func lay(_ sheets: [PageImage], _ random: inout SeededRandom) {
        let scale = plan.dpi / 25.4
        let widest = Double(sheets.map(\.width).max() ?? 1)
        let margin = widest * plan.margin
        var forwards: [PlaneTransform] = []
        var bottom = margin
        var right = 0.0
        for (index, sheet) in sheets.enumerated() {
            let skew = plan.skew + (index > 0 ? random.wobble(0.8) : 0)
            let (width, height) = (Double(sheet.width), Double(sheet.height))
            let angle = skew * .pi / 180
            let size = (
                abs(cos(angle)) * width + abs(sin(angle)) * height, abs(sin(angle)) * width + abs(cos(angle)) * height
            )
            let middle = PlaneTransform(coefficients: [1, 0, -width / 2, 0, 1, -height / 2, 0, 0])
            let x = margin + size.0 / 2 + (index > 0 ? random.number(0...0.04) * widest : 0)
            forwards.append(
                middle.followed(by: .rotation(degrees: skew, dx: x, dy: bottom + size.1 / 2)))
            bottom += size.1 + (index + 1 < sheets.count ? random.number(3...16) * scale : margin)
            right = max(right, x + size.0 / 2 + margin)
        }
        var glass = (width: right.rounded(), height: bottom.rounded())
        bend(&forwards, glass, widest, &random)
        crop(&forwards, &glass, margin, &random)
        paint(sheets, forwards, width: Int(glass.width), height: Int(glass.height), &random)
        maps = forwards
        for _ in 0..<plan.quarterTurns { quarterTurn() }
        rotation = (360 - plan.quarterTurns * 90) % 360
    }

    private func bend(
        _ forwards: inout [PlaneTransform], _ glass: (width: Double, height: Double), _ width: Double,
        _ random: inout SeededRandom
    ) {
        guard plan.perspective > 0 else { return }
        let corners = Region(x: 0, y: 0, width: glass.width, height: glass.height).corners
        let reach = plan.perspective * width
        let moved = corners.map {
            Point(x: $0.x + random.number(-reach...reach), y: $0.y + random.number(-reach...reach))
        }
        guard let perspective = PlaneTransform(from: corners, to: moved) else { return }
        forwards = forwards.map { $0.followed(by: perspective) }
    }

    /// The paper was laid half beside the glass.
    private func crop(
        _ forwards: inout [PlaneTransform], _ glass: inout (width: Double, height: Double), _ margin: Double,
        _ random: inout SeededRandom
    ) {
        guard plan.cut > 0 else { return }
        let upright = random.chance(0.5)
        let lost = (upright ? glass.height : glass.width) * plan.cut + margin
        if random.chance(0.5) {
            let shift = PlaneTransform.rotation(degrees: 0, dx: upright ? 0 : -lost, dy: upright ? -lost : 0)
            forwards = forwards.map { $0.followed(by: shift) }
        }
        if upright {
            glass.height = (glass.height - lost).rounded()
        } else {
            glass.width = (glass.width - lost).rounded()
        }
    }

    // MARK: Pixels

    private mutating func paint(
        _ sheets: [PageImage], _ forwards: [PlaneTransform], width: Int, height: Int, _ random: inout SeededRandom
    ) {
        image = PageImage(width: width, height: height, channels: 3, dpi: plan.dpi, filledWith: 0)
        paintLid(&random)
        for (sheet, forward) in zip(sheets, forwards) { paint(sheet, forward) }
    }

    private mutating func paintLid(_ random: inout SeededRandom) {
        let base: [Double] =
            switch plan.lid {
            case .white: [243, 244, 246]
            case .black: [28, 28, 30]
            case .grey: [92, 92, 95]
            case .wood: [128, 90, 56]
            }
        let scale = plan.dpi / 25.4
        let wood = plan.lid == .wood
        let phase = random.number(0.0...6.0)
        let (width, height) = (image.width, image.height)
        let bend = (0..<width).map { 2.5 * sin(Double($0) / scale / 22 + phase) }
        image.pixels.withUnsafeMutableBufferPointer { pixels in
            for y in 0..<height {
                for x in 0..<width {
                    var grain = 0.0
                    if wood {
                        let along = Double(y) / scale / 2.4 + bend[x]
                        grain = 13 * sin(along) + 7 * sin(along * 3.7 + 1)
                    }
                    let at = 3 * (y * width + x)
                    for c in 0..<3 { pixels[at + c] = UInt8(max(0, min(255, base[c] + grain))) }
                }
            }
        }
    }

    private mutating func paint(_ sheet: PageImage, _ forward: PlaneTransform) {
        guard let back = forward.inverse else { return }
        let shadow = 0.9 * plan.dpi / 25.4
        let reach = forward.apply(sheet.bounds.inset(dx: -shadow, dy: -shadow))
        let (width, height) = (image.width, image.height)
        let m = back.coefficients
        let (sheetWidth, sheetHeight) = (sheet.width, sheet.height)
        let stride = 3 * sheetWidth
        let rows = max(0, Int(reach.y))..<max(0, min(height, Int(reach.maxY) + 1))
        let columns = max(0, Int(reach.x))..<max(0, min(width, Int(reach.maxX) + 1))
        image.pixels.withUnsafeMutableBufferPointer { target in
            sheet.pixels.withUnsafeBufferPointer { pixels in
                for y in rows {
                    for x in columns {
                        let (px, py) = (Double(x), Double(y))
                        let w = 1 / (m[6] * px + m[7] * py + 1)
                        let sx = (m[0] * px + m[1] * py + m[2]) * w
                        let sy = (m[3] * px + m[4] * py + m[5]) * w
                        let to = 3 * (y * width + x)
                        guard sx >= 0, sy >= 0, sx < Double(sheetWidth - 1), sy < Double(sheetHeight - 1) else {
                            // The edge of the paper throws a narrow shadow on the lid.
                            let away = max(
                                max(-sx, sx - Double(sheetWidth - 1)), max(-sy, sy - Double(sheetHeight - 1)))
                            guard away < shadow else { continue }
                            let dark = 1 - 0.2 * (1 - max(0, away) / shadow)
                            for c in 0..<3 { target[to + c] = UInt8(Double(target[to + c]) * dark) }
                            continue
                        }
                        let x0 = Int(sx)
                        let y0 = Int(sy)
                        let fx = Float(sx - Double(x0))
                        let fy = Float(sy - Double(y0))
                        let at = y0 * stride + 3 * x0
                        for c in 0..<3 {
                            let top = Float(pixels[at + c]) * (1 - fx) + Float(pixels[at + 3 + c]) * fx
                            let low =
                                Float(pixels[at + stride + c]) * (1 - fx) + Float(pixels[at + stride + 3 + c]) * fx
                            target[to + c] = UInt8(top * (1 - fy) + low * fy)
                        }
                    }
                }
            }
        }
    }

    /// 90° clockwise.
    private mutating func quarterTurn() {
        let (width, height) = (image.width, image.height)
        var out = PageImage(width: height, height: width, channels: 3, dpi: image.dpi, filledWith: 0)
        out.pixels.withUnsafeMutableBufferPointer { target in
            image.pixels.withUnsafeBufferPointer { pixels in
                for y in 0..<height {
                    for x in 0..<width {
                        let to = 3 * (x * height + height - 1 - y)
                        let at = 3 * (y * width + x)
                        for c in 0..<3 { target[to + c] = pixels[at + c] }
                    }
                }
            }
        }
        let turn = PlaneTransform(coefficients: [0, -1, Double(height - 1), 1, 0, 0, 0, 0])
        maps = maps.map { $0.followed(by: turn) }
        image = out
    }
}
