internal import IntakeModel
internal import IntakeResources

/// 栏目就位: which label stands where in a table, and which cell beside it holds its value.
struct GridLayout {
    typealias Spot = (box: Region, similarity: Double)

    struct Cell {
        let entry: FormEntry
        let similarity: Double
        let labelCell: Region
        let valueCell: Region
        /// The label's row is the value's; otherwise a rule was overlooked.
        var isLevel = true
    }

    let grid: GridCells
    let entries: [FormEntry]
    /// Where each entry's label was read, pixels of the rules' picture.
    let spots: [[Spot]]

    /// Labels of blocks, where they were read.
    private var headings: [Region] = []

    init(grid: GridCells, entries: [FormEntry], spots: [[Spot]]) {
        self.grid = grid
        self.entries = entries
        self.spots = spots
    }

    mutating func cells() -> [Cell] {
        let clear = withoutParts()
        // Blocks first: labels that stand inside of them are their own.
        let blocks = entries.indices.filter { entries[$0].lines != nil }
        headings = blocks.flatMap { clear[$0].map(\.box) }
        var found: [(index: Int, cell: Cell)] = place(blocks, clear, labels: boxes(clear), outside: [])
        let taken = found.map(\.cell.valueCell)
        let others = entries.indices.filter { entries[$0].lines == nil }
        found += place(others, clear, labels: boxes(clear), outside: taken)
        return GridLayout.apart(found.sorted { $0.index < $1.index }.map(\.cell))
    }

    /// Cells of a table do not overlap: those that do were found where there are no rules.
    private static func apart(_ cells: [Cell]) -> [Cell] {
        cells.indices.filter { index in
            let own = cells[index].valueCell
            return !cells.indices.contains { other in
                guard other != index else { return false }
                return [cells[other].valueCell, cells[other].labelCell].contains {
                    ($0.intersection(own)?.area ?? 0) > 0.2 * min($0.area, own.area)
                }
            }
        }.map { cells[$0] }
    }

    /// Pixels by which the same rule may be found apart.
    private static let slack = 6.0

    private func boxes(_ spots: [[Spot]]) -> [Region] { spots.flatMap { $0.map(\.box) } }

    /// 身份证号 also stands in 学生身份证号: a spot that lies in a longer one of another label is none.
    private func withoutParts() -> [[Spot]] {
        spots.indices.map { index in
            spots[index].filter { spot in
                !spots.indices.contains { other in
                    other != index && entries[other].label.text != entries[index].label.text
                        && spots[other].contains { rival in
                            let shared = rival.box.intersection(spot.box)?.area ?? 0
                            guard shared > 0.5 * spot.box.area else { return false }
                            return rival.box.width > 1.25 * spot.box.width && rival.similarity > spot.similarity - 0.1
                                || rival.box.width > 0.8 * spot.box.width && rival.similarity > spot.similarity + 0.05
                        }
                }
            }
        }
    }

    /// Labels that stand as often in the table as in the form take their places in reading order; of others nobody can
    /// say which is which.
    private func place(
        _ indices: [Int], _ spots: [[Spot]], labels: [Region], outside taken: [Region]
    ) -> [(index: Int, cell: Cell)] {
        var found: [(index: Int, cell: Cell)] = []
        var used: [Region] = []
        let groups = Dictionary(grouping: indices) { entries[$0].label.text }.values.sorted { $0[0] < $1[0] }
        for group in groups {
            var free = spots[group[0]].filter { spot in
                !taken.contains { $0.contains(spot.box.center) }
                    && !used.contains { ($0.intersection(spot.box)?.area ?? 0) > 0.5 * spot.box.area }
            }
            if group.count == 1, free.count > 1 {
                // Of 学生姓名 and 姓名 the longer one is meant; of two that are alike nobody can say.
                let lengths = free.map { max($0.box.width, $0.box.height) }.sorted(by: >)
                guard lengths[0] > 1.3 * lengths[1] else { continue }
                free = free.filter { max($0.box.width, $0.box.height) == lengths[0] }
            }
            guard free.count == group.count else { continue }
            let ordered = Region.inReadingOrder(free.map { ($0, $0.box) })
            for (index, spot) in zip(group, ordered) {
                guard let cell = cell(entries[index], spot, labels: labels) else { continue }
                used.append(spot.box)
                found.append((index, cell))
            }
        }
        return found
    }

    private func cell(_ entry: FormEntry, _ spot: Spot, labels: [Region]) -> Cell? {
        let own = grid.cell(around: spot.box)
        func isFree(_ cell: Region?) -> Region? {
            guard let cell, cell.width > spot.box.height, cell.height > 0.8 * spot.box.height,
                !labels.contains(where: { cell.contains($0.center) && entry.lines == nil })
            else { return nil }
            // Beside the heading of a block that lies under it stands the next heading.
            if headings.contains(where: { cell.contains($0.center) }) { return nil }
            // A block's own labels may stand in it, another entry's label at its head means a cell of labels.
            if entry.lines != nil, labels.contains(where: { cell.contains($0.center) && $0.width > 0.5 * cell.width }) {
                return nil
            }
            return cell
        }
        if var right = isFree(grid.cell(rightOf: own, at: spot.box)) {
            // A fold or a scratch across the table parts cells as a rule does: what lies behind it in the same row, and has
            // no label of its own, is the same cell.
            while entry.lines == nil, let next = isFree(grid.cell(rightOf: right, at: spot.box)),
                abs(next.y - right.y) < GridLayout.slack, abs(next.maxY - right.maxY) < GridLayout.slack
            {
                right = right.union(next)
            }
            let label = Region(x: own.x, y: right.y, width: right.x - own.x, height: right.height)
            let isLevel = abs(own.y - right.y) < GridLayout.slack && abs(own.maxY - right.maxY) < GridLayout.slack
            return Cell(
                entry: entry, similarity: spot.similarity, labelCell: label, valueCell: right, isLevel: isLevel)
        }
        // Label and value in one cell.
        let room = own.maxX - spot.box.maxX
        if entry.lines == nil, room > 3 * spot.box.height, own.height < 3 * spot.box.height {
            let split = spot.box.maxX + 0.15 * spot.box.height
            return Cell(
                entry: entry, similarity: spot.similarity,
                labelCell: Region(x: own.x, y: own.y, width: split - own.x, height: own.height),
                valueCell: Region(x: split, y: own.y, width: own.maxX - split, height: own.height))
        }
        if own.maxY - spot.box.maxY > 3 * spot.box.height {
            let split = spot.box.maxY + 0.2 * spot.box.height
            return Cell(
                entry: entry, similarity: spot.similarity,
                labelCell: Region(x: own.x, y: own.y, width: own.width, height: split - own.y),
                valueCell: Region(x: own.x, y: split, width: own.width, height: own.maxY - split))
        }
        if let below = isFree(grid.cell(below: own, at: spot.box)) {
            let label = Region(x: below.x, y: own.y, width: below.width, height: below.y - own.y)
            return Cell(entry: entry, similarity: spot.similarity, labelCell: label, valueCell: below)
        }
        return nil
    }
}
