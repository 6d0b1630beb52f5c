internal import IntakeModel
internal import Normalizing

/// 竖排文字: characters that stand under each other, as the names of tall cells are printed.
struct TextColumn {
    private let text: Plane<UInt8>
    private let box: Region

    init(_ text: Plane<UInt8>, _ box: Region) {
        self.text = text
        self.box = box
    }

    /// The characters laid side by side, to be read as a line.
    var strip: PageImage {
        let pieces = characters.map { InkSheet.crop(text, $0) }
        let height = pieces.map(\.height).max() ?? 1
        let gap = max(1, height / 10)
        var strip = PageImage(
            width: max(1, pieces.reduce(0) { $0 + $1.width + gap }), height: height, channels: 1, filledWith: 255)
        var left = 0
        for piece in pieces {
            let top = (height - piece.height) / 2
            for y in 0..<piece.height {
                for x in 0..<piece.width {
                    strip.pixels[(top + y) * strip.width + left + x] = piece.pixels[y * piece.width + x]
                }
            }
            left += piece.width + gap
        }
        return strip
    }

    /// One box a character, top to bottom: pieces of ink that together are no higher than wide, since 意 falls apart.
    private var characters: [Region] {
        let threshold = InkLines.threshold(of: text, in: box)
        let (left, right) = (max(0, Int(box.x)), min(text.width, Int(box.maxX)))
        var runs: [Range<Int>] = []
        for y in max(0, Int(box.y))..<max(max(0, Int(box.y)), min(text.height, Int(box.maxY))) {
            guard (left..<max(left, right)).contains(where: { text[$0, y] < threshold }) else { continue }
            if let last = runs.last, last.upperBound == y {
                runs[runs.count - 1] = last.lowerBound..<(y + 1)
            } else {
                runs.append(y..<(y + 1))
            }
        }
        let high = box.width * TextColumn.tallest
        let joined = runs.reduce(into: [Range<Int>]()) { kept, run in
            if let last = kept.last, Double(run.upperBound - last.lowerBound) <= high {
                kept[kept.count - 1] = last.lowerBound..<run.upperBound
            } else {
                kept.append(run)
            }
        }
        // Where characters touch nothing falls apart: squares.
        guard joined.count >= 2, joined.allSatisfy({ Double($0.count) < 1.6 * box.width }) else {
            let count = max(2, Int((box.height / box.width).rounded()))
            let part = box.height / Double(count)
            return (0..<count).map {
                Region(x: box.x, y: box.y + Double($0) * part, width: box.width, height: part)
            }
        }
        let margin = box.width * 0.06
        return joined.map {
            Region(
                x: box.x, y: Double($0.lowerBound) - margin, width: box.width, height: Double($0.count) + 2 * margin)
        }
    }

    /// Height of the tallest character, in widths of the column's box, which has some paper at its sides.
    private static let tallest = 0.95
}
