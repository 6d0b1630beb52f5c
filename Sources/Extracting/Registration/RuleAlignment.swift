internal import Foundation

/// Fits a sequence of nominal places to what is really there, by dynamic programming.
///
/// Every place takes one position; the sum of the coverages is made largest, minus `0.6 · ln²(gap / nominal gap)` for
/// stretched gaps (15 % costs 0.012, a factor of two 0.29) and minus a part of every strong rule that is left over.
struct RuleAlignment {
    struct Candidate {
        var position: Double
        /// How strong a rule this is by itself, for the ones left over.
        var strength: Double
    }

    /// Positions in the order of `places`, their coverages, and the mean score, −∞…1.
    struct Result {
        var positions: [Double]
        var coverages: [Double]
        var score: Double
    }

    static let stretchCost = 0.6
    static let leftOverCost = 0.4

    /// `ends` are the fixed positions of the first and the last place; `coverage(index, position)` judges a choice. Rules
    /// with others closer than `crowd` on both sides are strokes of writing and may be left over: no cell is that narrow.
    static func fit(
        places: [Double], ends: (Double, Double), candidates: [Candidate], strong: Double, sameRule: Double,
        crowd: Double = 0, nominal given: [Double]? = nil, coverage: (Int, Double) -> Double
    ) -> Result {
        let count = places.count
        guard count > 2 else { return Result(positions: [ends.0, ends.1], coverages: [1, 1], score: 1) }
        let span = ends.1 - ends.0
        let nominal = given ?? places.map { ends.0 + ($0 - places[0]) / (places[count - 1] - places[0]) * span }
        let inner = candidates.filter { $0.position > ends.0 + sameRule && $0.position < ends.1 - sameRule }
        // Strong rules not chosen, counted by running sums; a double line counts as one.
        func isStrong(_ candidate: Candidate) -> Bool { candidate.strength > strong }
        let strongest = inner.filter(isStrong).map(\.position)
        func isCrowded(_ place: Double) -> Bool {
            guard crowd > sameRule else { return false }
            let near = sameRule..<crowd
            return strongest.contains { near.contains($0 - place) } && strongest.contains { near.contains(place - $0) }
        }
        var leftOver = [0.0]
        var last = -Double.infinity
        for candidate in inner {
            let counts = isStrong(candidate) && candidate.position - last >= sameRule && !isCrowded(candidate.position)
            leftOver.append(leftOver[leftOver.count - 1] + (counts ? candidate.strength : 0))
            if isStrong(candidate) { last = candidate.position }
        }
        struct State {
            var position: Double
            /// Index into `inner` after this position.
            var next: Int
            var first: Int
            var score: Double
            var coverage: Double
            var back: Int
        }
        var layers: [[State]] = [[State(position: ends.0, next: 0, first: 0, score: 0, coverage: 1, back: -1)]]
        for k in 1..<count {
            var layer: [State] = []
            var choices: [(position: Double, first: Int, next: Int, coverage: Double)] = []
            if k == count - 1 {
                choices = [(ends.1, inner.count, inner.count, 0)]
            } else {
                for (index, candidate) in inner.enumerated() {
                    choices.append((candidate.position, index, index + 1, coverage(k, candidate.position)))
                }
                // The rule may be invisible: then it stands where the form says.
                let at = inner.firstIndex { $0.position > nominal[k] } ?? inner.count
                choices.append((nominal[k], at, at, coverage(k, nominal[k])))
            }
            for choice in choices {
                var best: (score: Double, back: Int)?
                for (index, state) in layers[k - 1].enumerated() {
                    let gap = choice.position - state.position
                    guard gap > 2, choice.first >= state.next else { continue }
                    let stretch = log(gap / max(1, nominal[k] - nominal[k - 1]))
                    let skipped = max(0, leftOver[choice.first] - leftOver[state.next])
                    let score =
                        state.score + choice.coverage - stretchCost * stretch * stretch - leftOverCost * skipped
                    if best.map({ score > $0.score }) ?? true { best = (score, index) }
                }
                if let best {
                    layer.append(
                        State(
                            position: choice.position, next: choice.next, first: choice.first, score: best.score,
                            coverage: choice.coverage, back: best.back))
                }
            }
            guard !layer.isEmpty else {
                return Result(positions: nominal, coverages: nominal.map { _ in 0 }, score: -1)
            }
            layers.append(layer)
        }
        var index = layers[count - 1].indices.max { layers[count - 1][$0].score < layers[count - 1][$1].score } ?? 0
        let total = layers[count - 1][index].score
        var positions = nominal
        var coverages = [Double](repeating: 1, count: count)
        for k in stride(from: count - 1, through: 0, by: -1) {
            positions[k] = layers[k][index].position
            coverages[k] = k == count - 1 ? 1 : layers[k][index].coverage
            index = max(0, layers[k][index].back)
        }
        return Result(positions: positions, coverages: coverages, score: total / Double(count - 2))
    }

    /// Peaks of a coverage profile: the middles of stretches that reach four fifths of their top.
    static func peaks(_ profile: [Double], least: Double, apart: Int) -> [Candidate] {
        var found: [Candidate] = []
        for (index, value) in profile.enumerated() where value >= least {
            let window = profile[max(0, index - apart)...min(profile.count - 1, index + apart)]
            guard value >= (window.max() ?? 0) else { continue }
            if let last = found.last, Double(index) - last.position < Double(apart) { continue }
            var end = index
            while end + 1 < profile.count, profile[end + 1] >= value * 0.95 { end += 1 }
            found.append(Candidate(position: Double(index + end) / 2, strength: value))
        }
        return found
    }
}
