internal import Foundation
internal import IntakeModel
internal import IntakeResources
internal import Recognizing

/// 人脸检测: faces with five points each, by YuNet 2023mar (Wu et al., "YuNet: A tiny millisecond-level face detector",
/// 2023). Places only; nothing that could tell one person from another is computed.
///
/// Not thread-safe.
final class FaceDetector {
    /// Width and height that the network sees. A portrait at 358 × 441 keeps half its size; a face a sixth of the
    /// picture high is still 40 pixels.
    private static let portrait = (width: 192, height: 256)
    private static let square = (width: 256, height: 256)
    /// Strides of the three output grids.
    private static let strides = [8, 16, 32]
    /// Faces overlapping more than this (intersection over union) are one.
    private static let sameFace = 0.3
    /// Fainter answers are noise; what counts as a face is decided later.
    private static let faintest = 0.4

    private let runtime: InferenceRuntime
    private let file: URL
    private var models: [Int: InferenceModel] = [:]

    init(runtime: InferenceRuntime, resources: ResourceLocation) throws(IntakeError) {
        self.runtime = runtime
        file = resources.fetched.appending(path: "faces/yunet-2023mar.onnx")
        _ = try model(FaceDetector.portrait)
    }

    private func model(_ size: (width: Int, height: Int)) throws(IntakeError) -> InferenceModel {
        if let made = models[size.width] { return made }
        let made = try runtime.load(file, shape: [1, 3, size.height, size.width], .exact)
        models[size.width] = made
        return made
    }

    /// Faces in pixels of the picture, the surest first.
    func faces(in picture: PageImage) throws(IntakeError) -> [DetectedFace] {
        let isPortrait = Double(picture.width) / Double(picture.height) < 0.85
        let size = isPortrait ? FaceDetector.portrait : FaceDetector.square
        let scale = min(
            Double(size.width) / Double(picture.width), Double(size.height) / Double(picture.height))
        let input = FaceTensor.planar(picture, width: size.width, height: size.height, scale: scale)
        let outputs = try model(size).outputs(input, shape: [1, 3, size.height, size.width], 0..<12)
        var found: [DetectedFace] = []
        for (level, stride) in FaceDetector.strides.enumerated() {
            let grid = Grid(
                columns: size.width / stride, stride: Double(stride), scale: scale, classes: outputs[level],
                objects: outputs[3 + level], boxes: outputs[6 + level], points: outputs[9 + level])
            found += (0..<grid.classes.count).compactMap { grid.face($0, faintest: FaceDetector.faintest) }
        }
        found.sort { $0.score > $1.score }
        var kept: [DetectedFace] = []
        for face in found where !kept.contains(where: { $0.box.overlap(with: face.box) > FaceDetector.sameFace }) {
            kept.append(face)
        }
        return kept
    }

    /// One of the three grids that the network answers on.
    private struct Grid {
        let columns: Int
        let stride: Double
        let scale: Double
        let classes: [Float]
        let objects: [Float]
        let boxes: [Float]
        let points: [Float]

        func face(_ cell: Int, faintest: Double) -> DetectedFace? {
            let score = Double(max(0, min(1, classes[cell]) * max(0, min(1, objects[cell])))).squareRoot()
            guard score >= faintest else { return nil }
            let column = Double(cell % columns)
            let row = Double(cell / columns)
            func value(_ list: [Float], _ count: Int, _ at: Int) -> Double { Double(list[cell * count + at]) }
            let unit = stride / scale
            let width = exp(value(boxes, 4, 2)) * unit
            let height = exp(value(boxes, 4, 3)) * unit
            let box = Region(
                x: (column + value(boxes, 4, 0)) * unit - width / 2,
                y: (row + value(boxes, 4, 1)) * unit - height / 2, width: width, height: height)
            let marks = (0..<5).map {
                Point(x: (column + value(points, 10, 2 * $0)) * unit, y: (row + value(points, 10, 2 * $0 + 1)) * unit)
            }
            return DetectedFace(score: score, box: box, marks: marks)
        }
    }
}

/// A face as the detector gives it.
struct DetectedFace: Sendable {
    /// 0…1.
    let score: Double
    let box: Region
    /// Eye, eye, tip of the nose, corner and corner of the mouth; the left ones in the picture first.
    let marks: [Point]

    /// Degrees clockwise by which the line between the eyes is turned.
    var roll: Double { atan2(marks[1].y - marks[0].y, marks[1].x - marks[0].x) * 180 / .pi }
    var eyeDistance: Double { marks[0].distance(to: marks[1]) }
}
