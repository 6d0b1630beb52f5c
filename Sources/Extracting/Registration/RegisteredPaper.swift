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

    var template: FormTemplate { fit.template }

    /// Mean likeness of the labels looked at.
    var likeness: Double {
        labels.isEmpty ? 0 : labels.values.reduce(0, +) / Double(labels.count)
    }

    /// Every label where it must be: nothing else needs to be asked.
    var isCertain: Bool {
        likeness >= 0.85 && Double(labels.values.count { $0 < 0.5 }) <= 0.12 * Double(labels.count)
    }

    /// Labels read where the form says, each counting by itself: what a wrong form does not have.
    var explained: Double { labels.values.reduce(0) { $0 + max(0, $1 - 0.4) } }

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
            if abs(place.maxY - box.y) < 0.1, shared((place.x, place.maxX), (box.x, box.maxX)) > 0.5 * box.width {
                above = above ?? index
            }
        }
        return template.cells[cell].row == nil ? left ?? above : above ?? left
    }
}
