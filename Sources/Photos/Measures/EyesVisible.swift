internal import Foundation
internal import IntakeModel

/// 眼睛可见 (ISO/IEC 29794-5 "Eyes visible"): pupil and white stand out from each other, in parts of the contrast that the
/// face has anyhow.
enum EyesVisible {
    static func measure(_ scene: PhotoScene, into measures: inout PhotoMeasures) {
        guard let face = scene.face else { return }
        var whole = Histogram()
        scene.luma.eachPixel(in: scene.overview.inside(face.inner)) { whole.add($0) }
        let contrast = max(20, whole.level(0.95) - whole.level(0.03))
        let unit = face.eyeDistance
        measures[.eyesVisible] = [face.leftEye, face.rightEye].map { eye in
            var inside = Histogram()
            let box = Region(x: eye.x - 0.2 * unit, y: eye.y - 0.09 * unit, width: 0.4 * unit, height: 0.18 * unit)
            scene.luma.eachPixel(in: scene.overview.inside(box)) { inside.add($0) }
            return (inside.level(0.95) - inside.level(0.05)) / contrast
        }.min()
    }
}
