internal import IntakeModel
internal import IntakeResources
internal import Normalizing

/// 印章搜寻的底图: a paper on which seals are looked for, with or without a table.
struct SealSheet {
    let paper: StraightenedPaper
    let inks: InkSeparation
    /// An estimate, right to ±20 %: papers are found by their rules, not by their size.
    let pixelsPerMillimetre: Double

    /// Seals of every ink count, told from text by their geometry alone.
    var isGrey: Bool { paper.image.channels == 1 }
}

/// 应盖之章: where the form wants a seal.
struct ExpectedSeal {
    let role: SealRole
    let shape: SealShape
    /// Pixels of the straightened picture in which the seal's centre may lie; may be the whole paper.
    let area: Region
    /// Diameter, or width and height, millimetres.
    let size: [Double]
    let required: Bool
}

extension ExpectedSeal {
    /// The same place on another straightened picture of the same page.
    func moved(from paper: StraightenedPaper, to other: StraightenedPaper) -> ExpectedSeal {
        guard let toOther = other.toFile.inverse else { return self }
        return ExpectedSeal(
            role: role, shape: shape, area: toOther.apply(paper.toFile.apply(area)), size: size, required: required)
    }
}

extension SealPlace {
    /// The place on a registered paper: its nominal rectangle, moved as the form's cells were that bound it. Rows of other
    /// printings are higher or lower than ours.
    func expected(on paper: RegisteredPaper) -> ExpectedSeal {
        let (template, table) = (paper.template, paper.sheet.paper.table)
        let cells = zip(template.cells.map(\.rectangle), paper.fit.cells.map(paper.sheet.box))
        let middle = rectangle.center
        /// Ends of cells, nominal and real, as knots of a line that is straight between them.
        func moved(_ value: Double, _ knots: [(Double, Double)], from start: Double, scale: Double) -> Double {
            let byNominal = Dictionary(grouping: knots) { ($0.0 * 20).rounded() / 20 }
            let sorted = byNominal.map { ($0.key, $0.value.reduce(0) { $0 + $1.1 } / Double($0.value.count)) }
                .sorted { $0.0 < $1.0 }
            guard let first = sorted.first, let last = sorted.last, last.0 > first.0 else {
                return start + value * scale
            }
            if value <= first.0 { return first.1 + (value - first.0) * scale }
            if value >= last.0 { return last.1 + (value - last.0) * scale }
            let next = sorted.firstIndex { $0.0 > value } ?? sorted.count - 1
            let (a, b) = (sorted[next - 1], sorted[next])
            return a.1 + (value - a.0) / (b.0 - a.0) * (b.1 - a.1)
        }
        // Rows go through the whole table; columns are those of the row.
        let rows = cells.flatMap { [($0.y, $1.y), ($0.maxY, $1.maxY)] }
        let columns = cells.filter { $0.0.y <= middle.y && $0.0.maxY >= middle.y }
            .flatMap { [($0.x, $1.x), ($0.maxX, $1.maxX)] }
        let perX = table.width / template.tableWidth
        let perY = table.height / template.tableHeight
        func x(_ value: Double) -> Double { moved(value, columns, from: table.x, scale: perX) }
        func y(_ value: Double) -> Double { moved(value, rows, from: table.y, scale: perY) }
        let area = Region(
            x: x(rectangle.x), y: y(rectangle.y), width: x(rectangle.maxX) - x(rectangle.x),
            height: y(rectangle.maxY) - y(rectangle.y))
        return ExpectedSeal(role: role, shape: shape, area: area, size: size, required: required)
    }
}
