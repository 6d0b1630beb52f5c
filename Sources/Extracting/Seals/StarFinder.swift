internal import Foundation
internal import IntakeModel

/// 找五角星: filled stars of five points on an ink map. Each is the middle of a seal, however little of its ring is left.
struct StarFinder {
    let map: SealInkMap

    struct Star {
        var x: Double
        var y: Double
        /// Distance of the tips from the middle, pixels of the map.
        var reach: Double
    }

    /// Millimetres from the middle to the tips that are looked for: a seal's star is a third of its width.
    private static let reaches = stride(from: 4.0, through: 8.5, by: 0.5)
    private static let turnSteps = 12
    /// 方向: unit vectors all around, clockwise from the right; every angle that is asked for is one of them.
    private static let circle: [Point] = (0..<120).map {
        let angle = Double($0) / 120 * 2 * .pi
        return Point(x: cos(angle), y: sin(angle))
    }

    /// So many of them, evenly around, the first turned by `turn` places.
    private static func circle(_ count: Int, from turn: Int = 0) -> [Point] {
        (0..<count).map { circle[(turn + $0 * circle.count / count) % circle.count] }
    }

    private static let eight = circle(8)
    private static let five = circle(5)
    /// The tips and the gaps of a star, by its turn.
    private static let turns = (0..<turnSteps).map { step in
        let turn = step * circle.count / 5 / turnSteps
        return (tips: circle(5, from: turn), gaps: circle(5, from: turn + circle.count / 10))
    }

    /// Half of what is full of ink in the middle of the smallest star, millimetres: wider than any stroke of writing.
    private static let core = 1.1
    /// Shares of a star's points that carry ink, and of the points around it that do not; and of both where tips and gaps
    /// lie in turn at one distance from the middle, which nothing else has five times.
    private static let least = (inside: 0.85, outside: 0.8, inTurn: 0.8)
    /// A star's ink is even, unlike what strokes of writing make, in parts of its middle's.
    private static let even = 0.7...1.4
    /// And of eight points of its middle so many are.
    private static let fullest = 6
    /// Places of a star's points in parts of its reach; between two tips its ink ends at 0.38.
    private static let body = (tips: [0.15, 0.35], gaps: [0.27])
    private static let inTurn = [0.55, 0.66]
    private static let around = (tips: [1.25], gaps: [0.8, 1, 1.2])

    /// The stars whose middle is not `taken`, the clearest of those that lie over each other.
    func stars(outside taken: (Double, Double) -> Bool) -> [Star] {
        let places = places(outside: taken)
        // A star is some dozens of places, and a faint map's grain is full of them.
        let every = max(1, Double(places.count) / Double(StarFinder.most))
        var found = stride(from: 0, to: Double(places.count), by: every).compactMap {
            star(at: places[Int($0)].x, places[Int($0)].y)
        }
        found.sort { $0.score > $1.score }
        var stars: [Star] = []
        for (star, _) in found
        where !stars.contains(where: { hypot($0.x - star.x, $0.y - star.y) < 1.5 * max($0.reach, star.reach) }) {
            stars.append(star)
        }
        return stars
    }

    /// Never more places than this are looked at.
    static let most = 4000

    /// Where the ink is as full and as bounded as in the middle of a star.
    func places(outside taken: (Double, Double) -> Bool) -> [Point] {
        var found: [Point] = []
        let step = max(1, Int(0.5 * map.scale))
        let eight = StarFinder.eight
        let core = StarFinder.core * map.scale
        let least = UInt8(min(255, 2 * map.noise))
        for y in stride(from: 2, to: map.ink.height - 2, by: step) {
            for x in stride(from: 2, to: map.ink.width - 2, by: step) where map.ink[x, y] > least {
                let (cx, cy) = (Double(x), Double(y))
                let isFull = eight.allSatisfy { map.value(cx + core * $0.x, cy + core * $0.y) > Double(least) }
                if isFull, isBounded(cx, cy), !taken(cx, cy) { found.append(Point(x: cx, y: cy)) }
            }
        }
        return found
    }

