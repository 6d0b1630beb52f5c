internal import IntakeModel

/// 折行: a long name that was folded into a short blank.
extension InkLines {
    /// A folded name as its lines, top to bottom; the labels beside it stand at the middle of both. What is one line high
    /// stays as it is.
    func unfolded(_ piece: Region) -> [Region] {
        guard piece.height > InkLines.twoLines * textHeight else { return [piece] }
        let parts = pieces(of: piece, gap: InkLines.besideFolds * textHeight)
        let folds = parts.map { $0.height > InkLines.twoLines * textHeight ? fold(of: $0) : nil }
        guard folds.contains(where: { $0 != nil }) else { return [piece] }
        return zip(parts, folds).flatMap { $1 ?? [$0] }
    }

    /// Paper between a folded name and the labels beside it, heights of text: no two characters of it have as much.
    private static let besideFolds = 0.7
    /// A piece as high is two lines, heights of text.
    private static let twoLines = 1.6

    /// The two lines of a piece that is too high for one, each as the box around its ink; `nil` where no paper parts
    /// them. The second one may lie on the blank's rule or below it.
    func fold(of piece: Region) -> [Region]? {
        let left = max(0, Int(piece.x))
        let right = min(plane.width, Int(piece.maxX.rounded(.up)))
        let rows = max(0, Int(piece.y))..<max(1, min(plane.height, Int(piece.maxY.rounded(.up))))
        guard right > left, rows.count > 8 else { return nil }
        let profile = rows.map { y in (left..<right).count { plane[$0, y] < threshold } }
        let inner = (rows.count * 2 / 5)..<(rows.count * 3 / 5 + 1)
        guard let cut = inner.min(by: { profile[$0] < profile[$1] }),
            profile[cut] * 3 < profile.sorted()[profile.count / 2]
        else { return nil }
        let middle = rows.lowerBound + cut
        // A label beside both stands across.
        let across = (left..<right).count { x in
            (max(0, middle - 1)...min(plane.height - 1, middle + 1)).allSatisfy { plane[x, $0] < threshold }
        }
        guard across < InkLines.strokesAcross else { return nil }
        let end = max(middle + 1, min(plane.height, rows.upperBound + Int(0.5 * textHeight)))
        let lines = [rows.lowerBound..<middle, middle..<end].compactMap { half in
            groups(left: left, right: right, rows: half).filter { $0.y < piece.maxY }
                .reduce(nil as Region?) { $0?.union($1) ?? $1 }
        }
        guard lines.count == 2, lines.allSatisfy({ $0.height > 0.6 * textHeight }) else { return nil }
        return [lines[0], withoutRuleRests(lines[1], anywhere: true)]
    }

    /// Columns of ink that pass from one line into the next where nothing but single strokes do.
    private static let strokesAcross = 4
}
