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

    /// Straight runs of at least `shortest` places with gaps of at most seven, on a line and its follower together.
    func runs(shortest: Int) -> [Run] {
        var found: [Run] = []
        for line in 0..<(lines - 1) where touched[line] {
            var start = -1
            var last = -10
            var hits = 0
            func close() {
                guard start >= 0, last - start + 1 >= shortest else { return }
                let share = Double(hits) / Double(last - start + 1)
                if share > 0.4 { found.append(Run(line: line, from: start, to: last, share: share)) }
            }
            for word in 0..<words {
                var set = bits[line * words + word] | bits[(line + 1) * words + word]
                while set != 0 {
                    let place = word * 64 + set.trailingZeroBitCount
                    set &= set - 1
                    if place - last > 8 {
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

    /// Share of the places of a line, or of its neighbours, that carry an edge.
    func share(line: Int, from: Int, to: Int) -> Double {
        guard to > from else { return 0 }
        var hits = 0
        for place in from...to where has(line, place) || has(line + 1, place) { hits += 1 }
        return Double(hits) / Double(to - from + 1)
    }

    /// Well covered lines of a range, each better than its neighbours; the best four.
    func peaks(in range: ClosedRange<Int>, from: Int, to: Int) -> [(line: Int, share: Double)] {
        let shares = range.map { line in
            line >= 0 && line + 1 < lines && (touched[line] || touched[line + 1])
                ? share(line: line, from: from, to: to) : 0
        }
        return shares.indices.filter { k in
            shares[k] > 0.42 && (k == 0 || shares[k] >= shares[k - 1])
                && (k + 1 == shares.count || shares[k] > shares[k + 1])
        }.map { (line: range.lowerBound + $0, share: shares[$0]) }.sorted { $0.share > $1.share }.prefix(4).map { $0 }
    }
}
