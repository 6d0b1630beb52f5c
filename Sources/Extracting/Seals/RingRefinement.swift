internal import Foundation
internal import IntakeModel

/// 印圈精修: fits an ellipse to the outer edge of a ring and says how much of it is there.
struct RingRefinement {
    let map: SealInkMap

    static let directions = 144

    /// How a fitted ring looks in every direction.
    struct Ring {
        var ellipse: SealEllipse
        /// Share of the directions on the picture in which the ring's edge was met.
        var support: Double
        /// Share of the directions that lie on the picture.
        var visible: Double
        /// Typical step of density at the edge.
        var contrast: Double
        /// Directions with an edge.
        var arc: [Bool]
        /// Outside of other seals little of it is there: only its star tells that it is one.
        var isWorn = false
        /// It was found around its star.
        var hasStar = false
    }

    /// Gauss–Newton on five parameters; the window shrinks from 2 to 0.8 mm. `nil` when the fit runs away.
    func refined(_ start: SealEllipse) -> Ring? {
        let free = fitted(start, isRound: false).map(measured)
        // What is left of a worn ring bends an ellipse to whatever stands in the gap: there a circle that meets as much
        // of it is the likelier shape.
        guard !start.isOval, (free?.support ?? 0) < RingRefinement.whole,
            let round = round(start), round.support >= (free?.support ?? 0)
        else { return free }
        return round
    }

    /// Share of its edge from which on a ring gives its shape away.
    private static let whole = 0.7

    /// The same with a circle.
    func round(_ start: SealEllipse) -> Ring? { fitted(start, isRound: true).map(measured) }

    private func fitted(_ start: SealEllipse, isRound: Bool) -> SealEllipse? {
        var ellipse = start
        for (window, free) in [(2.4, false), (1.6, true), (1.0, true), (0.8, true)] {
            guard let next = step(ellipse, window: window * map.scale, shape: free && !isRound) else { return nil }
            ellipse = next
            let (long, short, _) = ellipse.axes
            guard short > 8 * map.scale, long < 32 * map.scale, short > 0.55 * long,
                hypot(ellipse.x - start.x, ellipse.y - start.y) < 4 * map.scale
            else { return nil }
        }
        return ellipse
    }

    /// The steepest rise of ink, coming from outside, near the boundary in one direction: offset along the normal.
    private func edge(
        _ at: (x: Double, y: Double, nx: Double, ny: Double), window: Double
    ) -> (offset: Double, rise: Double)? {
        var best: (offset: Double, rise: Double)?
        let step = 0.5
        let count = Int(window / step)
        var previous = map.value(at.x + at.nx * (window + 1), at.y + at.ny * (window + 1))
        var before = map.value(at.x + at.nx * (window + 0.5), at.y + at.ny * (window + 0.5))
        for k in stride(from: count, through: -count, by: -1) {
            let offset = Double(k) * step
            let value = map.value(at.x + at.nx * (offset - 0.5), at.y + at.ny * (offset - 0.5))
            let mid = map.value(at.x + at.nx * offset, at.y + at.ny * offset)
            // Difference over two pixels, around the offset.
            let rise = value + mid - before - previous
            previous = before
            before = mid
            let weighted = rise * (1 - 0.35 * abs(offset) / (window + 1e-9))
            if weighted > (best?.rise ?? Double(map.noise)) { best = (offset + 0.25, weighted) }
        }
        return best
    }

    private func step(_ ellipse: SealEllipse, window: Double, shape: Bool) -> SealEllipse? {
        var normal = [[Double]](repeating: [Double](repeating: 0, count: 6), count: 5)
        var used = 0
        var inside = 0
        for k in 0..<RingRefinement.directions {
            let phi = Double(k) / Double(RingRefinement.directions) * 2 * .pi
            let at = ellipse.point(phi)
            guard map.contains(at.x, at.y) else { continue }
            inside += 1
            guard let (offset, rise) = edge(at, window: window) else { continue }
            used += 1
            let (c, s) = (cos(phi), sin(phi))
            // Displacement along the normal: centre, then the three entries of M; circles first grow only.
            let row =
                shape
                ? [at.nx, at.ny, at.nx * c, at.nx * s + at.ny * c, at.ny * s]
                : [at.nx, at.ny, at.nx * c + at.ny * s, 0, 0]
            let far = offset / (0.5 * window)
            let weight = min(2, rise / Double(4 * map.noise)) / (1 + far * far)
            for i in 0..<5 {
                for j in 0..<5 { normal[i][j] += weight * row[i] * row[j] }
                normal[i][5] += weight * row[i] * offset
            }
        }
        guard inside > RingRefinement.directions / 3, used > inside / 4 else { return nil }
        // A touch of damping keeps half rings from running away.
        let damping = shape ? 0.02 * Double(used) : 0.001 * Double(used)
        for i in 0..<5 { normal[i][i] += i < 2 ? 1e-6 : damping + 1e-6 }
        guard let delta = RingRefinement.solve(normal) else { return nil }
        var next = ellipse
        next.x += delta[0]
        next.y += delta[1]
        next.a += delta[2]
        next.b += shape ? delta[3] : 0
        next.d += shape ? delta[4] : delta[2]
        return next
    }

    /// A ring is met where most of its neighbourhood is met as well: text near a circle gives scattered edges only.
    func measured(_ ellipse: SealEllipse) -> Ring {
        let count = RingRefinement.directions
        var rises = [Double](repeating: 0, count: count)
        var visible = [Bool](repeating: false, count: count)
        for k in 0..<count {
            let at = ellipse.point(Double(k) / Double(count) * 2 * .pi)
            guard map.contains(at.x, at.y) else { continue }
            visible[k] = true
            guard let found = edge(at, window: 0.8 * map.scale), abs(found.offset) < 0.45 * map.scale else { continue }
            rises[k] = found.rise
        }
        let inside = visible.count(where: { $0 })
        let sorted = rises.sorted()
        let strong = sorted[count * 7 / 10]
        let least = max(Double(map.noise), strong * 0.2)
        let hits = rises.map { $0 >= least }
        let reach = 8
        let arc = (0..<count).map { k -> Bool in
            var met = 0
            var seen = 0
            for step in -reach...reach {
                let i = (k + step + count) % count
                guard visible[i] else { continue }
                seen += 1
                if hits[i] { met += 1 }
            }
            return visible[k] && seen > reach && Double(met) >= RingRefinement.density * Double(seen)
        }
        let support = inside == 0 ? 0 : Double(arc.count(where: { $0 })) / Double(inside)
        return Ring(
            ellipse: ellipse, support: support, visible: Double(inside) / Double(count), contrast: strong, arc: arc)
    }

    /// Share of the neighbouring directions (±20°) that must be met.
    private static let density = 0.62

    /// Gaussian elimination of five equations.
    private static func solve(_ matrix: [[Double]]) -> [Double]? {
        var rows = matrix
        let count = rows.count
        for pivot in 0..<count {
            guard let best = (pivot..<count).max(by: { abs(rows[$0][pivot]) < abs(rows[$1][pivot]) }),
                abs(rows[best][pivot]) > 1e-9
            else { return nil }
            rows.swapAt(pivot, best)
            for row in 0..<count where row != pivot {
                let factor = rows[row][pivot] / rows[pivot][pivot]
                for column in pivot...count { rows[row][column] -= factor * rows[pivot][column] }
            }
        }
        return (0..<count).map { rows[$0][count] / rows[$0][$0] }
    }
}
