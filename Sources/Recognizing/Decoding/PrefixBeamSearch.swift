internal import Foundation

/// One way to read a line, with its probability summed over all alignments.
public struct BeamPath: Sendable, Hashable {
    public var characters: [Int]
    /// Natural logarithm.
    public var score: Double
}

/// CTC prefix beam search (Hannun et al. 2014) over the characters that a field may hold.
struct PrefixBeamSearch {
    /// How many prefixes survive a step.
    var width = 40
    /// Characters that may appear; `nil` takes the most probable ones of every step.
    var alphabet: [Int]?
    /// Other characters that stand for one of the alphabet, such as O for 0; they count half.
    var lookalikes: [Int: [Int]] = [:]
    /// Prefixes longer than this are dropped.
    var longest = 64
    /// The share of the mass outside the alphabet that counts as "nothing here" (dirt, remains of rules).
    var dirt = 0.25

    /// The `count` most probable readings, best first.
    func search(_ lattice: CTCLattice, count: Int) -> [BeamPath] {
        var tree = PrefixTree()
        var beam = [Prefix(node: PrefixTree.root, blank: 1)]
        var scale = 0.0
        for step in 0..<lattice.steps {
            let (blank, candidates) = distribution(lattice, step: step)
            var next: [Prefix] = []
            next.reserveCapacity(beam.count * (1 + candidates.count))
            /// Where a prefix stands among the next ones.
            func place(_ node: Int) -> Int {
                if let known = tree.place(of: node) { return known }
                tree.setPlace(next.count, of: node)
                next.append(Prefix(node: node))
                return next.count - 1
            }
            for prefix in beam {
                let last = tree.character(of: prefix.node)
                next[place(prefix.node)].blank += prefix.total * blank
                for (character, probability) in candidates {
                    if character == last { next[place(prefix.node)].nonBlank += prefix.nonBlank * probability }
                    guard tree.length(of: prefix.node) < longest else { continue }
                    let mass = character == last ? prefix.blank * probability : prefix.total * probability
                    guard mass > 1e-30 else { continue }
                    next[place(tree.extended(prefix.node, by: character))].nonBlank += mass
                }
            }
            for prefix in next { tree.setPlace(nil, of: prefix.node) }
            next.sort { $0.total > $1.total }
            beam = Array(next.prefix(width))
            let best = beam.first?.total ?? 0
            guard best > 0 else { return [] }
            scale += log(best)
            for index in beam.indices {
                beam[index].blank /= best
                beam[index].nonBlank /= best
            }
        }
        return beam.prefix(count).map {
            BeamPath(characters: tree.characters(to: $0.node), score: log($0.total) + scale)
        }
    }

    private struct Prefix {
        let node: Int
        var blank = 0.0
        var nonBlank = 0.0
        var total: Double { blank + nonBlank }
    }

    private func distribution(_ lattice: CTCLattice, step: Int) -> (blank: Double, [(Int, Double)]) {
        lattice.probabilities.withUnsafeBufferPointer { all in
            let row = UnsafeBufferPointer(rebasing: all[(step * lattice.classes)..<((step + 1) * lattice.classes)])
            let blank = Double(row[0])
            guard let alphabet else { return (blank, mostProbable(row)) }
            var candidates: [(Int, Double)] = []
            var inside = blank
            for character in alphabet {
                var probability = Double(row[character])
                inside += probability
                for other in lookalikes[character] ?? [] {
                    probability += 0.5 * Double(row[other])
                    inside += Double(row[other])
                }
                if probability > 1e-7 { candidates.append((character, probability)) }
            }
            return (blank + dirt * max(0, 1 - inside) + 1e-9, candidates)
        }
    }

    /// Less probable characters are not tried where any may stand.
    private static let least: Float = 1e-3

    private func mostProbable(_ row: UnsafeBufferPointer<Float>) -> [(Int, Double)] {
        var top: [(Int, Double)] = []
        // Probabilities add up to 1: once what is left is too little for another one, the rest is not looked at.
        var left = 1 - row[0]
        var index = 1
        while left > PrefixBeamSearch.least, index < row.count {
            if row[index] > PrefixBeamSearch.least {
                top.append((index, Double(row[index])))
                left -= row[index]
            }
            index &+= 1
        }
        top.sort { $0.1 > $1.1 }
        return Array(top.prefix(8))
    }
}

/// The prefixes of one search, each by its last character and the prefix before it.
private struct PrefixTree {
    /// Nothing read yet.
    static let root = 0

    private var parents = [-1]
    private var characters = [-1]
    private var lengths = [0]
    private var places = [-1]
    private var children: [Child: Int] = [:]

    private struct Child: Hashable {
        let parent: Int
        let character: Int
    }

    /// The last character, or `nil` of the root.
    func character(of node: Int) -> Int? { node == PrefixTree.root ? nil : characters[node] }

    func length(of node: Int) -> Int { lengths[node] }

    /// What a step noted of a prefix.
    func place(of node: Int) -> Int? { places[node] < 0 ? nil : places[node] }

    mutating func setPlace(_ place: Int?, of node: Int) { places[node] = place ?? -1 }

    mutating func extended(_ node: Int, by character: Int) -> Int {
        let child = Child(parent: node, character: character)
        if let known = children[child] { return known }
        children[child] = parents.count
        parents.append(node)
        characters.append(character)
        lengths.append(lengths[node] + 1)
        places.append(-1)
        return parents.count - 1
    }

    func characters(to node: Int) -> [Int] {
        var found: [Int] = []
        var at = node
        while at != PrefixTree.root {
            found.append(characters[at])
            at = parents[at]
        }
        return found.reversed()
    }
}
