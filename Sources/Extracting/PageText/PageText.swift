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

    /// Its ink; no cell of a form is known on it.
    var sheet: InkSheet { InkSheet(paper, inks: inks, cells: [], textHeight: textHeight) }
}

/// 按需读全页: the text of a page, read once and only when a paper asks for it.
final class PageTextSource {
    private var known: PageText?
    private var isKnown: Bool
    private let read: (_ besides: (Point) -> Bool, _ quarterTurns: Int?) throws(IntakeError) -> PageText?

    /// `known` is the text where it was read already.
    init(
        known: PageText?,
        read: @escaping (_ besides: (Point) -> Bool, _ quarterTurns: Int?) throws(IntakeError) -> PageText?
    ) {
        self.known = known
        isKnown = known != nil
        self.read = read
    }

    /// Lines whose middle is known already, in pixels of the file, need not be read; what the first one to ask knows is left
    /// out for all. `quarterTurns` is as in `PageTextReader.read`.
    func page(besides isKnownAlready: (Point) -> Bool, quarterTurns: Int? = nil) throws(IntakeError) -> PageText? {
        if !isKnown {
            isKnown = true
            known = try read(isKnownAlready, quarterTurns)
        }
        return known
    }
}
