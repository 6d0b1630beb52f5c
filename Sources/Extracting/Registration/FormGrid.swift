internal import Foundation
internal import IntakeModel
internal import IntakeResources

/// A form's rules as topology: which level and upright rules there are, in which order, with nominal places 0…1.
struct FormGrid {
    /// A level rule: its nominal height and the stretches of the width along which it is drawn.
    struct LevelRule {
        var place: Double
        var spans: [(from: Double, to: Double)]
    }

    /// Neighbouring rows that are cut by the same upright rules.
    struct Band {
        /// Indices of the level rules above and below.
        var top: Int
        var bottom: Int
        /// Nominal places of the upright rules, the frame's sides included.
        var places: [Double]
    }

    /// A cell by the rules around it: indices of levels, of its band, and of the band's places.
    struct CellPlace {
        let top: Int
        let bottom: Int
        let band: Int
        let left: Int
        let right: Int
    }

    /// Size of the table, millimetres.
    let width: Double
    let height: Double
    let levels: [LevelRule]
    let bands: [Band]
    /// Every cell of the template.
    let cells: [CellPlace]

    init(_ template: FormTemplate) {
        let width = template.tableWidth
        let height = template.tableHeight
        self.width = width
        self.height = height
        let boxes = template.cells.map(\.rectangle)
        let ys = FormGrid.distinct(boxes.flatMap { [$0.y, $0.maxY] })
        levels = ys.map { y in
            let touching = boxes.filter { abs($0.y - y) < 0.05 || abs($0.maxY - y) < 0.05 }
            return LevelRule(place: y / height, spans: touching.map { ($0.x / width, $0.maxX / width) })
        }
        var bands: [Band] = []
        for row in 0..<max(0, ys.count - 1) {
            let middle = (ys[row] + ys[row + 1]) / 2
            let cut = FormGrid.distinct(
                boxes.filter { $0.y < middle && $0.maxY > middle }.flatMap { [$0.x, $0.maxX] }
            ).map { $0 / width }
            if let last = bands.last, last.places.count == cut.count,
                zip(last.places, cut).allSatisfy({ abs($0 - $1) < 0.001 })
            {
                bands[bands.count - 1].bottom = row + 1
            } else {
                bands.append(Band(top: row, bottom: row + 1, places: cut))
            }
        }
        self.bands = bands
        let levelPlaces = levels.map(\.place)
        cells = boxes.map { box in
            let top = FormGrid.nearest(levelPlaces, box.y / height)
            let band = bands.firstIndex { $0.top <= top && $0.bottom > top } ?? 0
            return CellPlace(
                top: top, bottom: FormGrid.nearest(levelPlaces, box.maxY / height), band: band,
                left: FormGrid.nearest(bands[band].places, box.x / width),
                right: FormGrid.nearest(bands[band].places, box.maxX / width))
        }
    }

    private static func nearest(_ places: [Double], _ value: Double) -> Int {
        places.indices.min { abs(places[$0] - value) < abs(places[$1] - value) } ?? 0
    }

    private static func distinct(_ values: [Double]) -> [Double] {
        values.sorted().reduce(into: []) { kept, value in
            if kept.last.map({ value - $0 > 0.05 }) ?? true { kept.append(value) }
        }
    }
}
