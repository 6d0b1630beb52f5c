/// Edges of one direction, as bits: a row for every line, a bit for every place along it.
struct SideBins {
    struct Run {
        var line: Int
        var from: Int
        var to: Int
        /// Share of the run's places that carry an edge.
        var share: Double
    }

    private let words: Int
    private let lines: Int
    private var bits: [UInt64]
    private var touched: [Bool]

    init(lines: Int, places: Int) {
        self.lines = lines
        words = (places + 63) / 64
        bits = [UInt64](repeating: 0, count: lines * words)
        touched = [Bool](repeating: false, count: lines)
    }

    mutating func set(line: Int, place: Int) {
        guard line >= 0, line < lines, place >= 0, place < words * 64 else { return }
        bits[line * words + place / 64] |= 1 << UInt64(place % 64)
        touched[line] = true
    }

    private func has(_ line: Int, _ place: Int) -> Bool {
        guard line >= 0, line < lines, place >= 0, place < words * 64 else { return false }
        return bits[line * words + place / 64] & (1 << UInt64(place % 64)) != 0
    }

    /// Straight runs of at least `shortest` places with gaps of at most three, on a line and its follower together.
    func runs(shortest: Int) -> [Run] {
        var found: [Run] = []
        for line in 0..<(lines - 1) where touched[line] {
            var start = -1
            var last = -10
            var hits = 0
            func close() {
                guard start >= 0, last - start + 1 >= shortest else { return }
                let share = Double(hits) / Double(last - start + 1)
                if share > 0.5 { found.append(Run(line: line, from: start, to: last, share: share)) }
            }
            for word in 0..<words {
                var set = bits[line * words + word] | bits[(line + 1) * words + word]
                while set != 0 {
                    let place = word * 64 + set.trailingZeroBitCount
                    set &= set - 1
                    if place - last > 4 {
                        close()
                        start = place
                        hits = 0
                    }
                    hits += 1
                    last = place
                }
            }
            close()
            if found.count > 400 { break }
        }
        return found
    }

    /// The best covered line within two of `near`.
    func coverage(near: Int, from: Int, to: Int) -> (line: Int, share: Double) {
        var best = (line: near, share: 0.0)
        guard to > from else { return best }
        for line in (near - 3)...(near + 3) {
            var hits = 0
            for place in from...to where has(line, place) || has(line + 1, place) { hits += 1 }
            let share = Double(hits) / Double(to - from + 1)
            if share > best.share { best = (line, share) }
        }
        return best
    }
}
