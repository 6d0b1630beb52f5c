internal import Foundation
internal import IntakeModel
internal import IntakeResources
internal import Normalizing
internal import Recognizing

/// 找到的一份文书: where a paper lies and how it is to be read.
enum FoundPaper {
    /// A form laid over a table.
    case table(RegisteredPaper)
    /// A paper read by its labels and sentences.
    case text(LabelledPaper)

    /// A paper without a table that was registered, with the lines that belong to it.
    struct LabelledPaper {
        let kind: PaperKind
        let page: PageText
        let lines: [TextLine]
        let sheet: InkSheet
        let spotter: LabelSpotter

        /// `sheet` where something was lifted from it.
        init(_ kind: PaperKind, page: PageText, lines: [TextLine], spotter: LabelSpotter, sheet: InkSheet? = nil) {
            self.kind = kind
            self.page = page
            self.lines = lines
            self.spotter = spotter
            self.sheet = sheet ?? page.sheet
        }

        /// Around all of its text, pixels of the file; the margins of a paper are about a tenth of it.
        var textRegion: Region? {
            Region(enclosing: lines.flatMap { sheet.fileRegion($0.box).corners }).map {
                $0.inset(dx: -0.12 * $0.width, dy: -0.12 * $0.height)
            }
        }
    }

    var template: FormTemplate {
        switch self {
        case .table(let paper): paper.template
        case .text(let paper): paper.kind.template
        }
    }

    /// That the type is right, 0…1.
    var typeConfidence: Double {
        switch self {
        case .table(let paper): min(0.99, paper.likeness * 0.6 + max(0, min(1, paper.fit.score)) * 0.4)
        case .text(let paper): min(0.97, 0.45 + 0.55 * paper.kind.score)
        }
    }

    var quarterTurns: Int {
        switch self {
        case .table(let paper): paper.fit.quarterTurns
        case .text(let paper): paper.page.paper.quarterTurns
        }
    }

    var skewDegrees: Double {
        switch self {
        case .table(let paper): paper.frame.skewDegrees
        case .text(let paper): paper.page.skewDegrees
        }
    }

    /// Whether its cells are known, not only its lines of text.
    var isTable: Bool {
        switch self {
        case .table: true
        case .text: false
        }
    }

    var sheet: InkSheet {
        switch self {
        case .table(let paper): paper.sheet
        case .text(let paper): paper.sheet
        }
    }

    /// Dots per inch by the size that such a table usually has, to ten; `nil` when nothing tells.
    var estimatedDPI: Int? {
        guard case .table(let paper) = self else { return nil }
        let width = quarterTurns % 2 == 0 ? paper.frame.width : paper.frame.height
        return Int((width / paper.template.tableWidth * 25.4 / 10).rounded()) * 10
    }

    /// Whether a table frame belongs to this paper.
    func covers(_ frame: TableFrame) -> Bool {
        guard let box = Region(enclosing: frame.corners) else { return false }
        switch self {
        case .table(let paper):
            guard let own = Region(enclosing: paper.frame.corners) else { return false }
            return (own.intersection(box)?.area ?? 0) > 0.5 * box.area
        case .text:
            return true
        }
    }

    /// Whether a table cannot be another paper's: two papers do not lie in each other, whichever was found first.
    func overlaps(_ frame: TableFrame) -> Bool {
        switch self {
        case .table(let paper): paper.frame.overlaps(frame)
        case .text: true
        }
    }

    /// The paper as far as it lies on the picture, pixels of the file.
    func region(on image: PageImage) -> Region {
        switch self {
        case .table(let paper):
            let template = paper.template
            let part = Region(
                x: -template.tableOrigin[0] / template.tableWidth, y: -template.tableOrigin[1] / template.tableHeight,
                width: template.paper[0] / template.tableWidth, height: template.paper[1] / template.tableHeight)
            var whole = paper.sheet.fileRegion(paper.sheet.box(of: part))
            // Other printings have more around their table than ours.
            if let text = paper.labelled?.textRegion { whole = whole.union(text) }
            return whole.intersection(image.bounds) ?? image.bounds
        case .text(let paper):
            return paper.textRegion?.intersection(image.bounds) ?? image.bounds
        }
    }

    /// Whether the picture ends inside the paper.
    func isCut(on image: PageImage, overview: PageOverview) -> Bool {
        switch self {
        case .table(let paper):
            let frame = paper.frame
            let slack = 0.012 * max(frame.width, frame.height)
            return paper.isCut(on: image) || frame.runsOff(overview)
                || frame.corners.contains {
                    $0.x < -slack || $0.y < -slack || $0.x > Double(image.width) + slack
                        || $0.y > Double(image.height) + slack
                }
        case .text(let paper):
            let edge = TextEdge(sheet: paper.sheet, image: image)
            return edge.cuts(paper.lines)
                || paper.kind.title == 0 && edge.isAboveTitle(paper.lines, within: TextEdge.roomForTitle)
        }
    }
}
