internal import Foundation
internal import IntakeModel

/// 展开印圈: the ring as a straight strip, in arc length along a curve parallel to the edge.
struct RingUnwrapping {
    /// Places the full turn is divided into.
    static let columns = 512

    let ellipse: SealEllipse
    /// Half of the short axis, pixels: the measure of all depths.
    let radius: Double
    private let places: [(x: Double, y: Double, nx: Double, ny: Double)]
    /// Length of the curve at the usual depth of text, pixels.
    let length: Double

    var isOval: Bool { ellipse.axes.short < 0.88 * ellipse.axes.long }

    /// Column 0 is the foot of the page's side; columns run clockwise.
    init(_ ellipse: SealEllipse) {
        self.ellipse = ellipse
        radius = ellipse.axes.short
        let depth = 0.22 * radius
        let count = 4 * RingUnwrapping.columns
        var lengths = [0.0]
        var points: [(x: Double, y: Double, nx: Double, ny: Double)] = []
        for k in 0...count {
            let at = ellipse.point(.pi / 2 + Double(k) / Double(count) * 2 * .pi)
            points.append(at)
            guard k > 0 else { continue }
            let before = points[k - 1]
            lengths.append(
                lengths[k - 1]
                    + hypot(
                        at.x - depth * at.nx - before.x + depth * before.nx,
                        at.y - depth * at.ny - before.y + depth * before.ny))
        }
        let total = lengths[count]
        length = total
        var found: [(x: Double, y: Double, nx: Double, ny: Double)] = []
        var k = 0
        for column in 0..<RingUnwrapping.columns {
            let wanted = total * Double(column) / Double(RingUnwrapping.columns)
            while k < count - 1, lengths[k + 1] < wanted { k += 1 }
            found.append(points[k])
        }
        places = found
    }

    /// Boundary point and outward normal at a column, which may be fractional and beyond one turn.
    @inline(__always)
    func place(_ column: Double) -> (x: Double, y: Double, nx: Double, ny: Double) {
        let floor = column.rounded(.down)
        let part = column - floor
        let count = RingUnwrapping.columns
        let i = ((Int(floor) % count) + count) % count
        let (a, b) = (places[i], places[(i + 1) % count])
        return (
            a.x + (b.x - a.x) * part, a.y + (b.y - a.y) * part, a.nx + (b.nx - a.nx) * part,
            a.ny + (b.ny - a.ny) * part
        )
    }

    /// The strip between two columns and two depths (in radii); `flipped` reads with the tops towards the centre.
    func strip(
        of picture: SealPicture, from: Double, to: Double, outer: Double, inner: Double, stretch: Double,
        flipped: Bool = false
    ) -> PageImage {
        let height = 48
        let band = (inner - outer) * radius
        let along = (to - from) / Double(RingUnwrapping.columns) * length
        let width = max(24, min(3000, Int(along / band * Double(height) * stretch)))
        var strip = PageImage(width: width, height: height, channels: 1, filledWith: 255)
        for x in 0..<width {
            let part = (Double(x) + 0.5) / Double(width)
            let at = place(flipped ? to - (to - from) * part : from + (to - from) * part)
            for y in 0..<height {
                let row = (Double(y) + 0.5) / Double(height)
                let depth = (flipped ? inner - (inner - outer) * row : outer + (inner - outer) * row) * radius
                strip.pixels[y * width + x] = UInt8(
                    255 - picture.ink(at.x - depth * at.nx, at.y - depth * at.ny))
            }
        }
        return strip
    }
}
