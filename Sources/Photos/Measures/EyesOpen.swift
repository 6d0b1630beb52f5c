internal import Foundation
internal import IntakeModel

/// 睁眼 (ISO/IEC 29794-5 "Eyes open"): the gap between the lids of the narrower eye, in parts of its width.
enum EyesOpen {
    /// Outer and inner corner, then pairs of upper and lower lid.
    private static let eyes = [
        (33, 133, [(159, 145), (158, 153), (160, 144)]), (263, 362, [(386, 374), (385, 380), (387, 373)]),
    ]

    static func measure(_ face: FaceGeometry, into measures: inout PhotoMeasures) {
        guard face.mesh.count == 468 else { return }
        func distance(_ a: Int, _ b: Int) -> Double { face.mesh[a].place.distance(to: face.mesh[b].place) }
        measures[.eyesOpen] = eyes.map { outer, inner, lids in
            lids.reduce(0) { $0 + distance($1.0, $1.1) } / Double(lids.count) / max(1, distance(outer, inner))
        }.min()
    }
}
