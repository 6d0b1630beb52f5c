internal import Foundation
internal import IntakeModel

/// 无框名章: a signer's stamp without sides, or with worn ones, as a patch of red writing where one is expected.
struct OpenStamps {
    let map: SealInkMap
    /// All inks, on the same grid.
    let total: SealInkMap

    /// Cells of a millimetre that carry ink belong together across one empty cell.
    private static let cell = 1.0

    /// `places` in pixels of the map.
    func stamps(outside rings: [SealEllipse], in places: [Region]) -> [StampFinder.Stamp] {
        let clear = places.flatMap { stamps(outside: rings, in: $0, ink: 2 * map.noise) }
        return clear.isEmpty ? places.flatMap { stamps(outside: rings, in: $0, ink: map.noise) } : clear
    }

    /// Of what has more density than `least`.
    private func stamps(outside rings: [SealEllipse], in place: Region, ink least: Int) -> [StampFinder.Stamp] {
        let inside = Region(x: 0, y: 0, width: Double(map.ink.width), height: Double(map.ink.height))
        guard let area = place.intersection(inside), area.width > 20, area.height > 12 else { return [] }
        let size = OpenStamps.cell * map.scale
        let (columns, rows) = (Int(area.width / size) + 1, Int(area.height / size) + 1)
        var points = [[(x: Double, y: Double)]](repeating: [], count: columns * rows)
        for y in Int(area.y)..<Int(area.maxY) {
            for x in Int(area.x)..<Int(area.maxX) where Int(map.ink[x, y]) > least {
                let (px, py) = (Double(x), Double(y))
                guard !rings.contains(where: { $0.reach(px, py) < 1.04 }) else { continue }
                points[Int((py - area.y) / size) * columns + Int((px - area.x) / size)].append((px, py))
            }
        }
        var seen = [Bool](repeating: false, count: points.count)
        var found: [StampFinder.Stamp] = []
        for start in points.indices where !seen[start] && points[start].count > 1 {
            var group: [(x: Double, y: Double)] = []
            var open = [start]
            seen[start] = true
            while let next = open.popLast() {
                group += points[next]
                let (column, row) = (next % columns, next / columns)
                for y in max(0, row - 2)...min(rows - 1, row + 2) {
                    for x in max(0, column - 2)...min(columns - 1, column + 2) {
                        let other = y * columns + x
                        guard !seen[other], points[other].count > 1 else { continue }
                        seen[other] = true
                        open.append(other)
                    }
                }
            }
            if isRed(group), let stamp = stamp(group) { found.append(stamp) }
        }
        return found
    }

    /// The patch is red rather than black print with a red fringe.
    private func isRed(_ points: [(x: Double, y: Double)]) -> Bool {
        var (red, all) = (0, 0)
        for point in points {
            let (x, y) = (Int(point.x), Int(point.y))
            red += Int(map.ink[x, y])
            all += Int(total.ink[x, y])
        }
        return 10 * red > 3 * all
    }

    /// The patch's level box, when it has the size of a name.
    private func stamp(_ points: [(x: Double, y: Double)]) -> StampFinder.Stamp? {
        let mm = map.scale
        guard Double(points.count) > 8 * mm * mm else { return nil }
        let count = Double(points.count)
        let (mx, my) = (points.reduce(0) { $0 + $1.x } / count, points.reduce(0) { $0 + $1.y } / count)
        var (xx, xy, yy) = (0.0, 0.0, 0.0)
        for point in points {
            let (dx, dy) = (point.x - mx, point.y - my)
            xx += dx * dx
            xy += dx * dy
            yy += dy * dy
        }
        let isUpright = yy > xx
        let slope = xy / max(1, isUpright ? yy : xx)
        guard abs(slope) < 0.3 else { return nil }
        let turn = isUpright ? -atan(slope) : atan(slope)
        let (c, s) = (cos(turn), sin(turn))
        let along = points.map { ($0.x - mx) * c + ($0.y - my) * s }.sorted()
        let down = points.map { -($0.x - mx) * s + ($0.y - my) * c }.sorted()
        let skip = points.count / 100
        let (left, right) = (along[skip], along[along.count - 1 - skip])
        let (top, bottom) = (down[skip], down[down.count - 1 - skip])
        let (width, height) = ((right - left) / mm, (bottom - top) / mm)
        guard (8.0...25).contains(max(width, height)), (3.5...10).contains(min(width, height)),
            max(width, height) > 1.5 * min(width, height)
        else { return nil }
        let (u, v) = ((left + right) / 2, (top + bottom) / 2)
        return StampFinder.Stamp(
            center: Point(x: mx + u * c - v * s, y: my + u * s + v * c), width: (width + 1.2) * mm,
            height: (height + 1.2) * mm, turn: turn, support: 0.76, isOpen: true)
    }
}
