internal import IntakeModel

/// 数字个数: stretches of ink side by side in a line's picture, as far as they tell how many digits stand there.
struct InkRuns {
    /// `nil` where digits touch or strokes are broken: then nothing is told.
    let digits: Int?

    /// A digit is not wider than this, in heights of the ink, and not narrower than a stroke.
    private static let width = 0.05...0.85

    init(_ picture: PageImage) {
        var rows = (first: picture.height, last: -1)
        var runs: [Range<Int>] = []
        var start: Int?
        for x in 0...picture.width {
            var isInked = false
            if x < picture.width {
                for y in 0..<picture.height
                where picture.pixels[(y * picture.width + x) * picture.channels] < FormReader.faintTone {
                    isInked = true
                    rows = (min(rows.first, y), max(rows.last, y))
                }
            }
            if isInked {
                start = start ?? x
            } else if let from = start {
                runs.append(from..<x)
                start = nil
            }
        }
        let height = Double(rows.last - rows.first + 1)
        digits =
            height > 4 && runs.allSatisfy { InkRuns.width.contains(Double($0.count) / height) } ? runs.count : nil
    }
}