    /// Whether the ink around a point ends in some directions where every star has gaps, and not in others: a desk beside
    /// the paper is ink everywhere.
    private func isBounded(_ x: Double, _ y: Double) -> Bool {
        let least = map.value(x, y) / 2
        let reach = StarFinder.gap * map.scale
        let around = StarFinder.thirty
        let inked = around.count { map.value(x + reach * $0.x, y + reach * $0.y) > least }
        return (around.count / 10..<around.count * 9 / 10).contains(inked)
    }

    private static let thirty = circle(30)
    /// Millimetres from the middle at which the largest star has its gaps.
    private static let gap = 3.6

    /// How many of some points are as a star's would be.
    private struct Count {
        var met: Int
        var of: Int
        var share: Double { Double(met) / Double(of) }

        static func + (a: Count, b: Count) -> Count { Count(met: a.met + b.met, of: a.of + b.of) }
    }

    /// The size and turn that fit best at a point.
    private func star(at x: Double, _ y: Double) -> (star: Star, score: Double)? {
        // A millimetre from the middle any star is full; its typical ink is that of five points there.
        let middle = StarFinder.five.map { map.value(x + map.scale * $0.x, y + map.scale * $0.y) }.sorted()[2]
        let even = StarFinder.even.lowerBound * middle...StarFinder.even.upperBound * middle
        let core = StarFinder.core * map.scale
        let full = StarFinder.eight.count { even.contains(map.value(x + core * $0.x, y + core * $0.y)) }
        guard full >= StarFinder.fullest else { return nil }
        /// `nil` as soon as so many do not hold that the share is less than `least`.
        func share(
            _ parts: [Double], _ reach: Double, _ ways: [Point], least: Double = 0, where holds: (Double) -> Bool
        ) -> Count? {
            let of = parts.count * ways.count
            var missed = 0
            for way in ways {
                for part in parts where !holds(map.value(x + part * reach * way.x, y + part * reach * way.y)) {
                    missed += 1
                    if Double(of - missed) < least * Double(of) { return nil }
                }
            }
            return Count(met: of - missed, of: of)
        }
        var best: (star: Star, score: Double)?
        for size in StarFinder.reaches {
            let reach = size * map.scale
            for (tips, gaps) in StarFinder.turns {
                let turn = StarFinder.least.inTurn
                guard let tip = share(StarFinder.inTurn, reach, tips, least: turn, where: even.contains),
                    let gap = share(StarFinder.inTurn, reach, gaps, least: turn, where: { $0 < middle / 2 }),
                    let body = share(StarFinder.body.tips, reach, tips, where: even.contains),
                    let waist = share(StarFinder.body.gaps, reach, gaps, where: even.contains),
                    let beyond = share(StarFinder.around.tips, reach, tips, where: { $0 < middle / 2 }),
                    let between = share(StarFinder.around.gaps, reach, gaps, where: { $0 < middle / 2 })
                else { continue }
                let (inside, outside) = (tip + body + waist, gap + beyond + between)
                let score = inside.share * outside.share
                guard inside.share >= StarFinder.least.inside, outside.share >= StarFinder.least.outside,
                    score > best?.score ?? 0
                else { continue }
                best = (Star(x: x, y: y, reach: reach), score)
            }
        }
        return best
    }

    /// Rings that seals have around a star, in its reaches.
    private static let rings = stride(from: 2.3, through: 5, by: 0.1)
    /// An outer ring may show so much less than an inner one.
    private static let outer = 0.9
    /// How far a ring's middle may lie from its star's, in radii.
    private static let offMiddle = 0.08

    /// The circle around a star that meets most of a ring; `nil` when nothing of one is there.
    func ring(around star: Star) -> RingRefinement.Ring? {
        let refinement = RingRefinement(map: map)
        let measured = StarFinder.rings.map {
            refinement.measured(.circle(x: star.x, y: star.y, radius: $0 * star.reach))
        }
        // Of two rings the outer one is the seal's edge.
        guard let most = measured.map(\.support).max(), most > 0,
            let best = measured.last(where: { $0.support > StarFinder.outer * most })
        else { return nil }
        let isNear = { (ring: RingRefinement.Ring) in
            hypot(ring.ellipse.x - star.x, ring.ellipse.y - star.y) < StarFinder.offMiddle * ring.ellipse.meanRadius
        }
        if let round = refinement.round(best.ellipse), isNear(round), round.support >= best.support { return round }
        return best
    }
}
