internal import Foundation
internal import IntakeModel

/// 有印迹之处: the form's places where red ink stands though no seal was made out: a person must look there.
struct InkedPlaces {
    let map: SealInkMap

    /// A ring alone has three times as much, square millimetres.
    private static let least = 30.0
    /// Side of the squares in which ink is counted, millimetres.
    private static let square = 2.0
    /// What lies under the paper shows along its edge, millimetres; around a corner it is as wide as a seal.
    private static let edge = 3.0

    /// `known` and the places in pixels of the straightened picture.
    func roles(_ expected: [ExpectedSeal], besides known: [Region]) -> Set<SealRole> {
        let taken = known.map { $0.inset(dx: -0.04 * $0.width, dy: -0.04 * $0.height) }
        return Set(expected.filter { isInked($0, besides: taken) }.map(\.role))
    }

    /// Whether ink stands as widely and as much as a seal's anywhere in the place: neither dust all over it nor the
    /// rest of a stamp.
    private func isInked(_ place: ExpectedSeal, besides taken: [Region]) -> Bool {
        let area = place.area
        let edge = Int(InkedPlaces.edge * map.scale)
        let (x0, y0) = (max(edge, Int(area.x / map.factor)), max(edge, Int(area.y / map.factor)))
        let (x1, y1) = (
            min(map.ink.width - edge, Int(area.maxX / map.factor)),
            min(map.ink.height - edge, Int(area.maxY / map.factor))
        )
        guard x1 > x0, y1 > y0 else { return false }
        let step = max(1, Int(InkedPlaces.square * map.scale))
        let (columns, rows) = ((x1 - x0 - 1) / step + 1, (y1 - y0 - 1) / step + 1)
        var counts = [Int](repeating: 0, count: columns * rows)
        for y in y0..<y1 {
            for x in x0..<x1 where Int(map.ink[x, y]) > 2 * map.noise {
                let (px, py) = (Double(x) * map.factor, Double(y) * map.factor)
                if !taken.contains(where: { px > $0.x && px < $0.maxX && py > $0.y && py < $0.maxY }) {
                    counts[(y - y0) / step * columns + (x - x0) / step] += 1
                }
            }
        }
        let side = Int(((place.size.max() ?? 38) / InkedPlaces.square).rounded(.up))
        let (width, height) = (min(side, columns), min(side, rows))
        let inked = counts.map { $0 * 20 > step * step }
        for top in 0...(rows - height) {
            for left in 0...(columns - width) {
                let cells = (top..<(top + height)).flatMap { y in (left..<(left + width)).map { y * columns + $0 } }
                let sum = cells.reduce(0) { $0 + counts[$1] }
                guard Double(sum) > InkedPlaces.least * map.scale * map.scale else { continue }
                let own = cells.filter { inked[$0] }
                let spread = min(Set(own.map { $0 / columns }).count, Set(own.map { $0 % columns }).count)
                if 2 * spread >= min(width, height) { return true }
            }
        }
        return false
    }
}
