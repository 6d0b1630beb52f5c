internal import Foundation
internal import IntakeModel

/// 找印圈: round and oval seals on an ink map, best supported first.
struct RingFinder {
    let map: SealInkMap

    /// Ring radii that are looked for, millimetres; official seals have 15…25, estimates of scale ±20 %.
    private static let radii = stride(from: 11.0, through: 28.0, by: 1.0)
    private static let longAxes = stride(from: 16.0, through: 28.0, by: 1.5)
    private static let ratios = [0.67, 0.75]
    private static let turnSteps = 12

    /// Share of the ring that must carry ink; table rules and text are the same ink on grey pages.
    private var leastSupport: Double { map.isTotal ? 0.62 : 0.42 }
    private var leastVotes: Double { map.isTotal ? 0.30 : 0.2 }
    /// More rings than this are texture.
    private static let most = 10

    func rings(besides known: [RingRefinement.Ring]) -> [RingRefinement.Ring] {
        var edges = SealEdges(map)
        edges.remove { x, y in known.contains { $0.ellipse.reach(x, y) < 1.05 } }
        guard edges.edges.count > 100 else { return [] }
        let round = refined(circles(edges))
        var accepted = accept(round.filter { $0.support > RingFinder.sure }, after: known)
        // What lies inside a ring that is surely a seal is its own text.
        for ring in accepted.dropFirst(known.count) {
            let ellipse = ring.ellipse
            edges.remove { ellipse.reach($0, $1) < 1.05 }
        }
        // A star says where a seal's middle is, which what is left of a worn ring does not.
        let finder = StarFinder(map: map)
        let stars = finder.stars { x, y in accepted.contains { $0.ellipse.reach(x, y) < 0.45 } }
        let around = stars.compactMap { star in
            var ring = finder.ring(around: star)
            ring?.hasStar = true
            return ring
        }
        // A part of an oval resembles a circle: the doubtful ones compete. One that has a star beside its middle is none.
        let others = (round.filter { $0.support <= RingFinder.sure } + refined(ovals(edges))).filter { ring in
            !stars.contains { RingFinder.besideMiddle.contains(ring.ellipse.reach($0.x, $0.y)) }
        }
        accepted = accept(around + others, after: accepted)
        return Array(accepted.dropFirst(known.count))
    }

    private static let sure = 0.8
    /// Density of the palest ink.
    private static let palest = 4
    /// Share of its edge that a ring must show that has its star, whatever the ink.
    private static let leastWithStar = 0.45
    /// Where no ring has its star, radii from its middle; further out it may be another's that overlaps.
    private static let besideMiddle = 0.1..<0.5
    /// A circle around a star is likelier than one that meets as much elsewhere, but an oval may have that star.
    private static let starBonus = 0.1
    /// Share of its free arc that a ring shows of which others cover much and a part is worn away; it must have its star.
    private static let leastWorn = 0.28

    /// From so many edges on, half of them vote for ovals.
    private static let manyEdges = 4000

    private func circles(_ edges: SealEdges) -> [RingVotes.Candidate] {
        let votes = RingVotes(width: map.ink.width, height: map.ink.height, bin: 3)
        return RingFinder.radii.flatMap { radius in
            votes.peaks(of: .circle(x: 0, y: 0, radius: radius * map.scale), edges: edges.edges, least: leastVotes)
        }
    }

    private func ovals(_ edges: SealEdges) -> [RingVotes.Candidate] {
        guard edges.edges.count > 100, !map.isTotal || edges.edges.count < 90_000 else { return [] }
        let votes = RingVotes(width: map.ink.width, height: map.ink.height, bin: 5)
        // Many shapes are tried: of many edges every second one tells as well.
        let every = edges.edges.count < RingFinder.manyEdges ? 1 : 2
        let voting = stride(from: 0, to: edges.edges.count, by: every).map { edges.edges[$0] }
        var found: [RingVotes.Candidate] = []
        for long in RingFinder.longAxes {
            for ratio in RingFinder.ratios {
                for step in 0..<RingFinder.turnSteps {
                    let shape = SealEllipse(
                        x: 0, y: 0, long: long * map.scale, short: long * ratio * map.scale,
                        turn: Double(step) / Double(RingFinder.turnSteps) * .pi)
                    found += votes.peaks(
                        of: shape, edges: voting, share: 1 / Double(every), least: leastVotes * 1.2)
                }
            }
        }
        return found
    }

