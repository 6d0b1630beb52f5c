/// 压缩的识别网格: a lattice without its negligible probabilities, for keeping many lines of a page.
///
/// A step has 18,710 classes of which a few dozen matter; kept whole, the lines of a page of text would take half a
/// gigabyte.
public struct CompactLattice: Sendable {
    /// Smaller probabilities are dropped: decoders put a floor of the same size under every probability.
    public static let least: Float = 1e-6

    public let steps: Int
    public let characters: CharacterList
    private let coverage: Double
    /// Where the entries of every step begin, and the end.
    private var starts: [Int32]
    private var classes: [Int32] = []
    private var values: [Float] = []

    public init(_ lattice: CTCLattice) {
        steps = lattice.steps
        characters = lattice.characters
        coverage = lattice.coverage
        starts = [0]
        starts.reserveCapacity(steps + 1)
        lattice.probabilities.withUnsafeBufferPointer { all in
            for step in 0..<lattice.steps {
                let row = step * lattice.classes
                for index in 0..<lattice.classes where all[row + index] > CompactLattice.least {
                    classes.append(Int32(index))
                    values.append(all[row + index])
                }
                starts.append(Int32(classes.count))
            }
        }
    }

    /// The whole lattice again.
    public var expanded: CTCLattice {
        let count = characters.count
        var rows = [Float](repeating: 0, count: steps * count)
        rows.withUnsafeMutableBufferPointer { out in
            for step in 0..<steps {
                for entry in Int(starts[step])..<Int(starts[step + 1]) {
                    out[step * count + Int(classes[entry])] = values[entry]
                }
            }
        }
        return CTCLattice(steps: steps, characters: characters, probabilities: rows, coverage: coverage)
    }
}
