internal import IntakeModel
internal import IntakeResources
internal import Normalizing

/// 配准好的一份表: a form laid over its paper, with what its labels say about that.
struct RegisteredPaper {
    let fit: FormFit
    let frame: TableFrame
    var sheet: InkSheet
    /// Cell of the template → how alike the text in it is to its label, 0…1; cells not looked at are missing.
    var labels: [Int: Double]
    /// The form was made from what stands on the page: its cells are where nothing but rules say so.
    var isMade = false
    /// The paper as its text alone tells it, for what the form does not hold; `nil` when its text was not needed.
    var labelled: FoundPaper.LabelledPaper?

    var template: FormTemplate { fit.template }

    /// Mean likeness of the labels looked at.
    var likeness: Double {
        labels.isEmpty ? 0 : labels.values.reduce(0, +) / Double(labels.count)
    }

    /// Every label where it must be: nothing else needs to be asked.
    var isCertain: Bool {
        likeness >= 0.85 && Double(labels.values.count { $0 < RegisteredPaper.lost }) <= 0.12 * Double(labels.count)
            && !hasLostRow
    }

    /// Whether most labels of one row are not where the form has them: what hides a label or two hides no row from side to
    /// side, so the row lies elsewhere.
    private var hasLostRow: Bool {
        Dictionary(grouping: labels, by: { Int(template.cells[$0.key].rectangle.y.rounded()) }).values.contains { row in
            let gone = row.count { $0.value < RegisteredPaper.lost }
            return gone >= RegisteredPaper.fewestInRow && Double(gone) >= RegisteredPaper.mostOfRow * Double(row.count)
        }
    }

    /// Less alike than this a label is another one, or none.
    private static let lost = 0.5
    private static let fewestInRow = 3
    private static let mostOfRow = 0.7

    /// Whether the labels along one side are gone while the others are there, and that side is the picture's edge.
    func isCut(on image: PageImage) -> Bool {
        func mean(_ cells: [Int]) -> Double {
            cells.isEmpty ? 0 : cells.reduce(0) { $0 + (labels[$1] ?? 0) } / Double(cells.count)
        }
        let sides: [(distance: (Region) -> Double, strip: Region)] = [
            ({ $0.x }, Region(x: 0, y: 0, width: 0.001, height: 1)),
            ({ 1 - $0.maxX }, Region(x: 0.999, y: 0, width: 0.001, height: 1)),
            ({ $0.y }, Region(x: 0, y: 0, width: 1, height: 0.001)),
            ({ 1 - $0.maxY }, Region(x: 0, y: 0.999, width: 1, height: 0.001)),
        ]
        return sides.contains { side in
            let isGone = RegisteredPaper.alongSides.contains { depth in
                let own = labels.keys.filter { side.distance(fit.cells[$0]) < depth }
                let others = labels.keys.filter { side.distance(fit.cells[$0]) >= depth }
                return own.count >= 2 && others.count >= 2 && mean(own) < 0.65 && mean(own) < mean(others) - 0.25
            }
            guard isGone else { return false }
            let place = sheet.fileRegion(sheet.box(of: side.strip))
            let slack = 0.015 * Double(max(image.width, image.height))
            return place.x < slack || place.y < slack || place.maxX > Double(image.width) - slack
                || place.maxY > Double(image.height) - slack
        }
    }

    /// How far from a side of the table the labels along it are, in parts of it: one row, or two.
    private static let alongSides = [0.03, 0.12]

    /// Adds labels that are not looked at in their cells, as those in tall ones, where the page's text has them there.
    mutating func addLabels(_ boxes: [Int: Region], on page: PageText, like spots: [Int: [LabelSpotter.Spot]]) {
        guard let toSheet = sheet.paper.toFile.inverse else { return }
        for (cell, box) in boxes where labels[cell] == nil && fit.cells.indices.contains(cell) {
            let center = toSheet.apply(page.paper.toFile.apply(box.center))
            guard sheet.box(of: fit.cells[cell]).contains(center),
                let spot = spots[cell]?.min(by: {
                    $0.box.center.distance(to: box.center) < $1.box.center.distance(to: box.center)
                })
            else { continue }
            labels[cell] = spot.similarity
        }
    }

    /// Labels read where the form says, each counting by itself: what a wrong form does not have.
    var explained: Double { labels.values.reduce(0) { $0 + max(0, $1 - 0.4) } }

    /// Whether a point of the file lies between labels that were read where the form says: its cells are known there.
    func isAmongLabels(_ point: Point) -> Bool {
        let read = labels.filter { $0.value >= FormReader.sureLabel }.map { sheet.box(of: fit.cells[$0.key]) }
        guard let first = read.first, let toSheet = sheet.paper.toFile.inverse else { return false }
        return read.dropFirst().reduce(first) { $0.union($1) }.contains(toSheet.apply(point))
    }

    /// The label that names a cell's field: the nearest one at its left in the same row, else the one above it.
    static func naming(_ cell: Int, in template: FormTemplate) -> Int? {
        let box = template.cells[cell].rectangle
        func shared(_ a: (Double, Double), _ b: (Double, Double)) -> Double { min(a.1, b.1) - max(a.0, b.0) }
        var left: Int?
        var above: Int?
        for (index, other) in template.cells.enumerated() where other.label != nil {
            let place = other.rectangle
            if abs(place.maxX - box.x) < 0.1, shared((place.y, place.maxY), (box.y, box.maxY)) > 0.5 * box.height {
                left = left ?? index
            }
            // In a roll the heading stands above all rows of its column.
            let isAbove =
                template.cells[cell].row == nil || other.row != nil
                ? abs(place.maxY - box.y) < 0.1 : place.maxY < box.y + 0.1
            if isAbove, shared((place.x, place.maxX), (box.x, box.maxX)) > 0.5 * box.width {
                above = above ?? index
            }
        }
        return template.cells[cell].row == nil ? left ?? above : above ?? left
    }
}