    /// The best candidates, each once, fitted to the ink.
    private func refined(_ candidates: [RingVotes.Candidate]) -> [RingRefinement.Ring] {
        var starts: [SealEllipse] = []
        for candidate in candidates.sorted(by: { $0.score > $1.score }) {
            let one = candidate.ellipse
            let known = starts.contains {
                hypot($0.x - one.x, $0.y - one.y) < 2 * map.scale
                    && abs($0.meanRadius - one.meanRadius) < 1.6 * map.scale && abs($0.b - one.b) < 2 * map.scale
            }
            if !known { starts.append(one) }
            if starts.count == 48 { break }
        }
        let refinement = RingRefinement(map: map)
        return starts.compactMap { refinement.refined($0) }.filter {
            $0.support >= min(leastSupport, RingFinder.leastWithStar) && $0.visible >= 0.4 && interiorIsWritten($0)
        }
    }

    /// Keeps the rings that own an arc of their own, the best supported first.
    private func accept(
        _ rings: [RingRefinement.Ring], after earlier: [RingRefinement.Ring]
    ) -> [RingRefinement.Ring] {
        let rings = rings.sorted { standing($0) > standing($1) }
        var accepted = earlier
        for ring in rings {
            var ring = ring
            // Of two rings around one centre the outer one is the seal's edge.
            for other in rings
            where !ring.hasStar && concentric(other, ring) && other.ellipse.meanRadius > ring.ellipse.meanRadius
                && other.support > 0.8 * ring.support
            { ring = other }
            let one = ring.ellipse
            let near = accepted.contains {
                hypot($0.ellipse.x - one.x, $0.ellipse.y - one.y)
                    < 0.45 * min($0.ellipse.meanRadius, one.meanRadius)
            }
            let own = ownSupport(ring, beside: accepted)
            ring.isWorn = own < leastSupport
            guard !near, own >= RingFinder.leastWorn else { continue }
            accepted.append(ring)
            if accepted.count == RingFinder.most { break }
        }
        return accepted
    }

    /// How well a ring stands among others, best first.
    private func standing(_ ring: RingRefinement.Ring) -> Double {
        ring.support * ring.visible + (ring.hasStar ? RingFinder.starBonus : 0)
    }

    private func concentric(_ a: RingRefinement.Ring, _ b: RingRefinement.Ring) -> Bool {
        hypot(a.ellipse.x - b.ellipse.x, a.ellipse.y - b.ellipse.y) < 0.2 * b.ellipse.meanRadius
    }

    /// Support outside the seals already found; what lies inside them or on their edge is theirs.
    private func ownSupport(_ ring: RingRefinement.Ring, beside others: [RingRefinement.Ring]) -> Double {
        var own = 0
        var free = 0
        var inside = 0
        for (k, met) in ring.arc.enumerated() {
            let at = ring.ellipse.point(Double(k) / Double(ring.arc.count) * 2 * .pi)
            guard map.contains(at.x, at.y) else { continue }
            inside += 1
            let claimed = others.contains {
                ($0.ellipse.reach(at.x, at.y) - 1) * $0.ellipse.meanRadius < 0.9 * map.scale
            }
            guard !claimed else { continue }
            free += 1
            if met { own += 1 }
        }
        // A ring that shows less than a fifth of itself outside the others is one of their parts.
        return 5 * free > inside ? Double(own) / Double(free) : 0
    }

    /// A seal is written all over, but not inked over: 2…75 % of the interior carries ink.
    private func interiorIsWritten(_ ring: RingRefinement.Ring) -> Bool {
        let ellipse = ring.ellipse
        let box = ellipse.box
        var inked = 0
        var count = 0
        // The writing is as pale as the ring, whose steps count two pixels.
        let least = UInt8(max(RingFinder.palest, min(255, map.noise + 4, Int(0.3 * ring.contrast))))
        for y in stride(from: max(0, Int(box.y)), to: min(map.ink.height, Int(box.maxY)), by: 1) {
            for x in stride(from: max(0, Int(box.x)), to: min(map.ink.width, Int(box.maxX)), by: 2)
            where ellipse.reach(Double(x), Double(y)) < 0.88 {
                count += 1
                if map.ink[x, y] > least { inked += 1 }
            }
        }
        guard count > 0 else { return false }
        let share = Double(inked) / Double(count)
        return share > 0.02 && share < (map.isTotal ? 0.75 : 0.85)
    }
}
