internal import Foundation
internal import IntakeModel

/// 面部遮挡 (ISO/IEC 29794-5 "Face occlusion prevention"): parts of the face that are not of the skin's colour.
enum FaceOcclusion {
    /// Both cheeks twice, nose, above and below the lips; fringes over the forehead are allowed.
    private static let patches = [
        (-0.62, 0.45), (0.62, 0.45), (-0.6, 0.85), (0.6, 0.85), (0.0, 0.55), (-0.2, 0.88), (0.2, 0.88), (-0.25, 1.5),
        (0.25, 1.5), (0.0, 1.55),
    ]

    static func measure(_ scene: PhotoScene, into measures: inout PhotoMeasures) {
        guard let face = scene.face, let skin = scene.skin else { return }
        let colours = patches.compactMap {
            scene.overview.image.meanLab(scene.overview.inside(face.patch($0.0, $0.1, 0.18)))
        }
        guard colours.count == patches.count else { return }
        // Shadow changes lightness far more than hue, so lightness counts a third.
        let distances = colours.map { colour in
            hypot(colour.chromaDistance(to: skin), (colour.lightness - skin.lightness) / 3)
        }
        // One of ten may be a reflection or a mole; whatever covers a face covers more than one.
        measures[.faceOcclusion] = distances.sorted().dropLast().last
    }
}
