internal import Foundation
internal import IntakeModel

/// 找方章、名章: square seals and rectangular name stamps by their four sides, on the map of red ink.
struct StampFinder {
    let map: SealInkMap
    /// All inks, on the same grid.
    let total: SealInkMap

    struct Stamp {
        var center: Point
        /// Along and across the writing, pixels of the map.
        var width: Double
        var height: Double
        /// Clockwise turn, radians.
        var turn: Double
        /// Mean share of the four sides that carry ink.
        var support: Double

        var corners: [Point] {
            let (c, s) = (cos(turn), sin(turn))
            return [(-1.0, -1.0), (1.0, -1.0), (1.0, 1.0), (-1.0, 1.0)].map { i, j in
                let (u, v) = (i * width / 2, j * height / 2)
                return Point(x: center.x + u * c - v * s, y: center.y + u * s + v * c)
            }
        }

        func scaled(by factor: Double) -> Stamp {
            Stamp(
                center: Point(x: center.x * factor, y: center.y * factor), width: width * factor,
                height: height * factor, turn: turn, support: support)
        }
    }

    /// Sides, millimetres: name stamps 10…26 × 4…13, square seals up to 30.
    private static let heights = 3.6...32.0
    private static let widths = 7.0...34.0
    private static let turns = stride(from: -20.0, through: 20.0, by: 2.0)
    private static let binMillimetres = 0.5

    /// `places` are where stamps may be, in pixels of the map; `nil` is everywhere.
    func stamps(outside rings: [SealEllipse], in places: [Region]? = nil) -> [Stamp] {
        var edges = SealEdges(map)
        if let places {
            edges.remove { x, y in !places.contains { x > $0.x && x < $0.maxX && y > $0.y && y < $0.maxY } }
        }
        edges.remove { x, y in
            rings.contains { abs($0.reach(x, y) - 1) * $0.meanRadius < 1.5 * map.scale || $0.reach(x, y) < 0.5 }
        }
        guard edges.edges.count > 40 else { return [] }
        var found: [Stamp] = []
        for degrees in StampFinder.turns { found += stamps(at: degrees * .pi / 180, edges.edges) }
        var kept: [Stamp] = []
        for stamp in found.sorted(by: { $0.support > $1.support }) {
            let box = Region(enclosing: stamp.corners) ?? Region(x: 0, y: 0, width: 0, height: 0)
            let taken = kept.contains {
                guard let other = Region(enclosing: $0.corners) else { return false }
                let shared = other.intersection(box)?.area ?? 0
                return shared > 0.3 * min(other.area, box.area)
            }
            if !taken, map.isTotal || isRed(stamp) { kept.append(stamp) }
            if kept.count == 8 { break }
        }
        return kept
    }

    /// The frame is red rather than a black rule with a red fringe.
    private func isRed(_ stamp: Stamp) -> Bool {
        let corners = stamp.corners
        var (red, all) = (0, 0)
        for side in 0..<4 {
            let (from, to) = (corners[side], corners[(side + 1) % 4])
            for step in 0..<40 {
                let part = (Double(step) + 0.5) / 40
                let x = Int(from.x + (to.x - from.x) * part)
                let y = Int(from.y + (to.y - from.y) * part)
                var (most, whole) = (0, 0)
                for dy in -2...2 {
                    for dx in -2...2
                    where x + dx >= 0 && y + dy >= 0 && x + dx < map.ink.width && y + dy < map.ink.height {
                        most = max(most, Int(map.ink[x + dx, y + dy]))
                        whole = max(whole, Int(total.ink[x + dx, y + dy]))
                    }
                }
                red += most
                all += whole
            }
        }
        return 5 * red > 2 * all
    }

    /// Rectangles whose sides run along one direction.
    private func stamps(at turn: Double, _ edges: [SealEdges.Edge]) -> [Stamp] {
        let bin = StampFinder.binMillimetres * map.scale
        let (c, s) = (cos(turn), sin(turn))
        let diagonal = hypot(Double(map.ink.width), Double(map.ink.height))
        let size = Int(2 * diagonal / bin) + 4
        var sides = [SideBins](repeating: SideBins(lines: size, places: size), count: 4)
        let quarter = SealEdges.turns / 4
        let own = Int((turn / (2 * .pi) * Double(SealEdges.turns)).rounded())
        for edge in edges {
            // 0 right, 1 down, 2 left, 3 up: the way out of the ink.
            let relative = (Int(edge.turn) - own + SealEdges.turns + quarter / 2) % SealEdges.turns
            let side = relative / quarter
            guard abs(relative % quarter - quarter / 2) <= 5 else { continue }
            let (x, y) = (Double(edge.x), Double(edge.y))
            let u = Int((x * c + y * s + diagonal) / bin)
            let v = Int((-x * s + y * c + diagonal) / bin)
            if side % 2 == 1 { sides[side].set(line: v, place: u) } else { sides[side].set(line: u, place: v) }
        }
        let shortest = Int(StampFinder.widths.lowerBound * 0.8 / StampFinder.binMillimetres)
        let tops = sides[3].runs(shortest: shortest)
        let bottoms = sides[1].runs(shortest: shortest)
        var found: [Stamp] = []
        for top in tops {
            for bottom in bottoms {
                let height = Double(bottom.line - top.line) * StampFinder.binMillimetres
                guard StampFinder.heights.contains(height) else { continue }
                guard abs(top.from - bottom.from) <= 5, abs(top.to - bottom.to) <= 5 else { continue }
                let from = Double(top.from + bottom.from) / 2
                let to = Double(top.to + bottom.to) / 2
                let width = (to - from + 1) * StampFinder.binMillimetres
                guard StampFinder.widths.contains(width), height < width * 1.4 else { continue }
                let left = sides[2].coverage(near: Int(from), from: top.line, to: bottom.line)
                let right = sides[0].coverage(near: Int(to), from: top.line, to: bottom.line)
                guard min(left.share, right.share) > 0.45 else { continue }
                let support = (top.share + bottom.share + left.share + right.share) / 4
                guard support > 0.62 else { continue }
                let u = (Double(left.line + right.line) / 2 + 1) * bin - diagonal
                let v = (Double(top.line + bottom.line) / 2 + 1) * bin - diagonal
                found.append(
                    Stamp(
                        center: Point(x: u * c - v * s, y: u * s + v * c),
                        width: Double(right.line - left.line + 1) * bin,
                        height: Double(bottom.line - top.line + 1) * bin, turn: turn, support: support))
            }
        }
        return found
    }
}
