internal import IntakeModel
internal import IntakeResources

/// 栏名锚点: labels that were read on the paper, as evidence for where the rules between them run.
struct LabelAnchors {
    /// Cell of the template → box of its label, pixels of the picture on which rules are searched.
    var boxes: [Int: Region] = [:]

    /// What the anchors say about the rules of one direction.
    struct Axis {
        /// Nominal places of the rules, 0…1.
        let places: [Double]
        /// A label: between which rules it stands, and where it was read.
        var labels: [(before: Int, after: Int, nominal: Double, center: Double, size: Double)] = []

        /// Places of the rules bent so that the labels stand where they were read; `nil` without labels.
        func nominal(ends: (Double, Double)) -> [Double]? {
            guard labels.count >= 2, let first = places.first, let last = places.last else { return nil }
            var knots: [(Double, Double)] = [(first, ends.0), (last, ends.1)]
            // Labels of one row agree within the height of a character: their mean is the knot.
            for group in Dictionary(grouping: labels, by: \.nominal).values {
                knots.append((group[0].nominal, group.reduce(0) { $0 + $1.center } / Double(group.count)))
            }
            knots.sort { $0.0 < $1.0 }
            var kept: [(Double, Double)] = []
            for knot in knots where knot.1 > (kept.last?.1 ?? -.infinity) + 1 { kept.append(knot) }
            guard kept.count >= 2 else { return nil }
            return places.map { place in
                let next = min(kept.count - 1, max(1, kept.firstIndex { $0.0 >= place } ?? kept.count - 1))
                let (a, b) = (kept[next - 1], kept[next])
                return a.1 + (place - a.0) / max(1e-9, b.0 - a.0) * (b.1 - a.1)
            }
        }

        /// Debit for a rule that would run through or past a label, 0…1.5.
        func violation(of rule: Int, at position: Double) -> Double {
            var sum = 0.0
            for label in labels {
                if rule <= label.before, position > label.center - label.size * 0.2 { sum += 0.75 }
                if rule >= label.after, position < label.center + label.size * 0.2 { sum += 0.75 }
            }
            return min(1.5, sum)
        }
    }

    func rows(of template: FormTemplate, grid: FormGrid) -> Axis {
        guard !boxes.isEmpty else { return Axis(places: []) }
        let height = grid.height
        return axis(template, places: grid.levels.map(\.place)) { cell, box in
            (cell.y / height, cell.maxY / height, box.center.y, box.height)
        }
    }

    func columns(of template: FormTemplate, grid: FormGrid, band: Int) -> Axis {
        guard !boxes.isEmpty else { return Axis(places: []) }
        let width = grid.width
        let height = grid.height
        let top = grid.levels[grid.bands[band].top].place
        let bottom = grid.levels[grid.bands[band].bottom].place
        return axis(template, places: grid.bands[band].places) { cell, box in
            guard cell.y / height < bottom - 0.001, cell.maxY / height > top + 0.001 else { return nil }
            return (cell.x / width, cell.maxX / width, box.center.x, box.width)
        }
    }

    private func axis(
        _ template: FormTemplate, places: [Double],
        _ extent: (Region, Region) -> (from: Double, to: Double, center: Double, size: Double)?
    ) -> Axis {
        var axis = Axis(places: places)
        func nearest(_ value: Double) -> Int {
            places.indices.min { abs(places[$0] - value) < abs(places[$1] - value) } ?? 0
        }
        for (cell, box) in boxes {
            guard let part = extent(template.cells[cell].rectangle, box) else { continue }
            axis.labels.append(
                (nearest(part.from), nearest(part.to), (part.from + part.to) / 2, part.center, part.size))
        }
        return axis
    }
}
