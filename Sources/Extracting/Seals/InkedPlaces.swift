internal import Foundation
internal import IntakeModel

/// 有印迹之处: the form's places where red ink stands though no seal was made out: a person must look there.
struct InkedPlaces {
    let map: SealInkMap
    let hue: InkHue?

    /// A ring alone has three times as much, square millimetres.
    private static let least = 30.0
    /// Side of the squares in which ink is counted, millimetres.
    private static let square = 2.0
    /// What lies under the paper shows along its edge, millimetres; around a corner it is as wide as a seal. What hangs
    /// together with it is no seal's either.
    private static let edge = 3.0

    /// `known` and the places in pixels of the straightened picture.
    func roles(_ expected: [ExpectedSeal], besides known: [Region]) -> Set<SealRole> {
        let taken = known.map { $0.inset(dx: -0.04 * $0.width, dy: -0.04 * $0.height) }
        let ink = inkOnPaper()
        return Set(expected.filter { isInked($0, ink, besides: taken) }.map(\.role))
    }

    /// Pixels of the map with ink that does not reach in from the paper's edge.
    private func inkOnPaper() -> [Bool] {
        let (width, height) = (map.ink.width, map.ink.height)
        var ink = map.ink.values.map { Int($0) > 2 * map.noise }
        let edge = Int(InkedPlaces.edge * map.scale)
        var open: [Int] = []
        for y in 0..<height {
            for x in 0..<width where x < edge || y < edge || x >= width - edge || y >= height - edge {
                if ink[y * width + x] { open.append(y * width + x) }
                ink[y * width + x] = false
            }
        }
        while let at = open.popLast() {
            let (x, y) = (at % width, at / width)
            for (nx, ny) in [(x - 1, y), (x + 1, y), (x, y - 1), (x, y + 1)]
            where nx >= 0 && ny >= 0 && nx < width && ny < height && ink[ny * width + nx] {
                ink[ny * width + nx] = false
                open.append(ny * width + nx)
            }
        }
        return ink
    }

    /// Whether ink stands as widely and as much as a seal's anywhere in the place: neither dust all over it nor the
    /// rest of a stamp.
    private func isInked(_ place: ExpectedSeal, _ ink: [Bool], besides taken: [Region]) -> Bool {
        let area = place.area
        let (x0, y0) = (max(0, Int(area.x / map.factor)), max(0, Int(area.y / map.factor)))
        let (x1, y1) = (
            min(map.ink.width, Int(area.maxX / map.factor)), min(map.ink.height, Int(area.maxY / map.factor))
        )
        guard x1 > x0, y1 > y0 else { return false }
        let step = max(1, Int(InkedPlaces.square * map.scale))
        let (columns, rows) = ((x1 - x0 - 1) / step + 1, (y1 - y0 - 1) / step + 1)
        var counts = [Int](repeating: 0, count: columns * rows)
        for y in y0..<y1 {
            for x in x0..<x1 where ink[y * map.ink.width + x] {
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
                guard 2 * spread >= min(width, height) else { continue }
                let (ox, oy) = (x0 + left * step, y0 + top * step)
                let pixels = (oy..<min(y1, oy + height * step)).lazy.flatMap { y in
                    (ox..<min(x1, ox + width * step)).lazy.map { y * map.ink.width + $0 }
                }
                if hue?.isStain(pixels.filter { ink[$0] }) != true { return true }
            }
        }
        return false
    }
}
