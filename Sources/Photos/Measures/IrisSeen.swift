internal import Foundation
internal import IntakeModel

/// 虹膜可见: how much of the place of the iris is dark. A closed lid has the colour of skin there, and a line of lashes.
enum IrisSeen {
    /// Of the disc that is looked at, in eye distances: the iris is 0.19 wide (11.7 mm at 62 mm).
    private static let radius = 0.085

    static func measure(_ scene: PhotoScene, into measures: inout PhotoMeasures) {
        guard let face = scene.face else { return }
        let image = scene.luma
        // As dark as an iris is in this face: brows, nostrils, pupils. The shade of a lid is not.
        let darkest = Histogram(image, in: scene.overview.inside(face.inner)).level(0.015)
        measures[.irisSeen] = [(-0.5, face.leftEye), (0.5, face.rightEye)].compactMap { side, eye -> Double? in
            // Skin under the eye, where neither lashes nor brows are.
            let skin = Histogram(image, in: scene.overview.inside(face.patch(side, 0.36, 0.16)))
            let centre = scene.overview.inside(eye)
            let reach = max(2, radius * face.eyeDistance / scene.overview.scale)
            guard skin.total > 0 else { return nil }
            guard skin.level(0.5) - darkest > 12 else { return 0 }
            let bound = UInt8(max(0, min(255, darkest + 0.45 * (skin.level(0.5) - darkest))))
            // The gaze wanders: of the places side by side, the one that is darkest counts.
            return [-0.9, -0.45, 0, 0.45, 0.9].map { shift -> Double in
                var dark = 0
                var total = 0
                for y in Int(centre.y - reach)...Int(centre.y + reach) {
                    for x in Int(centre.x + shift * reach - reach)...Int(centre.x + shift * reach + reach) {
                        guard x >= 0, y >= 0, x < image.width, y < image.height else { continue }
                        let dx = Double(x) - centre.x - shift * reach
                        let dy = Double(y) - centre.y
                        guard dx * dx + dy * dy <= reach * reach else { continue }
                        total += 1
                        if image[x, y] <= bound { dark += 1 }
                    }
                }
                return Double(dark) / Double(max(1, total))
            }.max()
        }.min()
    }
}
