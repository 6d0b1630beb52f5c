internal import Foundation
internal import IntakeModel

/// 文字行: where lines of writing lie in a part of a picture.
struct InkLines {
    let plane: Plane<UInt8>
    /// Darker than this is ink.
    let threshold: UInt8
    /// Height of the page's usual text, pixels.
    let textHeight: Double

    /// Halfway between paper and the page's dark ink.
    static func threshold(of plane: Plane<UInt8>, in region: Region) -> UInt8 {
        var histogram = [Int](repeating: 0, count: 256)
        var count = 0
        let left = max(0, Int(region.x))
        let right = min(plane.width, Int(region.maxX))
        for y in stride(from: max(0, Int(region.y)), to: min(plane.height, Int(region.maxY)), by: 3) {
            for x in stride(from: left, to: max(left, right), by: 3) where plane[x, y] < 200 {
                histogram[Int(plane[x, y])] += 1
                count += 1
            }
        }
        guard count > 20 else { return 150 }
        var left10 = count / 10
        var dark = 0
        while dark < 199 {
            left10 -= histogram[dark]
            if left10 < 0 { break }
            dark += 1
        }
        return UInt8(max(110, min(190, (250 + dark) / 2)))
    }

    /// Halfway between paper and the darkest fiftieth of a cell, without its edges; never what shines through.
    static func threshold(ofCell cell: Region, in plane: Plane<UInt8>) -> UInt8 {
        let part = plane.part(cell.inset(dx: 0.04 * cell.width, dy: 0.1 * cell.height)).plane
        guard !part.values.isEmpty else { return 0 }
        let dark = part.values.sorted()[part.values.count / 50]
        return UInt8(min(palest, (250 + Int(dark)) / 2))
    }

    /// The print of a back shines through paler than this.
    private static let palest = 220

    /// Lines whose middle lies inside `cell`, top to bottom, each as the box around its ink.
    ///
    /// The search reaches beyond the cell because writing leaves its cell; `reachX` and `reachY` are pixels.
    func lines(in cell: Region, reachX: Double, reachY: Double) -> [Region] {
        let left = max(0, Int(cell.x - reachX))
        let right = min(plane.width, Int(cell.maxX + reachX))
        let top = max(0, Int(cell.y - reachY))
        let bottom = min(plane.height, Int(cell.maxY + reachY))
        guard right - left > 4, bottom - top > 4 else { return [] }
        let ruled = ruledColumns(left: left, right: right, top: top, bottom: bottom)
        // Rows are told by the cell's own columns: a label beside it that stands between two lines would join them.
        let own = (left: max(left, Int(cell.x)), right: min(right, Int(cell.maxX.rounded(.up))))
        var found: [Region] = []
        for run in rowRuns(left: own.left, right: own.right, top: top, bottom: bottom, without: ruled) {
            let middle = Double(run.lowerBound + run.upperBound) / 2
            guard middle > cell.y, middle < cell.maxY else { continue }
            var parts = groups(left: left, right: right, rows: run, without: ruled)
            // Writing that runs on over the edge is followed to its end, where no character follows; it is not cut.
            let space = Double(wordSpace)
            if reachX > 0, let last = parts.last, last.maxX >= Double(right) - 1 {
                let further = min(plane.width, right + Int(textHeight * 2.5))
                let whole = groups(left: left, right: further, rows: run)
                // What does not end there belongs to the neighbour as well.
                if whole.last.map({ $0.maxX < Double(further) - space }) == true { parts = whole }
            }
            if reachX > 0, let first = parts.first, first.x <= Double(left) + 1, left > 0 {
                let further = max(0, left - Int(textHeight * 2.5))
                let wider = groups(left: further, right: left + Int(first.width) + 1, rows: run)
                if let whole = wider.last, whole.x > Double(further) + space { parts[0] = first.union(whole) }
            }
            for group in parts {
                let center = group.center.x
                guard center > cell.x, center < cell.maxX else { continue }
                found.append(group)
            }
        }
        return joinGroups(found).map { withoutRuleRests($0) }
    }

