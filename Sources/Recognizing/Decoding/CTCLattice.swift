/// The whole output of a CTC recognizer for one line: a probability for every character at every step.
public struct CTCLattice: Sendable {
    /// Steps, left to right.
    public let steps: Int
    /// Characters with the blank first.
    public let classes: Int
    /// `steps * classes` probabilities, step by step.
    public let probabilities: [Float]
    /// What the classes mean; every engine has a list of its own.
    public let characters: CharacterList
    /// The part of the steps that lies on the picture; the rest is padding.
    public let coverage: Double

    public init(steps: Int, characters: CharacterList, probabilities: [Float], coverage: Double = 1) {
        precondition(probabilities.count == steps * characters.count, "lattice size")
        self.steps = steps
        classes = characters.count
        self.characters = characters
        self.probabilities = probabilities
        self.coverage = coverage
    }

    /// The most probable character at every step, repeats and blanks removed.
    public func greedyPath() -> [GreedyStep] {
        var path: [GreedyStep] = []
        var previous = 0
        probabilities.withUnsafeBufferPointer { all in
            for step in 0..<steps {
                let (best, top) = CTCLattice.mostProbable(all, from: step * classes, count: classes)
                if best != 0 {
                    if best == previous, var last = path.popLast() {
                        last.confidence = max(last.confidence, top)
                        last.lastStep = step
                        path.append(last)
                    } else {
                        path.append(GreedyStep(character: best, confidence: top, firstStep: step, lastStep: step))
                    }
                }
                previous = best
            }
        }
        return path
    }

    /// The most probable class of one step. What is over a half has no rival: nothing further is looked at.
    static func mostProbable(_ all: UnsafeBufferPointer<Float>, from start: Int, count: Int) -> (Int, Float) {
        var best = 0
        var top: Float = -1
        for index in 0..<count where all[start &+ index] > top {
            top = all[start &+ index]
            best = index
            if top > 0.5 { break }
        }
        return (best, top)
    }

    /// Where a step lies along the line, 0 (left) … 1 (right end of the picture).
    public func position(ofStep step: Double) -> Double { min(1, (step + 0.5) / Double(steps) / coverage) }
}

/// One character of the greedy path.
public struct GreedyStep: Sendable, Hashable {
    public var character: Int
    public var confidence: Float
    public var firstStep: Int
    public var lastStep: Int
}
