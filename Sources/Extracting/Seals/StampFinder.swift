internal import Foundation
internal import IntakeModel

/// 找方章、名章: square seals and rectangular name stamps by their four sides, on the map of red ink.
struct StampFinder {
    let map: SealInkMap
    /// All inks, on the same grid.
    let total: SealInkMap

    struct Stamp {
        var center: Point
        /// Across and down the page, pixels of the map; vertical name stamps are higher than wide.
        var width: Double
        var height: Double
        /// Clockwise turn, radians.
        var turn: Double
        /// Mean share of the four sides that carry ink.
        var support: Double
        /// Writing without sides.
        var isOpen = false

        var isVertical: Bool { height > 1.4 * width }

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
                height: height * factor, turn: turn, support: support, isOpen: isOpen)
        }
    }

    /// Millimetres. Name stamps are 10…26 long and 4.5…13 across, square seals up to 33, stamps that say 与原件核对无误 up to
    /// 45.
    private static let longSides = 8.5...46.0
    private static let shortSides = 4.2...33.0
    private static let turns = stride(from: -16.0, through: 16.0, by: 2.0)
    private static let binMillimetres = 0.5
    /// More frames than this in one direction are texture.
    private static let most = 60

    /// `places` are where stamps may be, in pixels of the map; `nil` is everywhere.
    func stamps(outside rings: [SealEllipse], in places: [Region]? = nil) -> [Stamp] {
        var edges = SealEdges(map)
        if let places {
            edges.remove { x, y in !places.contains { x > $0.x && x < $0.maxX && y > $0.y && y < $0.maxY } }
        }
        guard edges.edges.count > 40 else { return [] }
        let frame = StampFrame(map: map, rings: rings)
        var found: [Stamp] = []
        for degrees in StampFinder.turns {
            for isUpright in [false, true] {
                found += stamps(at: degrees * .pi / 180, isUpright: isUpright, edges.edges)
                    .sorted { $0.support > $1.support }.prefix(StampFinder.most)
            }
        }
        var kept: [Stamp] = []
        for start in found.sorted(by: { value($0) > value($1) }).prefix(400) {
            // A part of a stamp is found more easily than the whole; which of them stays is said once both are refined.
            guard !isKnown(start, kept) else { continue }
            var stamp = frame.refined(start)
            let measure = frame.measure(stamp)
            stamp.support = measure.support
            guard measure.support > 0.74, measure.worst > 0.5, measure.runsOn <= (map.isTotal ? 2 : 4),
                map.isTotal || isRed(stamp)
            else { continue }
            kept.append(stamp)
            if kept.count == 24 { break }
        }
        var chosen: [Stamp] = []
        for stamp in kept.sorted(by: { value($0) > value($1) }) where !isTaken(stamp, by: chosen) {
            chosen.append(stamp)
            if chosen.count == 6 { break }
        }
        return chosen
    }

    /// Of two frames as well supported the larger one: writing inside a stamp has sides as well.
    private func value(_ stamp: Stamp) -> Double {
        stamp.support + 0.004 * min(40, (stamp.width + stamp.height) / map.scale)
    }

    /// Nearly the same frame.
    private func isKnown(_ stamp: Stamp, _ others: [Stamp]) -> Bool {
        guard let box = Region(enclosing: stamp.corners) else { return true }
        return others.contains { Region(enclosing: $0.corners).map { $0.overlap(with: box) > 0.6 } ?? false }
    }

    private func isTaken(_ stamp: Stamp, by others: [Stamp]) -> Bool {
        let box = Region(enclosing: stamp.corners) ?? Region(x: 0, y: 0, width: 0, height: 0)
        return others.contains {
            guard let other = Region(enclosing: $0.corners) else { return false }
            return (other.intersection(box)?.area ?? 0) > 0.3 * min(other.area, box.area)
        }
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
                for dy in -1...1 {
                    for dx in -1...1
                    where x + dx >= 0 && y + dy >= 0 && x + dx < map.ink.width && y + dy < map.ink.height {
                        let own = Int(map.ink[x + dx, y + dy])
                        if own > most { (most, whole) = (own, Int(total.ink[x + dx, y + dy])) }
                    }
                }
                red += most
                all += whole
            }
        }
        return 10 * red > 3 * all
    }

    /// Rectangles whose sides run along one direction; upright ones have their long sides left and right.
    private func stamps(at turn: Double, isUpright: Bool, _ edges: [SealEdges.Edge]) -> [Stamp] {
        let bin = StampFinder.binMillimetres * map.scale
        let direction = isUpright ? turn + .pi / 2 : turn
        let (c, s) = (cos(direction), sin(direction))
        let diagonal = hypot(Double(map.ink.width), Double(map.ink.height))
        let size = Int(2 * diagonal / bin) + 4
        var sides = [SideBins](repeating: SideBins(lines: size, places: size), count: 4)
        let quarter = SealEdges.turns / 4
        let own = Int((direction / (2 * .pi) * Double(SealEdges.turns)).rounded())
        for edge in edges {
            // 0 right, 1 down, 2 left, 3 up: the way out of the ink.
            let relative = (Int(edge.turn) - own + 2 * SealEdges.turns + quarter / 2) % SealEdges.turns
            let side = relative / quarter
            guard abs(relative % quarter - quarter / 2) <= 6 else { continue }
            let (x, y) = (Double(edge.x), Double(edge.y))
            let u = Int((x * c + y * s + diagonal) / bin)
            let v = Int((-x * s + y * c + diagonal) / bin)
            if side % 2 == 1 { sides[side].set(line: v, place: u) } else { sides[side].set(line: u, place: v) }
        }
        let millimetre = 1 / StampFinder.binMillimetres
        let shortest = Int(StampFinder.longSides.lowerBound * 0.65 * millimetre)
        let tops = sides[3].runs(shortest: shortest)
        let bottoms = sides[1].runs(shortest: shortest)
        var found: [Stamp] = []
        for top in tops {
            for bottom in bottoms {
                let height = Double(bottom.line - top.line) * StampFinder.binMillimetres
                guard StampFinder.shortSides.contains(height) else { continue }
                let (from, to) = (max(top.from, bottom.from), min(top.to, bottom.to))
                // Square seals are found both ways; upright ones here are the vertical name stamps.
                let longest = isUpright ? 27.0 : StampFinder.longSides.upperBound
                guard Double(to - from) * StampFinder.binMillimetres > 0.6 * StampFinder.longSides.lowerBound,
                    !isUpright || height < 13
                else { continue }
                let reach = 8
                let lefts = sides[2].peaks(in: (from - reach)...(to - 6), from: top.line, to: bottom.line)
                let rights = sides[0].peaks(in: (from + 6)...(to + reach), from: top.line, to: bottom.line)
                for left in lefts {
                    for right in rights {
                        let width = Double(right.line - left.line + 1) * StampFinder.binMillimetres
                        guard width >= StampFinder.longSides.lowerBound, width <= longest,
                            height < width * 1.2, height > 0.2 * width
                        else { continue }
                        let upper = sides[3].share(line: top.line, from: left.line, to: right.line)
                        let lower = sides[1].share(line: bottom.line, from: left.line, to: right.line)
                        let support = (upper + lower + left.share + right.share) / 4
                        guard min(upper, lower) > 0.45, support > 0.58 else { continue }
                        let u = (Double(left.line + right.line) / 2 + 1) * bin - diagonal
                        let v = (Double(top.line + bottom.line) / 2 + 1) * bin - diagonal
                        let long = Double(right.line - left.line + 1) * bin
                        let short = Double(bottom.line - top.line + 1) * bin
                        found.append(
                            Stamp(
                                center: Point(x: u * c - v * s, y: u * s + v * c), width: isUpright ? short : long,
                                height: isUpright ? long : short, turn: turn, support: support))
                    }
                }
            }
            if found.count > 2000 { break }
        }
        return found
    }
}
