internal import IntakeModel
internal import Normalizing

/// 摆正的纸面: the straightened pictures of one page with their inks apart, made once for all forms tried on them.
///
/// Making one costs more than laying a form over it, and the routes try many forms on few frames.
final class PaperSheets {
    typealias Sheet = (paper: StraightenedPaper, inks: InkSeparation)

    let image: PageImage
    /// Latest last.
    private var kept: [Sheet] = []
    /// Twenty to thirty megabytes each.
    private static let mostKept = 3

    init(of image: PageImage) { self.image = image }

    /// Where a frame's paper lies; `nil` when it is too small or no rectangle at all.
    func placement(of frame: TableFrame, quarterTurns: Int) -> PaperPlacement? {
        PaperPlacement(page: image.bounds, frame: frame, quarterTurns: quarterTurns)
    }

    func sheet(_ placement: PaperPlacement) -> Sheet {
        let known = kept.firstIndex {
            $0.paper.toFile == placement.toFile && $0.paper.image.width == placement.width
                && $0.paper.image.height == placement.height
        }
        let sheet = known.map { kept.remove(at: $0) } ?? made(placement)
        if kept.count == PaperSheets.mostKept { kept.removeFirst() }
        kept.append(sheet)
        return sheet
    }

    /// A part of a paper, for a look at one cell; not kept.
    func part(_ box: Region, of placement: PaperPlacement) -> Sheet { made(placement.part(box)) }

    private func made(_ placement: PaperPlacement) -> Sheet {
        let paper = StraightenedPaper(image, placement)
        let scale = max(paper.table.width, paper.table.height) / PaperSheets.tableSide
        return (paper, InkSeparation(paper.image, pixelsPerMillimetre: scale))
    }

    /// Longer side of a usual table, millimetres: enough to size windows by.
    private static let tableSide = 160.0
}
