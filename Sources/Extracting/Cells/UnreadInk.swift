internal import IntakeModel
internal import Recognizing

/// 漏读: whether a line's picture, cut close around its ink, goes on where the reading has ended.
struct UnreadInk {
    let isThere: Bool

    /// The margin of such a picture, and how far the middle of a last character is from the end of its ink at most, in
    /// heights of the ink. A full-width character has half a height there; a full stop behind it makes a whole one.
    private static let margin = InkSheet.sideMargin
    private static let farthest = 0.85

    init(_ reading: LineReading, on picture: PageImage) {
        guard let first = reading.characters.first, let last = reading.characters.last else {
            isThere = false
            return
        }
        let height = Double(picture.height) / InkSheet.heightWithMargins
        let width = Double(picture.width) / height
        let before = first.position * width - UnreadInk.margin
        let after = (1 - last.position) * width - UnreadInk.margin
        isThere = max(before, after) > UnreadInk.farthest
    }
}
