internal import Foundation
internal import IntakeModel
internal import IntakeResources

/// 用印: puts all seals of a paper on its drawn sheet.
struct SealStamping {
    struct Stamped {
        let role: SealRole
        let text: String
        let serial: String?
        /// Millimetres on the sheet.
        let region: Region
        let shape: SealShape
        let legible: Bool
        let faint: Bool
        let partial: Bool
    }

    let layout: FormLayout
    let fonts: FontSet
    let dpi: Double
    /// 0…3.
    let level: Int
    private(set) var stamped: [Stamped] = []

    init(layout: FormLayout, fonts: FontSet, dpi: Double, level: Int) {
        self.layout = layout
        self.fonts = fonts
        self.dpi = dpi
        self.level = level
    }

    /// `signature` is where a paper without a table is signed.
    mutating func stamp(
        _ sheet: inout PageImage, _ imprints: [SealPlan.Imprint], signature: Point, random: inout SeededRandom
    ) {
        for imprint in imprints {
            let ringed = imprint.shape == .round || imprint.shape == .oval
            let design = SealPainter.Design(
                ring: imprint.ring, inner: imprint.inner,
                serial: ringed && random.chance(0.5) ? "51070" + String(random.number(10_000_000...99_999_999)) : nil,
                shape: imprint.shape, size: imprint.size, font: random.pick(fonts.seals),
                rim: random.number(0.04...0.075), innerRim: ringed && random.chance(0.15),
                star: imprint.shape == .oval && random.chance(0.5) ? 0 : random.number(0.26...0.33))
            let center = place(imprint, signature: signature, &random)
            let spread = ringed ? (imprint.shape == .oval ? 4.0 : 5.0 + 4 * Double(level)) : 2.5
            let degrees = random.wobble(spread)
            let impression = SealPress.impression(level: level, &random)
            SealPress(dpi: dpi).press(design, at: center, degrees: degrees, impression, on: &sheet, &random)
            stamped.append(
                Stamped(
                    role: imprint.role, text: design.ring + design.inner, serial: design.serial,
                    region: SealPainter.bounds(design, center: center, degrees: degrees), shape: design.shape,
                    legible: impression.isLegible, faint: impression.isFaint, partial: impression.isPartial))
        }
    }

    private func place(
        _ imprint: SealPlan.Imprint, signature: Point, _ random: inout SeededRandom
    ) -> Point {
        var center = Point(x: signature.x + random.wobble(4), y: signature.y + random.wobble(3))
        if let nominal = imprint.area {
            let area = scaled(nominal)
            center = Point(
                x: area.x + area.width * random.number(0.25...0.75),
                y: area.y + area.height * random.number(0.3...0.7))
        }
        // Wholly on the sheet.
        let half = (imprint.size.width / 2 + 1, imprint.size.height / 2 + 1)
        center.x = min(max(center.x, half.0), layout.paper.width - half.0)
        center.y = min(max(center.y, half.1), layout.paper.height - half.1)
        return center
    }

    /// A seal's place follows the printing's own cells: its nominal place, scaled with the table.
    private func scaled(_ box: Region) -> Region {
        let x = layout.frame.width / layout.template.tableWidth
        let y = layout.frame.height / layout.template.tableHeight
        return Region(
            x: layout.frame.x + box.x * x, y: layout.frame.y + box.y * y, width: box.width * x, height: box.height * y)
    }
}
