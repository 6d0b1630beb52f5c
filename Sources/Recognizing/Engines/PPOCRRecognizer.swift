internal import Foundation
public import IntakeModel
public import IntakeResources

/// PP-OCRv6 small text line recognition on OpenVINO.
///
/// Not thread-safe; about 20 ms for a line of 320 × 48 on one core.
public final class PPOCRRecognizer {
    public let characters: CharacterList
    private let model: InferenceModel

    public init(runtime: InferenceRuntime, resources: ResourceLocation) throws(IntakeError) {
        let file = resources.fetched.appending(path: "ppocr/rec-small.onnx")
        model = try runtime.load(file)
        guard let bytes = try? Data(contentsOf: file, options: .mappedIfSafe), let list = CharacterList(onnx: bytes)
        else {
            throw IntakeError(
                "engine.broken", .engineBroken.with(file.lastPathComponent), remedy: .runSetup, exit: .unavailable)
        }
        characters = list
    }

    /// The distribution over characters at every step of one upright text line (any size, grey or colour).
    public func lattice(of line: PageImage) throws(IntakeError) -> CTCLattice {
        let tensor = LineTensor(line)
        let count = characters.count
        let lattice = try model.run(tensor.values, shape: [1, 3, LineTensor.height, tensor.width]) { output, shape in
            shape.count == 3 && shape[2] == count
                ? CTCLattice(
                    steps: shape[1], classes: shape[2], probabilities: Array(output), coverage: tensor.coverage)
                : nil
        }
        guard let lattice else {
            throw IntakeError(
                "engine.broken", .engineBroken.with("PP-OCR"), remedy: .runSetup, exit: .unavailable,
                underlying: "output shape does not fit the character list")
        }
        return lattice
    }
}
