internal import Foundation
internal import IntakeModel

/// 面部遮挡 (ISO/IEC 29794-5 "Face occlusion prevention"): parts of the face that are not of the skin's colour.
///
/// The places are points of the mesh, so that they lie on bare skin whether a mouth laughs, a head is thrown back or a
/// light from behind shines along the jaw. Fringes over the forehead are allowed.
enum FaceOcclusion {
    /// Tip of the nose, skin above the lips on both sides, chin in its middle and on both sides.
    private static let middle = [1, 165, 391, 200, 201, 421]
    /// Both cheeks, beside the nose and beside the mouth.
    private static let cheeks = [205, 425, 207, 427]
    /// Side of a place, eye distances.
    private static let side = 0.18

    static func measure(_ scene: PhotoScene, into measures: inout PhotoMeasures) {
        guard let face = scene.face, face.mesh.count == 468, let skin = scene.skin else { return }
        let colours = (middle + cheeks).compactMap {
            scene.overview.image.meanLab(scene.overview.inside(face.patch(around: face.mesh[$0].place, side)))
        }
        guard colours.count == middle.count + cheeks.count else { return }
        let distances = colours.map { $0.distance(toSkin: skin) }
        // One may be a reflection or a mole; whatever covers a face covers two places of its middle, or three in all.
        let inner = distances.prefix(middle.count).sorted()
        let all = distances.sorted()
        measures[.faceOcclusion] = max(inner[inner.count - 2], all[all.count - 3])
    }
}
