internal import Foundation
internal import IntakeModel

/// 面部遮挡 (ISO/IEC 29794-5 "Face occlusion prevention"): parts of the face that are not of the skin's colour.
enum FaceOcclusion {
    /// Nose, above and below the lips; fringes over the forehead are allowed.
    private static let middle = [(0.0, 0.55), (-0.2, 0.88), (0.2, 0.88), (-0.25, 1.5), (0.25, 1.5), (0.0, 1.55)]
    /// Both cheeks twice.
    private static let cheeks = [(-0.62, 0.45), (0.62, 0.45), (-0.6, 0.85), (0.6, 0.85)]

    static func measure(_ scene: PhotoScene, into measures: inout PhotoMeasures) {
        guard let face = scene.face, let skin = scene.skin else { return }
        let colours = (middle + cheeks).compactMap {
            scene.overview.image.meanLab(scene.overview.inside(face.patch($0.0, $0.1, 0.18)))
        }
        guard colours.count == middle.count + cheeks.count else { return }
        // Shadow changes lightness far more than hue, so lightness counts a third.
        let distances = colours.map { colour in
            hypot(colour.chromaDistance(to: skin), (colour.lightness - skin.lightness) / 3)
        }
        // One may be a reflection or a mole, and light from behind may lie along one cheek; whatever covers a face covers
        // two places of its middle, or three in all.
        let inner = distances.prefix(middle.count).sorted()
        let all = distances.sorted()
        measures[.faceOcclusion] = max(inner[inner.count - 2], all[all.count - 3])
    }
}
