internal import Foundation
internal import IntakeModel

/// 章框: how well four lines of ink frame a rectangle, and the rectangle moved to where they frame it best.
struct StampFrame {
    let map: SealInkMap
    /// Rings that may cross a stamp: their own ink says nothing about its sides.
    let rings: [SealEllipse]

    struct Measure {
        /// Share of the sides that carries ink, all of them and the worst one.
        var support: Double
        var worst: Double
        /// Ends of sides, of eight, beyond which the line goes on: cells of tables have many.
        var runsOn: Int
    }

    /// Places along the four sides: the point, the way out, and the side's number.
    private func places(_ stamp: StampFinder.Stamp) -> [(x: Double, y: Double, nx: Double, ny: Double, side: Int)] {
        let corners = stamp.corners
        var found: [(x: Double, y: Double, nx: Double, ny: Double, side: Int)] = []
        for side in 0..<4 {
            let (from, to) = (corners[side], corners[(side + 1) % 4])
            let length = from.distance(to: to)
            guard length > 1 else { continue }
            let (dx, dy) = ((to.x - from.x) / length, (to.y - from.y) / length)
            let count = max(8, Int(length / map.scale * 2))
            for k in 0..<count {
                let at = (Double(k) + 0.5) / Double(count) * length
                found.append((from.x + dx * at, from.y + dy * at, dy, -dx, side))
            }
        }
        return found
    }

    private func isRing(_ x: Double, _ y: Double) -> Bool {
        rings.contains { abs($0.reach(x, y) - 1) * $0.meanRadius < 0.9 * map.scale }
    }

    func measure(_ stamp: StampFinder.Stamp) -> Measure {
        let mm = map.scale
        let all = places(stamp)
        let inks = all.map { at -> (line: Double, out: Double) in
            var most = 0.0
            for step in -2...1 {
                let off = Double(step) * 0.34 * mm
                most = max(most, map.value(at.x + at.nx * off, at.y + at.ny * off))
            }
            let out = map.value(at.x + at.nx * 1.5 * mm, at.y + at.ny * 1.5 * mm)
            return (most, out)
        }
        let sorted = inks.map(\.line).sorted()
        guard !sorted.isEmpty else { return Measure(support: 0, worst: 0, runsOn: 8) }
        let least = max(Double(map.noise) * 0.8, 0.3 * sorted[sorted.count * 7 / 10])
        var hits = [Double](repeating: 0, count: 4)
        var seen = hits
        for (at, ink) in zip(all, inks) where !isRing(at.x, at.y) {
            seen[at.side] += 1
            // Where there is as much ink beyond the side it is no edge: half a vote.
            if ink.line > least { hits[at.side] += ink.out < 0.7 * ink.line ? 1 : 0.5 }
        }
        let shares = zip(hits, seen).map { $1 > 3 ? $0 / $1 : 0.6 }
        var runsOn = 0
        let corners = stamp.corners
        for side in 0..<4 {
            let (from, to) = (corners[side], corners[(side + 1) % 4])
            let length = max(1, from.distance(to: to))
            let (dx, dy) = ((to.x - from.x) / length, (to.y - from.y) / length)
            for (corner, way) in [(from, -1.0), (to, 1.0)] {
                let beyond = [1.2, 1.7, 2.2].allSatisfy { far in
                    (-1...1).contains { step in
                        let off = Double(step) * 0.34 * mm - 0.2 * mm
                        return map.value(
                            corner.x + way * dx * far * mm + dy * off, corner.y + way * dy * far * mm - dx * off)
                            > least
                    }
                }
                if beyond { runsOn += 1 }
            }
        }
        return Measure(support: shares.reduce(0, +) / 4, worst: shares.min() ?? 0, runsOn: runsOn)
    }

    /// Ink on the sides less ink beyond them.
    private func contrast(_ stamp: StampFinder.Stamp) -> Double {
        let mm = map.scale
        var sums = [Double](repeating: 0, count: 4)
        var counts = sums
        for at in places(stamp) where !isRing(at.x, at.y) {
            let line = map.value(at.x - at.nx * 0.25 * mm, at.y - at.ny * 0.25 * mm)
            let out = map.value(at.x + at.nx * 0.6 * mm, at.y + at.ny * 0.6 * mm)
            sums[at.side] += line - 0.8 * out
            counts[at.side] += 1
        }
        return zip(sums, counts).reduce(0) { $0 + $1.0 / max(1, $1.1) }
    }

    /// Every side and the turn moved in small steps as long as the frame gets better.
    func refined(_ start: StampFinder.Stamp) -> StampFinder.Stamp {
        var best = start
        var value = contrast(best)
        let step = 0.35 * map.scale
        for round in 0..<5 {
            var better = false
            for kind in 0..<5 {
                for way in [-1.0, 1.0] {
                    let next = StampFrame.moved(best, kind, by: way * (kind == 4 ? 0.014 : step))
                    let found = contrast(next)
                    if found > value + 0.01 {
                        value = found
                        best = next
                        better = true
                    }
                }
            }
            if !better || round == 4 { break }
        }
        return best
    }

    /// Kinds 0…3 move the right, lower, left and upper side outwards; 4 turns.
    private static func moved(_ stamp: StampFinder.Stamp, _ kind: Int, by way: Double) -> StampFinder.Stamp {
        var next = stamp
        if kind == 4 {
            next.turn += way
            return next
        }
        let (c, s) = (cos(stamp.turn), sin(stamp.turn))
        let sign = kind < 2 ? 0.5 : -0.5
        if kind % 2 == 0 {
            next.width += way
            next.center = Point(x: stamp.center.x + sign * way * c, y: stamp.center.y + sign * way * s)
        } else {
            next.height += way
            next.center = Point(x: stamp.center.x - sign * way * s, y: stamp.center.y + sign * way * c)
        }
        return next
    }
}
