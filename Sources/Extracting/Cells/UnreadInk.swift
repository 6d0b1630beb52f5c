internal import IntakeModel
internal import Recognizing

/// 漏读: whether a line's picture, cut close around its ink, goes on where the reading has ended, or has ink between
/// characters that nobody read.
struct UnreadInk {
    let isThere: Bool

    /// The margin of such a picture, and how far the middle of a last character is from the end of its ink at most, in
    /// heights of the ink. A full-width character has half a height there; a full stop behind it makes a whole one.
    private static let margin = InkSheet.sideMargin
    private static let farthest = 0.85
    /// Between two characters there is paper, or a space; a character that was passed over leaves more than this, in
    /// heights, and ink in it, in squares of the height.
    private static let widestGap = 0.6
    private static let leastInk = 0.03

    init(_ reading: LineReading, on picture: PageImage) {
        guard let first = reading.characters.first, let last = reading.characters.last else {
            isThere = false
            return
        }
        let height = Double(picture.height) / InkSheet.heightWithMargins
        let width = Double(picture.width) / height
        let before = first.position * width - UnreadInk.margin
        let after = (1 - last.position) * width - UnreadInk.margin
        let words = reading.characters.filter(\.isWord)
        isThere =
            max(before, after) > UnreadInk.farthest
            || zip(words, words.dropFirst()).contains { left, right in
                let from = left.position * width + UnreadInk.half(left)
                let to = right.position * width - UnreadInk.half(right)
                guard to - from > UnreadInk.widestGap else { return false }
                // The recognizer's steps are a quarter of a height wide.
                return UnreadInk.ink(on: picture, from: (from + 0.15) * height, to: (to - 0.15) * height)
                    > UnreadInk.leastInk * height * height
            }
    }

    /// Half the width of a character, heights.
    private static func half(_ character: ReadCharacter) -> Double {
        character.character.isHan ? 0.5 : 0.3
    }

    /// Pixels that even pale print has between two columns; what punctuation may stand there is small.
    private static func ink(on picture: PageImage, from: Double, to: Double) -> Double {
        let columns = max(0, Int(from))..<max(max(0, Int(from)), min(picture.width, Int(to)))
        var count = 0
        for y in 0..<picture.height {
            for x in columns where picture.pixels[y * picture.width + x] < FormReader.faintTone { count += 1 }
        }
        return Double(count)
    }
}
