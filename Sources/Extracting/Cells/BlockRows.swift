internal import IntakeModel

/// 块中各行: the rows of a block's ink.
enum BlockRows {
    /// Pieces of a row stand this far apart, heights of the text.
    static let gap = 1.7
    /// A row that is higher than this, heights of the text, is none.
    private static let tall = 2.2

    /// What stands beside the rows, as a black seal does, may join several to one: each of its pieces is divided by itself.
    static func lines(of block: Region, on sheet: InkSheet) -> [Region] {
        let reach = sheet.textHeight * 0.4
        return sheet.lines.lines(in: block, reachX: reach, reachY: reach).flatMap { line -> [Region] in
            guard line.height > tall * sheet.textHeight else { return [line] }
            let pieces = sheet.lines.pieces(of: line, gap: sheet.textHeight * gap)
            let rows = pieces.map { sheet.lines.lines(in: $0, reachX: 0, reachY: 0) }
            guard rows.contains(where: { $0.count > 1 }) else { return [line] }
            return zip(pieces, rows).flatMap { $1.count > 1 ? $1 : [$0] }
        }
    }
}
