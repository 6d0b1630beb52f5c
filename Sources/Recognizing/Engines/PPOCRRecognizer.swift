internal import Foundation
public import IntakeModel
public import IntakeResources

/// PP-OCRv6 text line recognition on OpenVINO, in two sizes.
///
/// Not thread-safe; about 20 ms for a line of 320 × 48 on one core with the small model, 5 ms with the tiny one.
public final class PPOCRRecognizer {
    /// Which network. The tiny one is as good on clean print and clearly worse on hands.
    public enum Size: String, Sendable {
        case small, tiny
    }

    public let characters: CharacterList
    private let models: ModelsByWidth

    public init(_ size: Size, runtime: InferenceRuntime, resources: ResourceLocation) throws(IntakeError) {
        let file = resources.fetched.appending(path: "ppocr/rec-\(size.rawValue).onnx")
        models = try ModelsByWidth(file, runtime: runtime, often: size == .tiny ? LineTensor.shortWidths : [])
        guard let list = PPOCRRecognizer.list(of: size, beside: file) else {
            throw IntakeError(
                "engine.broken", .engineBroken.with(file.lastPathComponent), remedy: .runSetup, exit: .unavailable)
        }
        characters = list
    }

    /// The small model carries its characters inside, the tiny one beside it, one a line.
    private static func list(of size: Size, beside file: URL) -> CharacterList? {
        switch size {
        case .small:
            return (try? Data(contentsOf: file, options: .mappedIfSafe)).flatMap { CharacterList(onnx: $0) }
        case .tiny:
            let lines = file.deletingPathExtension().appendingPathExtension("txt")
            guard let text = try? String(contentsOf: lines, encoding: .utf8) else { return nil }
            var characters = text.split(omittingEmptySubsequences: false) { $0 == "\n" || $0 == "\r\n" }.map(
                String.init)
            if characters.last?.isEmpty == true { characters.removeLast() }
            return CharacterList(lines: characters)
        }
    }

    /// The distribution over characters at every step of one upright text line (any size, grey or colour), which the network
    /// sees narrowed to the share `breadth` of its width.
    public func lattice(of line: PageImage, breadth: Double = 1) throws(IntakeError) -> CTCLattice {
        let tensor = LineTensor(line, breadth: breadth)
        let characters = characters
        let shape = LineTensor.shape(tensor.width)
        let lattice = try models[tensor.width].run(tensor.values, shape: shape) { output, shape in
            shape.count == 3 && shape[2] == characters.count
                ? CTCLattice(
                    steps: shape[1], characters: characters, probabilities: Array(output), coverage: tensor.coverage)
                : nil
        }
        guard let lattice else {
            throw IntakeError(
                "engine.broken", .engineBroken.with("PP-OCR"), remedy: .runSetup, exit: .unavailable,
                underlying: "output shape does not fit the \(characters.count) characters")
        }
        return lattice
    }
}
