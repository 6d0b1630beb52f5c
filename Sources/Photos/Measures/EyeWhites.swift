internal import IntakeModel

/// 眼白曝光: parts of the whites of the eyes that have lost all colour and shade.
///
/// They are the lightest part of any face, about as light whatever the skin, and never as light as paper: where they are at
/// their end the photo has too much light, even when dark skin has lost nothing by it. Reflections of a lamp lie on the
/// iris, which is left out.
enum EyeWhites {
    /// All channels at or above this have nothing left to tell apart.
    private static let end: UInt8 = 248
    /// From where to where the white lies beside the pupil, and how high, in eye distances.
    private static let beside = 0.09...0.2
    private static let half = 0.08

    static func measure(_ scene: PhotoScene, into measures: inout PhotoMeasures) {
        guard let face = scene.face else { return }
        let unit = face.eyeDistance
        let image = scene.overview.image
        measures[.eyeWhiteExposure] = [face.leftEye, face.rightEye].compactMap { eye -> Double? in
            var ended = 0
            var total = 0
            for start in [-beside.upperBound, beside.lowerBound] {
                let part = Region(
                    x: eye.x + start * unit, y: eye.y - half * unit,
                    width: (beside.upperBound - beside.lowerBound) * unit, height: 2 * half * unit)
                let area = PixelArea(scene.overview.inside(part), width: image.width, height: image.height)
                for y in area.rows {
                    for x in area.columns {
                        let at = 3 * (y * image.width + x)
                        total += 1
                        if min(image.pixels[at], image.pixels[at + 1], image.pixels[at + 2]) >= end { ended += 1 }
                    }
                }
            }
            return total > 8 ? Double(ended) / Double(total) : nil
        }.min()
    }
}
