/// Pseudo-random numbers that are the same for the same seed everywhere (SplitMix64, Steele et al. 2014).
public struct SeededRandom: RandomNumberGenerator, Sendable {
    private var state: UInt64

    /// Words are mixed into the seed, so that sets and kinds never share a sequence.
    public init(seed: UInt64, _ words: String...) {
        state = seed &* 0x9E37_79B9_7F4A_7C15
        for byte in words.joined(separator: "|").utf8 { state = (state ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 }
    }

    public mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ z >> 30) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ z >> 27) &* 0x94D0_49BB_1331_11EB
        return z ^ z >> 31
    }

    mutating func chance(_ probability: Double) -> Bool { Double.random(in: 0..<1, using: &self) < probability }

    mutating func number(_ range: ClosedRange<Double>) -> Double { Double.random(in: range, using: &self) }

    mutating func number(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &self) }

    mutating func number(_ range: Range<Int>) -> Int { Int.random(in: range, using: &self) }

    mutating func pick<Element>(_ choices: [Element]) -> Element {
        choices[Int.random(in: choices.indices, using: &self)]
    }

    /// Around zero with the given spread, never beyond three times it.
    mutating func wobble(_ spread: Double) -> Double {
        (number(-1...1) + number(-1...1) + number(-1...1)) * spread
    }
}
