internal import Foundation
internal import IntakeModel

/// A network for lines of any width, and the same one compiled for each width that comes often: that it sees another width
/// than the last time costs the tiny network a millisecond, which is a third of a label.
final class ModelsByWidth {
    private let graph: InferenceGraph
    private let any: InferenceModel
    private let often: [Int]
    private var ofOneWidth: [Int: InferenceModel] = [:]
    private var uses: [Int: Int] = [:]

    /// Compiling takes a tenth of a second: a page alone is not worth it.
    private static let leastUses = 12

    init(_ file: URL, runtime: InferenceRuntime, often: [Int]) throws(IntakeError) {
        graph = try runtime.graph(file)
        any = try graph.compiled(shape: nil, .quick)
        self.often = often
    }

    /// The model for lines so wide.
    subscript(width: Int) -> InferenceModel {
        guard often.contains(width) else { return any }
        if let known = ofOneWidth[width] { return known }
        uses[width, default: 0] += 1
        guard uses[width] == ModelsByWidth.leastUses,
            let made = try? graph.compiled(shape: LineTensor.shape(width), .quick)
        else { return any }
        ofOneWidth[width] = made
        return made
    }
}
