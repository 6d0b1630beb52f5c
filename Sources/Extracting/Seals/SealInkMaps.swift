internal import Foundation
internal import IntakeModel
internal import Normalizing

/// The two maps on which seals are looked for, made in one pass over the page.
///
/// Red ink is OD_G − 1.15 OD_R: both fade together with the light, black ink cancels out and so does, by the 0.15, most
/// of its coloured fringe. The unmixed red map of `InkSeparation` is not used: it divides by how pure the page's red
/// ink is, which on pages without red multiplies the fringes of black text.
struct SealInkMaps {
    /// `nil` on grey pages and where nothing is red.
    let red: SealInkMap?
    let total: SealInkMap
    /// Which inks are brown; `nil` on grey pages.
    let hue: InkHue?

    /// Three pixels a millimetre keep a ring of 1 mm and blur the text inside it.
    private static let pixelsPerMillimetre = 3.0
    /// Paper is told from ink in squares of this many pixels of the map, 8 mm.
    private static let cell = 24
    /// The least share of the page that is red, 0.01 %: a name stamp has three times as much.
    private static let leastRed = 0.0001

    init(_ sheet: SealSheet) {
        let image = sheet.paper.image
        let factor = max(1, sheet.pixelsPerMillimetre / SealInkMaps.pixelsPerMillimetre)
        let scale = sheet.pixelsPerMillimetre / factor
        let planes = SealInkMaps.shrunk(image, by: factor)
        let densities = planes.map { SealInkMaps.density($0) }
        let darkest = densities[densities.count > 1 ? 1 : 0]
        total = SealInkMap(
            ink: darkest, factor: factor, scale: scale, noise: SealInkMap.noise(of: darkest), isTotal: true)
        guard densities.count == 3 else {
            red = nil
            hue = nil
            return
        }
        hue = InkHue(red: densities[0], green: densities[1], blue: densities[2])
        var plane = densities[1]
        var inked = 0
        for index in plane.values.indices {
            let value = Int(plane.values[index]) - Int(densities[0].values[index]) * 115 / 100
            plane.values[index] = UInt8(max(0, value))
            if value > 14 { inked += 1 }
        }
        let enough = Double(inked) > SealInkMaps.leastRed * Double(plane.values.count)
        red =
            enough
            ? SealInkMap(
                ink: plane, factor: factor, scale: scale, noise: max(8, SealInkMap.noise(of: plane)), isTotal: false)
            : nil
    }

    /// The page's channels, each pixel the mean of what it covers.
    private static func shrunk(_ image: PageImage, by factor: Double) -> [Plane<UInt8>] {
        let small = Resampling.shrink(image, by: factor)
        let channels = small.channels
        return (0..<channels).map { channel in
            var plane = Plane<UInt8>(width: small.width, height: small.height, filledWith: 255)
            plane.values.withUnsafeMutableBufferPointer { out in
                small.pixels.withUnsafeBufferPointer { pixels in
                    for index in 0..<out.count { out[index] = pixels[channels &* index &+ channel] }
                }
            }
            return plane
        }
    }

    /// Density against the paper around, 170 for OD 1.
    private static func density(_ plane: Plane<UInt8>) -> Plane<UInt8> {
        let columns = (plane.width + cell - 1) / cell
        let rows = (plane.height + cell - 1) / cell
        var papers = [Double](repeating: 255, count: columns * rows)
        for row in 0..<rows {
            for column in 0..<columns {
                var values: [UInt8] = []
                for y in stride(from: row * cell, to: min(plane.height, (row + 1) * cell), by: 2) {
                    for x in stride(from: column * cell, to: min(plane.width, (column + 1) * cell), by: 2) {
                        values.append(plane[x, y])
                    }
                }
                values.sort()
                papers[row * columns + column] = Double(values[values.count * 3 / 4])
            }
        }
        // Squares full of ink take the tone of lighter neighbours.
        let own = papers
        for row in 0..<rows {
            for column in 0..<columns {
                var near: [Double] = []
                for y in max(0, row - 1)...min(rows - 1, row + 1) {
                    for x in max(0, column - 1)...min(columns - 1, column + 1) { near.append(own[y * columns + x]) }
                }
                near.sort()
                papers[row * columns + column] = near[near.count * 2 / 3]
            }
        }
        let logs = (0..<256).map { 170 * log(Double($0) + 6) }
        var out = plane
        var line = [Double](repeating: 0, count: columns)
        for y in 0..<plane.height {
            let gy = min(Double(rows - 1), max(0, (Double(y) + 0.5) / Double(cell) - 0.5))
            let (y0, fy) = (Int(gy), gy - gy.rounded(.down))
            for column in 0..<columns {
                let upper = papers[y0 * columns + column]
                let lower = papers[min(rows - 1, y0 + 1) * columns + column]
                line[column] = 170 * log(upper + (lower - upper) * fy + 6)
            }
            for x in 0..<plane.width {
                let gx = min(Double(columns - 1), max(0, (Double(x) + 0.5) / Double(cell) - 0.5))
                let x0 = Int(gx)
                let paper = line[x0] + (line[min(columns - 1, x0 + 1)] - line[x0]) * (gx - Double(x0))
                out.values[y * plane.width + x] = UInt8(
                    max(0, min(255, paper - logs[Int(plane.values[y * plane.width + x])])))
            }
        }
        return out
    }
}
