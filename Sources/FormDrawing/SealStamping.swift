internal import Foundation
internal import IntakeModel
internal import IntakeResources

/// 盖章: puts a form's seals on a drawn sheet, in uneven red ink that darkens what lies under it.
struct SealStamping {
    struct Stamped {
        let role: SealRole
        let text: String
        /// Millimetres on the sheet.
        let region: Region
        let shape: SealShape
    }

    let layout: FormLayout
    let fonts: FontSet
    let dpi: Double
    private(set) var stamped: [Stamped] = []
    private(set) var findings: [FindingCode] = []

    init(layout: FormLayout, fonts: FontSet, dpi: Double) {
        self.layout = layout
        self.fonts = fonts
        self.dpi = dpi
    }

    mutating func stamp(_ sheet: inout PageImage, issuer: String, missing: Bool, random: inout SeededRandom) {
        let skipped = missing ? layout.template.seals.filter(\.required).last?.role : nil
        for place in layout.template.seals {
            if place.role == skipped {
                findings.append(.sealMissing)
                continue
            }
            if !place.required, random.chance(0.3) { continue }
            let area = scaled(place.rectangle)
            let round = place.shape == .round
            let size = (
                width: place.size[0] * random.number(0.92...1.08),
                height: (place.size.count > 1 ? place.size[1] : place.size[0])
            )
            let design = SealPainter.Design(
                ring: SealStamping.ring(place.role, issuer, &random),
                inner: round ? (place.role == .policeHousehold ? "户口专用章" : "学籍专用章") : "",
                serial: round && random.chance(0.5) ? "51070" + String(random.number(10_000_000...99_999_999)) : nil,
                shape: place.shape, size: size, font: random.pick(fonts.seals))
            let center = Point(
                x: area.x + area.width * random.number(0.25...0.75), y: area.y + area.height * random.number(0.3...0.7))
            press(design, at: center, degrees: random.wobble(round ? 7 : 2), on: &sheet, &random)
            let height = round ? size.width : size.height
            stamped.append(
                Stamped(
                    role: place.role, text: design.ring + design.inner,
                    region: Region(
                        x: center.x - size.width / 2, y: center.y - height / 2, width: size.width, height: height),
                    shape: place.shape))
        }
    }

    /// The seal's place follows the printing's own cells: its nominal place, scaled with the table.
    private func scaled(_ box: Region) -> Region {
        let x = layout.frame.width / layout.template.tableWidth
        let y = layout.frame.height / layout.template.tableHeight
        return Region(
            x: layout.frame.x + box.x * x, y: layout.frame.y + box.y * y, width: box.width * x, height: box.height * y)
    }

    private static func ring(_ role: SealRole, _ issuer: String, _ random: inout SeededRandom) -> String {
        let short = String(issuer.dropFirst(issuer.hasPrefix("四川省") ? 3 : 0))
        switch role {
        case .policeHousehold: return short + random.pick(["公安局", "公安局城关派出所", "公安局文昌派出所"])
        case .registrarName: return InventedPerson.name(&random)
        default: return short + random.pick(["实验小学", "第一中学", "龙安小学校", "东辰学校"])
        }
    }

    private func press(
        _ design: SealPainter.Design, at center: Point, degrees: Double, on sheet: inout PageImage,
        _ random: inout SeededRandom
    ) {
        let half = max(design.size.width, design.size.height) * 0.62
        let stampCanvas = Canvas(width: 2 * half, height: 2 * half, dpi: dpi)
        stampCanvas.setInk(.init(red: 0, green: 0, blue: 0))
        SealPainter(canvas: stampCanvas).draw(design, center: Point(x: half, y: half), degrees: degrees)
        let mask = stampCanvas.image(dpi: dpi)
        let scale = dpi / 25.4
        let left = Int((center.x - half) * scale)
        let top = Int((center.y - half) * scale)
        // Transmission of the ink per channel, never twice the same red.
        let ink = [random.number(0.72...0.92), random.number(0.08...0.3), random.number(0.1...0.36)]
        let strength = random.number(0.55...0.95)
        let unevenness = random.number(0.05...0.35)
        let phase = (random.number(0.0...6.0), random.number(0.0...6.0))
        var state = random.next()
        for y in 0..<mask.height where top + y >= 0 && top + y < sheet.height {
            for x in 0..<mask.width where left + x >= 0 && left + x < sheet.width {
                let cover = 1 - Double(mask.pixels[3 * (y * mask.width + x)]) / 255
                guard cover > 0.02 else { continue }
                state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                let speck = Double(state >> 40) / 16_777_216
                let waveX = sin(Double(x) / scale / 3.1 + phase.0)
                let waveY = sin(Double(y) / scale / 2.7 + phase.1)
                let cloud = 0.5 + 0.5 * waveX * waveY
                let dropped: Double = speck < unevenness * 0.3 ? 0.4 : 1
                let density: Double = cover * strength * (1 - unevenness * cloud) * dropped
                let at = 3 * ((top + y) * sheet.width + left + x)
                for c in 0..<3 {
                    sheet.pixels[at + c] = UInt8(Double(sheet.pixels[at + c]) * (1 - density * (1 - ink[c])))
                }
            }
        }
    }
}
