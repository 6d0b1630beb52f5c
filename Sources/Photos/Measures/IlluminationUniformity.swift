internal import Foundation
internal import IntakeModel

/// 光照均匀 (ISO/IEC 29794-5 "Illumination uniformity"): stops between the light on both halves of the face.
enum IlluminationUniformity {
    static func measure(_ scene: PhotoScene, into measures: inout PhotoMeasures) {
        guard let face = scene.face else { return }
        func light(_ side: Double) -> Double? {
            let patches = [(0.35, -0.35, 0.25), (0.6, 0.5, 0.3), (0.55, 0.85, 0.3), (0.3, 1.35, 0.22)]
            var sum = 0.0
            for (across, down, size) in patches {
                guard
                    let colour = scene.overview.image.meanColour(
                        scene.overview.inside(face.patch(side * across, down, size)))
                else { return nil }
                // Linear light.
                let luma = (0.299 * colour.red + 0.587 * colour.green + 0.114 * colour.blue) / 255
                sum += pow(max(0.004, luma), 2.2)
            }
            return sum
        }
        guard let left = light(-1), let right = light(1) else { return }
        measures[.illuminationUniformity] = abs(log2(left / right))
    }
}
