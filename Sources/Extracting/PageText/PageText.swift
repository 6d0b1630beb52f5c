internal import IntakeModel
internal import Normalizing

/// 整页文字: a page turned upright and level by its text, with every line of it read.
struct PageText {
    /// The level page; its "table" is the whole picture.
    let paper: StraightenedPaper
    let inks: InkSeparation
    /// Top to bottom, left to right.
    let lines: [TextLine]
    let skewDegrees: Double

    /// Median height of the lines, pixels of the level page.
    var textHeight: Double {
        let heights = lines.map(\.box.height).sorted()
        return heights.isEmpty ? 20 : heights[heights.count / 2]
    }
}
