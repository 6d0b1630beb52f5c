/// 去字补章: what black print and pens cover of a seal is not known: it becomes like the seal's ink around it.
enum PrintMending {
    /// `density` row by row; nothing is done where a third of it or more is covered.
    static func mend(_ density: inout [Int16], width: Int, height: Int, isCovered: (Int, Int) -> Bool) {
        var covered = [Bool](repeating: false, count: width * height)
        for y in 0..<height { for x in 0..<width where isCovered(x, y) { covered[y * width + x] = true } }
        // Strokes have soft edges.
        var open: [Int] = []
        var wide = covered
        for y in 1..<max(1, height - 1) {
            for x in 1..<max(1, width - 1) {
                let i = y * width + x
                if covered[i] || covered[i - 1] || covered[i + 1] || covered[i - width] || covered[i + width] {
                    wide[i] = true
                    open.append(i)
                }
            }
        }
        guard open.count < width * height / 3 else { return }
        for _ in 0..<12 where !open.isEmpty {
            var rest: [Int] = []
            var filled: [(Int, Int16)] = []
            for i in open {
                var (sum, count) = (0, 0)
                for step in [-width - 1, -width, -width + 1, -1, 1, width - 1, width, width + 1] {
                    let j = i + step
                    guard j >= 0, j < density.count, !wide[j] else { continue }
                    sum += Int(density[j])
                    count += 1
                }
                if count > 1 { filled.append((i, Int16(sum / count))) } else { rest.append(i) }
            }
            for (i, value) in filled {
                density[i] = value
                wide[i] = false
            }
            open = rest
        }
        // Wider than any stroke: nothing is known of the seal there.
        for i in open { density[i] = 0 }
    }
}
