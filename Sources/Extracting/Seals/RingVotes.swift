internal import Foundation
internal import IntakeModel

/// 圆心投票: every edge votes for the one centre that a ring of given shape would have, along its outward normal.
struct RingVotes {
    struct Candidate {
        var ellipse: SealEllipse
        /// Votes in parts of the ring's length.
        var score: Double
    }

    let width: Int
    let height: Int
    /// Pixels of the map a bin.
    let bin: Int

    /// Peaks of at least `least` of the ring's length; `edges` are so large a `share` of all.
    func peaks(of shape: SealEllipse, edges: [SealEdges.Edge], share: Double = 1, least: Double) -> [Candidate] {
        // Centres may lie outside the picture by half a radius: seals cut by its edge.
        let border = Int(shape.meanRadius / 2) / bin + 1
        let columns = width / bin + 2 * border + 2
        let rows = height / bin + 2 * border + 2
        var votes = [UInt16](repeating: 0, count: columns * rows)
        let offsets = RingVotes.offsets(of: shape)
        votes.withUnsafeMutableBufferPointer { votes in
            offsets.withUnsafeBufferPointer { offsets in
                // A division by a multiplication, exact for places below 2²⁰ / bin.
                let inverse = ((1 << 20) + bin - 1) / bin
                for edge in edges {
                    let offset = offsets[Int(edge.turn)]
                    let left = Int(edge.x) &+ offset.x &+ border &* bin
                    let top = Int(edge.y) &+ offset.y &+ border &* bin
                    guard left >= 0, top >= 0 else { continue }
                    let (x, y) = ((left &* inverse) &>> 20, (top &* inverse) &>> 20)
                    guard x < columns, y < rows else { continue }
                    votes[y &* columns &+ x] &+= 1
                }
            }
        }
        let length = shape.perimeter * share
        let wanted = UInt32(max(8, least * length))
        var found: [Candidate] = []
        votes.withUnsafeBufferPointer { votes in
            func window(_ x: Int, _ y: Int) -> UInt32 {
                let i = y * columns + x
                var sum: UInt32 = 0
                for row in [i - columns, i, i + columns] {
                    sum += UInt32(votes[row - 1]) + UInt32(votes[row]) + UInt32(votes[row + 1])
                }
                return sum
            }
            for y in 1..<(rows - 1) {
                for x in 1..<(columns - 1) where votes[y * columns + x] > 0 {
                    let i = y * columns + x
                    let own = votes[i]
                    // The window's middle carries its own share of the votes.
                    guard UInt32(own) * 9 >= wanted / 2 else { continue }
                    let sum = window(x, y)
                    guard sum >= wanted else { continue }
                    guard own >= votes[i - 1], own >= votes[i + 1], own >= votes[i - columns], own >= votes[i + columns]
                    else { continue }
                    var ellipse = shape
                    ellipse.x = (Double(x - border) + 0.5) * Double(bin)
                    ellipse.y = (Double(y - border) + 0.5) * Double(bin)
                    found.append(Candidate(ellipse: ellipse, score: Double(sum) / length))
                }
            }
        }
        return found
    }

    /// From a boundary point with a given outward direction to the centre.
    private static func offsets(of shape: SealEllipse) -> [(x: Int, y: Int)] {
        (0..<SealEdges.turns).map { turn in
            let angle = Double(turn) / Double(SealEdges.turns) * 2 * .pi
            let (nx, ny) = (cos(angle), sin(angle))
            let ux = shape.a * nx + shape.b * ny
            let uy = shape.b * nx + shape.d * ny
            let length = max(1e-9, hypot(ux, uy))
            let px = (shape.a * ux + shape.b * uy) / length
            let py = (shape.b * ux + shape.d * uy) / length
            return (Int((-px).rounded()), Int((-py).rounded()))
        }
    }
}
