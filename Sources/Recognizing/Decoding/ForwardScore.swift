internal import Foundation

extension CTCLattice {
    /// Log probability that the line says exactly `text`, summed over all alignments (CTC forward algorithm).
    ///
    /// A floor under every probability keeps one bad step from ruling a text out.
    public func forwardScore(of text: [Int], floor: Double = 1e-6) -> Double {
        guard !text.isEmpty, steps > 0 else { return -.infinity }
        let states = text.count * 2 + 1
        var current = [Double](repeating: 0, count: states)
        var scale = 0.0
        probabilities.withUnsafeBufferPointer { all in
            for step in 0..<steps {
                let row = step * classes
                let blank = max(floor, Double(all[row]))
                var next = [Double](repeating: 0, count: states)
                for state in 0..<states {
                    let symbol = state % 2 == 0 ? nil : text[state / 2]
                    var mass = step == 0 ? (state < 2 ? 1.0 : 0.0) : current[state]
                    if step > 0 {
                        if state > 0 { mass += current[state - 1] }
                        if state > 1, let symbol, symbol != text[state / 2 - 1] { mass += current[state - 2] }
                    }
                    next[state] = mass * (symbol.map { max(floor, Double(all[row + $0])) } ?? blank)
                }
                let best = next.max() ?? 0
                guard best > 0 else {
                    scale = -.infinity
                    return
                }
                scale += log(best)
                current = next.map { $0 / best }
            }
        }
        let mass = current[states - 1] + (states > 1 ? current[states - 2] : 0)
        return mass > 0 ? log(mass) + scale : -.infinity
    }

    /// Log probability of the most probable path: what no text can exceed by much.
    public var bestPathScore: Double {
        probabilities.withUnsafeBufferPointer { all in
            var sum = 0.0
            for step in 0..<steps {
                let top = CTCLattice.mostProbable(all, from: step * classes, count: classes).1
                sum += log(max(1e-12, Double(top)))
            }
            return sum
        }
    }
}
