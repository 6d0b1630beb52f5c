internal import Recognizing

/// 印文所占: from which to which character of a strip the name stands that was made of it, turned or mended.
struct RingSpan {
    /// Shares of the strip's length of the name's first and last character; beyond 1 on the next turn.
    let first: Double
    let last: Double
    /// The usual distance of neighbours.
    let step: Double

    /// `turn` is the length of a whole turn as a share of the strip's. `nil` when hardly half of the name's characters
    /// stand in the strip in its order.
    init?(of name: String, in reading: SealText, turn: Double) {
        let wanted = Array(name)
        let marks = reading.characters.map(\.character)
        let places = reading.characters.map(\.position)
        guard marks.count >= 3, wanted.count >= 3 else { return nil }
        step = RingLayout.step(places)
        var best: [(wanted: Int, place: Double)] = []
        for start in marks.indices {
            let turned = Array(marks[start...] + marks[..<start])
            let at = places[start...] + places[..<start].map { $0 + turn }
            let pairs = commonSubsequence(wanted, turned).map { ($0.0, Array(at)[$0.1]) }
            if pairs.count > best.count { best = pairs.map { (wanted: $0.0, place: $0.1) } }
        }
        guard 2 * best.count > wanted.count, let one = best.first, let other = best.last else { return nil }
        first = one.place - Double(one.wanted) * step
        last = other.place + Double(wanted.count - 1 - other.wanted) * step
    }
}

extension RingLayout {
    /// The layout of just this name, read in this one.
    func spanning(_ name: String, in reading: SealText) -> RingLayout? {
        let columns = Double(RingUnwrapping.columns)
        let length = to - from
        guard length > 0, let span = RingSpan(of: name, in: reading, turn: columns / length) else { return nil }
        var own = self
        own.from = from + length * (span.first - 0.6 * span.step)
        own.to = from + length * (span.last + 0.6 * span.step)
        own.gap = max(0, 1 - (own.to - own.from) / columns)
        return own
    }
}
