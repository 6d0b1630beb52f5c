internal import IntakeModel
internal import Normalizing
internal import Recognizing

/// 文字出边: whether text runs off the picture: a part of its paper is missing.
struct TextEdge {
    /// The level page that the text stands on.
    let sheet: InkSheet
    let image: PageImage

    /// Characters read surely in a line that is no dirt at the picture's edge.
    private static let longLine = 8
    private static let sureCharacter = 0.8
    /// In heights of the line.
    private static let gapOfCharacters = 0.2
    private static let slanted = 0.1

    func cuts(_ lines: [TextLine]) -> Bool {
        let boxes = lines.map(\.box)
        let sides = [
            boxes.count { isAtEdge($0.x, $0.center.y) }, boxes.count { isAtEdge($0.maxX, $0.center.y) },
            boxes.count { isAtEdge($0.center.x, $0.y) }, boxes.count { isAtEdge($0.center.x, $0.maxY) },
        ]
        return lines.contains(where: isLongAndCut) || sides[0] >= 2 || sides[1] >= 2 || sides[2] >= 1 && sides[2] < 4
            || sides[3] >= 1 && sides[3] < 4
    }

    /// Whether text begins so close to the picture's edge that a title above it would be cut off.
    /// `within` heights of the text.
    func isAboveTitle(_ lines: [TextLine], within room: Double) -> Bool {
        guard let first = lines.min(by: { $0.box.y < $1.box.y })?.box else { return false }
        return isAtEdge(first.center.x, first.y, gap: room * sheet.textHeight)
    }

    /// Heights of the text that a paper of a known kind leaves above it, whose title is larger and keeps its distance …
    static let roomForTitle = 1.5
    /// … and any page.
    static let leastRoom = 0.7

    /// Whether the picture ends at a place of the sheet, or `gap` pixels of the sheet beyond it.
    private func isAtEdge(_ x: Double, _ y: Double, gap: Double = 0) -> Bool {
        let at = sheet.paper.toFile.apply(Point(x: x, y: y))
        let reach = 0.002 * Double(max(image.width, image.height)) + gap * sheet.paper.filePixelsPerPixel
        return at.x <= reach || at.y <= reach || at.x >= image.bounds.maxX - reach || at.y >= image.bounds.maxY - reach
    }

    /// One line that is surely writing is enough: the others may end before the edge, or be indented. Its box has a margin;
    /// a line that ends there keeps a gap wider than those between characters.
    private func isLongAndCut(_ line: TextLine) -> Bool {
        guard line.characters.count(where: { $0.confidence > TextEdge.sureCharacter }) >= TextEdge.longLine,
            line.box.corners.contains(where: { isAtEdge($0.x, $0.y) }),
            let ink = Region(enclosing: sheet.lines.lines(in: line.box, reachX: 0, reachY: 0).flatMap(\.corners))
        else { return false }
        let gap = TextEdge.gapOfCharacters * ink.height
        // A line that lies askew leaves with one corner first.
        let inner = ink.inset(dx: 0, dy: TextEdge.slanted * ink.height)
        if inner.corners.contains(where: { !image.bounds.contains(sheet.paper.toFile.apply($0)) }) { return true }
        return isAtEdge(ink.x, ink.center.y, gap: gap) || isAtEdge(ink.maxX, ink.center.y, gap: gap)
    }
}
