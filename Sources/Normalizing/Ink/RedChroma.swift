internal import Foundation

/// OD_R / OD_G of the red ink, tile by tile.
struct RedRatio {
    /// Pixels a tile.
    let tile: Int
    let columns: Int
    let ratios: [Double]
}

/// Whether a page carries red ink, and how that ink absorbs.
///
/// Chroma C = (OD_G + OD_B) / 2 − OD_R. Paper tint is already divided out, so no fixed red is assumed.
struct RedChroma {
    /// OD_R / OD_G of the red ink alone; `nil` on pages without red ink.
    let redRatio: RedRatio?
    /// Share of the pixels that are red.
    let share: Double

    /// One of so many pixels is looked at.
    static let step = 3

    /// Densities of every `step`th pixel of a picture, counted through its rows, in units of 1/256; `size` and `tile` are in
    /// pixels of the picture.
    init(red: [Int16], green: [Int16], blue: [Int16], size: (width: Int, height: Int), tile: Int) {
        var histogram = [Int](repeating: 0, count: 1024)
        let sampled = red.count
        var chromas = [Int16](repeating: 0, count: sampled)
        for index in chromas.indices {
            let others = (Int32(green[index]) &+ Int32(blue[index])) / 2
            chromas[index] = Int16(truncatingIfNeeded: others &- Int32(red[index]))
        }
        for chroma in chromas { histogram[min(1023, max(0, Int(chroma) + 256))] += 1 }
        // Noise: the median absolute deviation about the median, which is paper.
        let median = RedChroma.quantile(histogram, sampled / 2)
        var deviations = [Int](repeating: 0, count: 1024)
        for (bin, number) in histogram.enumerated() { deviations[min(1023, abs(bin - median))] += number }
        let noise = 1.4826 * Double(max(1, RedChroma.quantile(deviations, sampled / 2)))
        let threshold = max(8 * noise, 0.08 * 256)
        let first = min(1023, median + Int(threshold))
        let chromatic = histogram[first...].reduce(0, +)
        share = Double(chromatic) / Double(max(1, sampled))
        guard share > 0.0002 else {
            redRatio = nil
            return
        }
        // Every seal has an ink of its own, so the ratio is taken tile by tile, with the neighbours for company.
        let columns = (size.width + tile - 1) / tile
        let rows = (size.height + tile - 1) / tile
        func tileOf(_ sample: Int) -> Int {
            let index = sample * RedChroma.step
            return index / size.width / tile * columns + index % size.width / tile
        }
        func near(_ number: Int) -> [Int] {
            let (row, column) = (number / columns, number % columns)
            return (max(0, row - 1)...min(rows - 1, row + 1)).flatMap { y in
                (max(0, column - 1)...min(columns - 1, column + 1)).map { y * columns + $0 }
            }
        }
        func together(_ tiles: [[Int32]], _ numbers: [Int]) -> [Int] {
            numbers.reduce(into: [Int](repeating: 0, count: tiles[0].count)) { sum, number in
                for (bin, found) in tiles[number].enumerated() { sum[bin] += Int(found) }
            }
        }
        let inked = chromas.indices.filter { Int(chromas[$0]) + 256 >= first }
        // Print under a seal absorbs red as well: what absorbs much more of it than the ink around is not ink alone. Where
        // a seal is faint, such pixels are the most chromatic ones.
        var depths = [[Int32]](repeating: [Int32](repeating: 0, count: 128), count: columns * rows)
        for index in inked { depths[tileOf(index)][min(127, max(0, Int(red[index])) / 4)] += 1 }
        let deepest = depths.indices.map { number -> Int in
            let all = together(depths, near(number))
            let middle = 4 * RedChroma.quantile(all, all.reduce(0, +) / 2) + 2
            return max(2 * middle, middle + RedChroma.leastDepth)
        }
        let bare = inked.filter { Int(red[$0]) <= deepest[tileOf($0)] }
        var bareChromas = [Int](repeating: 0, count: 1024)
        for index in bare { bareChromas[min(1023, Int(chromas[index]) + 256)] += 1 }
        // Of the rest the more chromatic half is ink and no fringe.
        let cut = max(first, RedChroma.otsu(bareChromas, from: first)) - 256
        var tiles = [[Int32]](repeating: [Int32](repeating: 0, count: 101), count: columns * rows)
        for index in bare where Int(chromas[index]) > cut && green[index] > 20 {
            let ratio = Double(max(0, red[index])) / Double(green[index])
            tiles[tileOf(index)][min(100, Int(ratio * 100))] += 1
        }
        var whole = [Int](repeating: 0, count: 101)
        for one in tiles { for bin in 0...100 { whole[bin] += Int(one[bin]) } }
        let found = whole.reduce(0, +)
        guard found > 0 else {
            redRatio = nil
            return
        }
        let overall = min(0.75, Double(RedChroma.quantile(whole, found / 2)) / 100)
        var ratios = [Double](repeating: overall, count: columns * rows)
        for number in ratios.indices {
            let all = together(tiles, near(number))
            let samples = all.reduce(0, +)
            // The 70th percentile: a little too much is lifted rather than left to be read as text.
            if samples > 60 { ratios[number] = min(0.8, Double(RedChroma.quantile(all, samples * 7 / 10)) / 100) }
        }
        redRatio = RedRatio(tile: tile, columns: columns, ratios: ratios)
    }

    /// Red ink alone is no deeper than its middle by this much, 1/256.
    private static let leastDepth = 26

    private static func quantile(_ histogram: [Int], _ rank: Int) -> Int {
        var left = rank
        for (bin, number) in histogram.enumerated() {
            left -= number
            if left < 0 { return bin }
        }
        return histogram.count - 1
    }

    /// The cut that best separates the histogram from `first` up into two classes (Otsu 1979).
    private static func otsu(_ histogram: [Int], from first: Int) -> Int {
        let tail = Array(histogram[first...])
        let total = Double(tail.reduce(0, +))
        let sum = tail.enumerated().reduce(0.0) { $0 + Double($1.offset * $1.element) }
        var weight = 0.0
        var partial = 0.0
        var best = (value: -1.0, bin: 0)
        for (bin, number) in tail.enumerated() {
            weight += Double(number)
            partial += Double(bin * number)
            guard weight > 0, weight < total else { continue }
            let between = pow(sum * weight / total - partial, 2) / (weight * (total - weight))
            if between > best.value { best = (between, bin) }
        }
        return first + best.bin
    }
}