    /// 线头: a line's box without the rests of a rule that stick out at its ends, thin strokes at the very foot or head of
    /// the writing beside them, or `anywhere`. 一 stands in a line's middle, and points are short.
    func withoutRuleRests(_ line: Region, anywhere: Bool = false) -> Region {
        guard line.height > 0.6 * textHeight, line.width > textHeight else { return line }
        let rows = max(0, Int(line.y))..<min(plane.height, Int(line.maxY.rounded(.up)))
        let all = columns(max(0, Int(line.x))..<min(plane.width, Int(line.maxX.rounded(.up))), rows: rows)
        func rest(of columns: [ColumnInk]) -> Int {
            var (stretch, inked, row) = (0, 0, columns.first { $0.count > 0 }?.top ?? 0)
            for ink in columns {
                if ink.count > 0 {
                    guard Double(ink.bottom - ink.top) < 0.15 * textHeight,
                        Double(abs(ink.top - row)) < 0.15 * textHeight
                    else { break }
                    row = ink.top
                    inked += 1
                }
                stretch += 1
            }
            let beside = columns[stretch...].prefix(Int(2 * textHeight)).filter { $0.count > 0 }
            guard Double(inked) >= 0.4 * textHeight, let top = beside.map(\.top).min(),
                let bottom = beside.map(\.bottom).max()
            else { return 0 }
            let outer = 0.25 * Double(bottom - top)
            return anywhere || Double(row) < Double(top) + outer || Double(row) > Double(bottom) - outer ? stretch : 0
        }
        let (before, behind) = (rest(of: all.map(\.ink)), rest(of: all.reversed().map(\.ink)))
        guard before + behind > 0, before + behind < all.count else { return line }
        return Region(
            x: line.x + Double(before), y: line.y, width: line.width - Double(before + behind), height: line.height)
    }

    /// The parts of a line between gaps wider than `gap`, left to right; the line itself when it has none.
    func pieces(of line: Region, gap: Double) -> [Region] {
        let left = max(0, Int(line.x))
        let right = min(plane.width, Int(line.maxX.rounded(.up)))
        let rows = max(0, Int(line.y))..<max(1, min(plane.height, Int(line.maxY.rounded(.up))))
        guard right > left, !rows.isEmpty else { return [line] }
        let found = groups(left: left, right: right, rows: rows).reduce(into: [Region]()) { kept, group in
            if let last = kept.last, group.x - last.maxX < gap {
                kept[kept.count - 1] = last.union(group)
            } else {
                kept.append(group)
            }
        }
        return found.isEmpty ? [line] : found.map { withoutRuleRests($0) }
    }

    /// Columns in which a rule was left standing: no stroke of writing is several lines high. It would tie the lines
    /// beside it together.
    private func ruledColumns(left: Int, right: Int, top: Int, bottom: Int) -> Set<Int> {
        let tallest = Int(textHeight * InkLines.tallestStroke)
        guard bottom - top > tallest else { return [] }
        var runs = [Int32](repeating: 0, count: right - left)
        var longest = [Int32](repeating: 0, count: right - left)
        plane.values.withUnsafeBufferPointer { pixels in
            runs.withUnsafeMutableBufferPointer { runs in
                longest.withUnsafeMutableBufferPointer { longest in
                    for y in top..<bottom {
                        let row = UnsafeBufferPointer(rebasing: pixels[(y * plane.width + left)...])
                        for x in runs.indices {
                            let run = row[x] < threshold ? runs[x] &+ 1 : 0
                            runs[x] = run
                            longest[x] = max(longest[x], run)
                        }
                    }
                }
            }
        }
        return Set(longest.indices.filter { longest[$0] > tallest }.map { left + $0 })
    }

    /// Heights of text.
    private static let tallestStroke = 2.5

    /// Stretches of rows with ink: lines of text. Thin gaps are closed, double-height stretches are split.
    private func rowRuns(left: Int, right: Int, top: Int, bottom: Int, without ruled: Set<Int>) -> [Range<Int>] {
        var profile = [Int](repeating: 0, count: bottom - top)
        plane.values.withUnsafeBufferPointer { pixels in
            for y in top..<bottom {
                var count = 0
                for x in left..<right where pixels[y * plane.width + x] < threshold { count += 1 }
                for x in ruled where (left..<right).contains(x) && pixels[y * plane.width + x] < threshold {
                    count -= 1
                }
                profile[y - top] = count
            }
        }
        let least = max(1, Int(textHeight * 0.08))
        var runs: [Range<Int>] = []
        var start: Int?
        for (index, count) in (profile + [0]).enumerated() {
            if count >= least, start == nil { start = index }
            if count < least, let begun = start {
                if let last = runs.last, Double(begun - last.upperBound) < textHeight * 0.22 {
                    let joined = last.lowerBound..<index
                    // Two lines of small print in one cell stand this close, too.
                    if Double(joined.count) < textHeight * 1.35 {
                        runs[runs.count - 1] = joined
                    } else {
                        runs.append(begun..<index)
                    }
                } else {
                    runs.append(begun..<index)
                }
                start = nil
            }
        }
        return runs.flatMap { split($0, profile: profile) }
            .filter { Double($0.count) >= max(4, textHeight * 0.3) }
            .map { ($0.lowerBound + top)..<($0.upperBound + top) }
    }

