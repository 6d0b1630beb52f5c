internal import Foundation
internal import ImageCodecs
public import IntakeModel
public import IntakeResources
internal import Recognizing

/// 找人脸: every face of a photo, upright or not, with its geometry.
///
/// Not thread-safe.
public final class FaceFinder {
    /// What was found.
    public struct Finding: Sendable {
        /// The surest face; `nil` without one.
        public let face: FaceGeometry?
        /// How many faces there are, those included that are far smaller.
        public let count: Int
        /// Clockwise quarter turns that would make the photo upright, where a face is found only then.
        public let quarterTurns: Int
    }

    /// Surer than this is a face. On pictures without one YuNet stays below 0.6.
    private static let sure = 0.7
    /// A second face counts when it is at least so large in parts of the first one's width, and so sure.
    private static let second = (width: 0.2, score: 0.7)
    /// A face upright with at least this score is not looked for in other directions.
    private static let upright = 0.885

    private let detector: FaceDetector
    private let mesh: FaceMesh?
    /// Whether the finer geometry (eyelids, chin, turn of the head) can be had.
    public var hasMesh: Bool { mesh != nil }

    /// Throws `engine.missing` when runtime or detector were not fetched; without the mesh it does with less.
    public init(resources: ResourceLocation) throws(IntakeError) {
        let runtime = try InferenceRuntime(resources: resources)
        detector = try FaceDetector(runtime: runtime, resources: resources)
        mesh = try? FaceMesh(runtime: runtime, resources: resources)
    }

    /// What scripts/setup has fetched, without loading any of it.
    public static func fetched(_ resources: ResourceLocation) -> (detector: Bool, mesh: Bool) {
        func isThere(_ name: String) -> Bool {
            FileManager.default.fileExists(atPath: resources.fetched.appending(path: name).path)
        }
        return (isThere("faces/yunet-2023mar.onnx") && isThere("openvino"), isThere("faces/mesh-468.tflite"))
    }

    public func find(in overview: PhotoPart) throws(IntakeError) -> Finding {
        let faces = try detector.faces(in: overview.image)
        if let best = faces.first, best.score >= FaceFinder.upright, abs(best.roll) < 50 {
            return try finding(best, faces, overview)
        }
        // A face lying on its side is found only when it is set up; the surest direction counts.
        var turned: (score: Double, turns: Int)?
        for (orientation, turns) in [(6, 1), (8, 3), (3, 2)] {
            guard let face = try detector.faces(in: overview.image.turned(orientation)).first, abs(face.roll) < 50
            else { continue }
            if face.score >= FaceFinder.sure, face.score > turned?.score ?? 0 { turned = (face.score, turns) }
        }
        let best = faces.first { $0.score >= FaceFinder.sure }
        if let turned, turned.score > (best?.score ?? 0) + 0.03 || abs(best?.roll ?? 90) >= 50 {
            return Finding(face: nil, count: 1, quarterTurns: turned.turns)
        }
        guard let best else { return Finding(face: nil, count: 0, quarterTurns: 0) }
        return try finding(best, faces, overview)
    }

    private func finding(
        _ best: DetectedFace, _ faces: [DetectedFace], _ overview: PhotoPart
    ) throws(IntakeError) -> Finding {
        // Of several, the largest is whom the photo shows.
        let real = faces.filter { $0.score >= FaceFinder.second.score }
        let main = real.max { $0.box.area < $1.box.area } ?? best
        let count = real.filter { $0.box.width >= FaceFinder.second.width * main.box.width }.count
        var points: [MeshPoint] = []
        var score: Double?
        if let mesh { (points, score) = try mesh.points(of: main, in: overview.image) }
        return Finding(
            face: FaceGeometry(main, mesh: points, meshScore: points.isEmpty ? nil : score, from: overview),
            count: max(1, count), quarterTurns: 0)
    }
}
