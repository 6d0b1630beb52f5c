internal import Foundation
internal import IntakeModel
internal import IntakeResources
internal import Recognizing

/// 人脸网格: 468 places on a face by MediaPipe's face landmark network (Kartynnik et al., "Real-time facial surface
/// geometry from monocular video", 2019). Geometry only.
///
/// Not thread-safe.
final class FaceMesh {
    /// The network's input is a square of so many pixels.
    private static let size = 192
    /// Side of the square, in heights of the detector's box.
    private static let margin = 1.45

    private let model: InferenceModel

    init(runtime: InferenceRuntime, resources: ResourceLocation) throws(IntakeError) {
        model = try runtime.load(
            resources.fetched.appending(path: "faces/mesh-468.tflite"),
            shape: [1, FaceMesh.size, FaceMesh.size, 3], .exact)
    }

    /// The points of a face in pixels of the picture, with depth in the same unit, and how sure it is that there is one.
    func points(of face: DetectedFace, in picture: PageImage) throws(IntakeError) -> (
        points: [MeshPoint], score: Double
    ) {
        let side = FaceMesh.margin * max(face.box.width, face.box.height)
        let centre = face.box.center
        let degrees = face.roll
        let input = FaceTensor.square(picture, centre: centre, side: side, degrees: degrees, size: FaceMesh.size)
        let outputs = try model.outputs(input, shape: [1, FaceMesh.size, FaceMesh.size, 3], 0..<2)
        guard outputs[0].count == 1404, let logit = outputs[1].first else { return ([], 0) }
        let scale = side / Double(FaceMesh.size)
        let (cosine, sine) = (cos(degrees * .pi / 180), sin(degrees * .pi / 180))
        let points = (0..<468).map { index in
            let across = Double(outputs[0][3 * index]) * scale - side / 2
            let down = Double(outputs[0][3 * index + 1]) * scale - side / 2
            return MeshPoint(
                place: Point(x: centre.x + across * cosine - down * sine, y: centre.y + across * sine + down * cosine),
                depth: Double(outputs[0][3 * index + 2]) * scale)
        }
        return (points, 1 / (1 + exp(-Double(logit))))
    }
}

/// One point of the mesh.
struct MeshPoint: Sendable {
    var place: Point
    /// Pixels away from the camera, 0 at the middle of the head.
    var depth: Double
}