    /// Two lines that touch are cut at their thinnest row.
    private func split(_ run: Range<Int>, profile: [Int]) -> [Range<Int>] {
        guard Double(run.count) > textHeight * 2.1 else { return [run] }
        let inner = (run.lowerBound + Int(textHeight * 0.7))..<(run.upperBound - Int(textHeight * 0.7))
        guard let cut = inner.min(by: { profile[$0] < profile[$1] }) else { return [run] }
        let usual = run.map { profile[$0] }.sorted()[run.count / 2]
        guard profile[cut] * 2 < usual else { return [run] }
        return split(run.lowerBound..<cut, profile: profile) + split(cut..<run.upperBound, profile: profile)
    }

    /// Paper wider than this parts two groups, pixels.
    private var wordSpace: Int { max(3, Int(textHeight * 0.45)) }

    /// Stretches of columns with ink inside a row run, each boxed by its ink.
    func groups(left: Int, right: Int, rows: Range<Int>, without ruled: Set<Int> = []) -> [Region] {
        var found: [Region] = []
        let gap = wordSpace
        var start = -1
        var last = -1
        var least = rows.upperBound
        var most = rows.lowerBound
        var ink = 0
        func close() {
            let box = Region(
                x: Double(start), y: Double(least), width: Double(last - start + 1), height: Double(most - least + 1))
            // Dirt: too little ink or too flat to be a character, unless it is as wide as a dash or 一.
            let tall = box.height >= textHeight * 0.3
            if start >= 0, Double(ink) >= textHeight * textHeight * 0.025, tall || box.width >= textHeight * 0.4 {
                found.append(box)
            } else if let line = found.last, isPoint(box, ink: ink, after: line) {
                found[found.count - 1] = line.union(box)
            }
        }
        for (x, column) in columns(left..<max(left, right), rows: rows) {
            guard column.count > 0, !ruled.contains(x) else { continue }
            if start >= 0, x - last > gap {
                close()
                start = -1
            }
            if start < 0 {
                start = x
                least = rows.upperBound
                most = rows.lowerBound
                ink = 0
            }
            last = x
            least = min(least, column.top)
            most = max(most, column.bottom)
            ink += column.count
        }
        if start >= 0 { close() }
        return found
    }

    /// Pixels of ink in a column, and the highest and lowest of them.
    private struct ColumnInk {
        var count = 0
        var top = -1
        var bottom = -1
    }

    private func columns(_ columns: Range<Int>, rows: Range<Int>) -> [(x: Int, ink: ColumnInk)] {
        var found = columns.map { (x: $0, ink: ColumnInk()) }
        plane.values.withUnsafeBufferPointer { pixels in
            for y in rows {
                let row = y * plane.width + columns.lowerBound
                for index in found.indices where pixels[row + index] < threshold {
                    if found[index].ink.top < 0 { found[index].ink.top = y }
                    found[index].ink.bottom = y
                    found[index].ink.count += 1
                }
            }
        }
        return found
    }

    /// A full stop or comma: small, not flat, close behind the line; at its foot, or in its middle as Traditional type
    /// has it. Lines written by hand slope, so the foot is not far below the middle.
    private func isPoint(_ box: Region, ink: Int, after line: Region) -> Bool {
        let size = box.height / textHeight
        return size > 0.12 && box.width > 0.1 * textHeight && box.width < 0.5 * textHeight
            && Double(ink) > textHeight * textHeight * 0.01 && box.x - line.maxX < 1.1 * textHeight
            && box.center.y > line.y + 0.35 * line.height && line.width > 3 * textHeight
    }

    /// Groups on the same row are one line.
    private func joinGroups(_ groups: [Region]) -> [Region] {
        var lines: [Region] = []
        for group in groups {
            if let last = lines.last,
                min(last.maxY, group.maxY) - max(last.y, group.y) > 0.4 * min(last.height, group.height)
            {
                lines[lines.count - 1] = last.union(group)
            } else {
                lines.append(group)
            }
        }
        // A dash is flat and short; what is flat and long is the rest of a rule.
        return lines.filter {
            $0.height >= textHeight * 0.3
                || $0.width >= textHeight * 0.7 && ($0.width < textHeight * 3 || $0.height > textHeight * 0.2)
        }
    }
}
