internal import Foundation
internal import IntakeModel

/// 眼睛可见 (ISO/IEC 29794-5 "Eyes visible"): pupil and white stand out from each other, in parts of the contrast that the
/// face has anyhow.
enum EyesVisible {
    static func measure(_ scene: PhotoScene, into measures: inout PhotoMeasures) {
        guard let face = scene.face else { return }
        let whole = Histogram(scene.luma, in: scene.overview.inside(face.inner))
        let contrast = max(20, whole.level(0.95) - whole.level(0.03))
        let unit = face.eyeDistance
        measures[.eyesVisible] = [face.leftEye, face.rightEye].map { eye in
            let box = Region(x: eye.x - 0.2 * unit, y: eye.y - 0.09 * unit, width: 0.4 * unit, height: 0.18 * unit)
            let inside = Histogram(scene.luma, in: scene.overview.inside(box))
            return (inside.level(0.95) - inside.level(0.05)) / contrast
        }.min()
    }
}
