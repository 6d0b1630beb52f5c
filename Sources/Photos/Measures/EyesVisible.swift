internal import Foundation
internal import IntakeModel

/// 眼睛可见 (ISO/IEC 29794-5 "Eyes visible"): pupil and white stand out from each other, in parts of the contrast that the
/// face has anyhow.
///
/// An eye behind its lid has no such contrast either, but nothing hides it: where the eyes' places have the colour of the skin
/// around them, the contrast is that of lids (`lidContrast`).
enum EyesVisible {
    /// Width and height of where a lid would be, eye distances.
    private static let width = 0.34
    private static let height = 0.16
    /// CIELAB distance from the skin under an eye within which its lid lies, shade included.
    private static let nearest = 14.0
    /// Parts of the eye's place that are like skin: none under dark glasses and bars, 0.56 and more of closed eyes (own
    /// measurements on drawn and photographed faces).
    private static let lid = 0.3

    static func measure(_ scene: PhotoScene, into measures: inout PhotoMeasures) {
        guard let face = scene.face else { return }
        let whole = Histogram(scene.luma, in: scene.overview.inside(face.inner))
        let contrast = max(20, whole.level(0.95) - whole.level(0.03))
        let unit = face.eyeDistance
        let seen = [face.leftEye, face.rightEye].map { eye in
            let box = Region(x: eye.x - 0.2 * unit, y: eye.y - 0.09 * unit, width: 0.4 * unit, height: 0.18 * unit)
            let inside = Histogram(scene.luma, in: scene.overview.inside(box))
            return (inside.level(0.95) - inside.level(0.05)) / contrast
        }.min()
        let skin = [(-0.5, face.leftEye), (0.5, face.rightEye)].map { skinParts(scene, face, $0.0, $0.1) }.min() ?? 0
        measures[skin < lid ? .eyesVisible : .lidContrast] = seen
    }

    /// Parts of an eye's place that are like the skin under it.
    private static func skinParts(_ scene: PhotoScene, _ face: FaceGeometry, _ side: Double, _ eye: Point) -> Double {
        let (image, unit) = (scene.overview.image, face.eyeDistance)
        guard let skin = image.meanLab(scene.overview.inside(face.patch(side, 0.36, 0.16))) else { return 0 }
        let box = Region(
            x: eye.x - width / 2 * unit, y: eye.y - height / 2 * unit, width: width * unit, height: height * unit)
        let area = PixelArea(scene.overview.inside(box), width: image.width, height: image.height)
        var alike = 0
        for y in area.rows {
            for x in area.columns {
                let at = 3 * (y * image.width + x)
                let colour = LabColour(bytes: image.pixels[at], image.pixels[at + 1], image.pixels[at + 2])
                if colour.distance(toSkin: skin) < nearest { alike += 1 }
            }
        }
        return Double(alike) / Double(max(1, area.rows.count * area.columns.count))
    }
}
