internal import Foundation
internal import IntakeModel

/// Thinned edges of an ink map, with the direction that leads out of the ink.
struct SealEdges {
    /// Directions the full turn is divided into; 2.8° each, 1 mm at a seal's radius.
    static let turns = 128

    struct Edge {
        var x: Int16
        var y: Int16
        /// Outward direction, 0 ..< turns, clockwise from the x axis (y points down).
        var turn: UInt8
    }

    private(set) var edges: [Edge] = []

    /// Never more than this many: pages full of red texture are thinned at random places.
    private static let most = 120_000

    init(_ map: SealInkMap) {
        let ink = map.ink
        let (width, height) = (ink.width, ink.height)
        guard width > 4, height > 4 else { return }
        // A Sobel sum of an edge of `noise` levels is four times that.
        let least = Int32(map.noise * 4)
        var gradient = [Int32](repeating: 0, count: width * height)
        var dx = [Int16](repeating: 0, count: width * height)
        var dy = [Int16](repeating: 0, count: width * height)
        ink.values.withUnsafeBufferPointer { v in
            for y in 1..<(height - 1) {
                for x in 1..<(width - 1) {
                    let i = y * width + x
                    let a = Int32(v[i - width - 1])
                    let b = Int32(v[i - width])
                    let c = Int32(v[i - width + 1])
                    let d = Int32(v[i - 1])
                    let e = Int32(v[i + 1])
                    let f = Int32(v[i + width - 1])
                    let g = Int32(v[i + width])
                    let h = Int32(v[i + width + 1])
                    let gx = c + 2 * e + h - a - 2 * d - f
                    let gy = f + 2 * g + h - a - 2 * b - c
                    dx[i] = Int16(gx)
                    dy[i] = Int16(gy)
                    gradient[i] = gx * gx + gy * gy
                }
            }
        }
        let cut = least * least
        for y in 2..<(height - 2) {
            for x in 2..<(width - 2) {
                let i = y * width + x
                let g = gradient[i]
                guard g > cut else { continue }
                let (gx, gy) = (Int(dx[i]), Int(dy[i]))
                let step: Int
                if 2 * abs(gy) < abs(gx) {
                    step = 1
                } else if 2 * abs(gx) < abs(gy) {
                    step = width
                } else {
                    step = (gx > 0) == (gy > 0) ? width + 1 : width - 1
                }
                guard g >= gradient[i - step], g > gradient[i + step] else { continue }
                let angle = atan2(Double(-gy), Double(-gx))
                let turn = Int((angle / (2 * .pi) * Double(SealEdges.turns)).rounded()) & (SealEdges.turns - 1)
                edges.append(Edge(x: Int16(truncatingIfNeeded: x), y: Int16(truncatingIfNeeded: y), turn: UInt8(turn)))
            }
        }
        if edges.count > SealEdges.most {
            let every = Double(edges.count) / Double(SealEdges.most)
            edges = (0..<SealEdges.most).map { edges[Int(Double($0) * every)] }
        }
    }

    /// Without the edges for which `drop` holds.
    mutating func remove(where drop: (Double, Double) -> Bool) {
        edges.removeAll { drop(Double($0.x), Double($0.y)) }
    }
}
