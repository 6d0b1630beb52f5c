internal import Foundation
internal import IntakeModel

/// 帽子、头饰 (ISO/IEC 29794-5 "No head coverings"): parts of the crown that are neither hair nor skin.
enum HeadCovering {
    static func measure(_ scene: PhotoScene, _ head: HeadOutline, into measures: inout PhotoMeasures) {
        guard let face = scene.face, head.isSeen else { return }
        let unit = face.eyeDistance
        let region = Region(
            x: face.eyes.x - 0.7 * unit, y: head.crown, width: 1.4 * unit,
            height: 0.45 * (face.eyes.y - head.crown))
        let image = scene.overview.image
        let area = PixelArea(scene.overview.inside(region), width: image.width, height: image.height)
        var strange = 0
        var total = 0
        for y in area.rows {
            for x in area.columns {
                let place = scene.overview.outside(Point(x: Double(x), y: Double(y)))
                guard scene.backdrop.isBackground(place) == false else { continue }
                total += 1
                let at = 3 * (y * image.width + x)
                if !looksLikeHair(image.pixels[at], image.pixels[at + 1], image.pixels[at + 2]) { strange += 1 }
            }
        }
        guard total > 20 else { return }
        measures[.headCovering] = Double(strange) / Double(total)
    }

    /// Dark, grey, or between red and yellow, as hair and skin are.
    private static func looksLikeHair(_ red: UInt8, _ green: UInt8, _ blue: UInt8) -> Bool {
        let (r, g, b) = (Double(red), Double(green), Double(blue))
        let highest = max(r, g, b)
        let saturation = highest == 0 ? 0 : (highest - min(r, g, b)) / highest
        if highest < 70 || saturation < 0.12 && highest < 215 { return true }
        guard saturation >= 0.12 else { return false }
        let warm = r >= g && g >= b * 0.92
        return warm && (saturation < 0.72 || highest < 150)
    }
}
