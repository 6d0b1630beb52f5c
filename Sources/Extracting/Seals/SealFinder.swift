internal import Foundation
internal import IntakeModel
internal import IntakeResources
internal import Normalizing

/// 找公章: round seals on the map of red ink, by their ring, near the places where the form wants them.
struct SealFinder {
    /// Steps around the ring in which ink is looked for.
    private static let directions = 90
    /// Share of the ring that must carry ink.
    private static let leastSupport = 0.45
    /// Pixels of the working map per seal radius.
    private static let workingRadius = 40.0

    static func seals(
        on sheet: InkSheet, template: FormTemplate, reader: SealReader
    ) throws(IntakeError) -> [OfficialSeal] {
        guard sheet.inks.hasRed else { return [] }
        let table = sheet.paper.table
        let perMillimetre = table.width / template.tableWidth
        let round = template.seals.filter { $0.shape == .round }
        guard let diameter = round.map({ $0.size[0] }).max() else { return [] }
        let factor = max(1, diameter / 2 * perMillimetre / workingRadius)
        let map = Resampling.shrink(sheet.inks.red, by: factor)
        let expected = diameter / 2 * perMillimetre / factor
        let threshold = inkThreshold(map)
        var circles = rings(mask(map, above: threshold), expected: expected)
        // Seals of one page differ in strength: what the first cut left out is looked for again at a lower one.
        for ring in rings(mask(map, above: max(12, threshold * 2 / 5)), expected: expected)
        where !circles.contains(where: { hypot($0.x - ring.x, $0.y - ring.y) < expected * 0.9 }) {
            circles.append(ring)
        }
        var found: [OfficialSeal] = []
        var boxes: [Region] = []
        for ring in circles {
            let center = Point(x: (ring.x + 0.5) * factor, y: (ring.y + 0.5) * factor)
            let radius = ring.radius * factor
            let box = Region(x: center.x - radius, y: center.y - radius, width: 2 * radius, height: 2 * radius)
            let place = Point(
                x: (center.x - table.x) / table.width * template.tableWidth,
                y: (center.y - table.y) / table.height * template.tableHeight)
            boxes.append(box)
            let text = try reader.read(on: sheet, center: center, radius: radius)
            found.append(
                OfficialSeal(
                    role: role(at: place, radius: diameter / 2, among: round),
                    text: text.map { $0.ring + $0.inner },
                    confidence: text.map { min(0.85, $0.confidence) } ?? min(0.99, ring.support),
                    region: sheet.fileRegion(box), shape: .round))
        }
        return try found + NameStampFinder(lines: reader.lines).stamps(on: sheet, template: template, rings: boxes)
    }

    private static func mask(_ map: Plane<UInt8>, above threshold: UInt8) -> Plane<UInt8> {
        Plane(width: map.width, height: map.height, values: map.values.map { $0 > threshold ? 1 : 0 })
    }

    /// The place that holds the centre, or the nearest one within a seal's radius.
    private static func role(at point: Point, radius: Double, among places: [SealPlace]) -> SealRole {
        func away(_ area: Region) -> Double {
            hypot(
                max(0, max(area.x - point.x, point.x - area.maxX)), max(0, max(area.y - point.y, point.y - area.maxY)))
        }
        guard let nearest = places.min(by: { away($0.rectangle) < away($1.rectangle) }),
            away(nearest.rectangle) < radius
        else { return .other }
        return nearest.role
    }

    /// Between the paper's noise and the ink: Otsu on the map's values above its median.
    private static func inkThreshold(_ map: Plane<UInt8>) -> UInt8 {
        var histogram = [Int](repeating: 0, count: 256)
        for value in map.values where value > 6 { histogram[Int(value)] += 1 }
        let total = histogram.reduce(0, +)
        guard total > 0 else { return 40 }
        var left = total * 6 / 10
        var bin = 7
        while bin < 255 {
            left -= histogram[bin]
            if left < 0 { break }
            bin += 1
        }
        return UInt8(max(18, min(90, bin / 2)))
    }

    struct Ring {
        var x: Double
        var y: Double
        var radius: Double
        var support: Double
    }

    /// Circles of 0.7…1.35 times the expected radius; the best supported first, overlapping ones dropped.
    static func rings(_ mask: Plane<UInt8>, expected: Double) -> [Ring] {
        let least = Int(expected * 0.7)
        let most = Int(expected * 1.35)
        guard least >= 6, mask.width > 2 * least, mask.height > 2 * least else { return [] }
        // Votes on a half-size grid: every edge pixel votes along its gradient.
        let width = mask.width / 2 + 1
        let height = mask.height / 2 + 1
        var votes = [Float](repeating: 0, count: width * height)
        for y in 1..<(mask.height - 1) {
            for x in 1..<(mask.width - 1) {
                let gx = Double(sobel(mask, x, y, dx: 1))
                let gy = Double(sobel(mask, x, y, dx: 0))
                let length = hypot(gx, gy)
                guard length > 1 else { continue }
                for radius in least...most {
                    for side in [-1.0, 1.0] {
                        let cx = Int((Double(x) + side * gx / length * Double(radius)) / 2)
                        let cy = Int((Double(y) + side * gy / length * Double(radius)) / 2)
                        if cx >= 0, cy >= 0, cx < width, cy < height { votes[cy * width + cx] += 1 }
                    }
                }
            }
        }
        var smooth = votes
        for y in 1..<(height - 1) {
            for x in 1..<(width - 1) {
                var sum: Float = 0
                for dy in -1...1 { for dx in -1...1 { sum += votes[(y + dy) * width + x + dx] } }
                smooth[y * width + x] = sum
            }
        }
        var found: [Ring] = []
        let order = smooth.indices.sorted { smooth[$0] > smooth[$1] }.prefix(400)
        for index in order {
            let x = Double(index % width) * 2
            let y = Double(index / width) * 2
            if found.contains(where: { hypot($0.x - x, $0.y - y) < expected * 0.9 }) { continue }
            guard let ring = refine(mask, x: x, y: y, least: least, most: most), ring.support >= leastSupport else {
                continue
            }
            if found.contains(where: { hypot($0.x - ring.x, $0.y - ring.y) < expected * 0.9 }) { continue }
            found.append(ring)
            if found.count == 8 { break }
        }
        return found
    }

    private static func sobel(_ mask: Plane<UInt8>, _ x: Int, _ y: Int, dx: Int) -> Int {
        func at(_ ox: Int, _ oy: Int) -> Int { Int(mask[x + ox, y + oy]) }
        return dx == 1
            ? at(1, -1) + 2 * at(1, 0) + at(1, 1) - at(-1, -1) - 2 * at(-1, 0) - at(-1, 1)
            : at(-1, 1) + 2 * at(0, 1) + at(1, 1) - at(-1, -1) - 2 * at(0, -1) - at(1, -1)
    }

    /// The centre and radius near a vote whose outermost ring carries most ink.
    private static func refine(_ mask: Plane<UInt8>, x: Double, y: Double, least: Int, most: Int) -> Ring? {
        // Coarse steps first, then fine ones around the best.
        var best = Ring(x: x, y: y, radius: Double(least + most) / 2, support: 0)
        for (reach, step) in [(4.0, 2.0), (1.0, 1.0)] {
            let center = best
            let radii =
                reach > 1
                ? stride(from: Double(least), through: Double(most), by: step)
                : stride(from: center.radius - 2, through: center.radius + 2, by: step)
            for dy in stride(from: -reach, through: reach, by: step) {
                for dx in stride(from: -reach, through: reach, by: step) {
                    for radius in radii {
                        let support = ringSupport(mask, x: center.x + dx, y: center.y + dy, radius: radius)
                        guard support > best.support else { continue }
                        // Outside the ring there is paper: text inside a seal is no ring.
                        let outside = ringSupport(mask, x: center.x + dx, y: center.y + dy, radius: radius + 4)
                        let score = support - 0.5 * outside
                        if score > best.support {
                            best = Ring(x: center.x + dx, y: center.y + dy, radius: radius, support: score)
                        }
                    }
                }
            }
        }
        return best.support > 0 ? best : nil
    }

    private static func ringSupport(_ mask: Plane<UInt8>, x: Double, y: Double, radius: Double) -> Double {
        var hits = 0
        for (cosine, sine) in table {
            var hit = false
            for offset in [0.0, -1, 1] {
                // Nearest pixel; coordinates below zero are outside anyway.
                let px = Int(x + cosine * (radius + offset) + 0.5)
                let py = Int(y + sine * (radius + offset) + 0.5)
                if px >= 0, py >= 0, px < mask.width, py < mask.height, mask[px, py] != 0 {
                    hit = true
                    break
                }
            }
            if hit { hits += 1 }
        }
        return Double(hits) / Double(directions)
    }

    private static let table: [(Double, Double)] = (0..<directions).map {
        let angle = 2 * Double.pi * Double($0) / Double(directions)
        return (cos(angle), sin(angle))
    }
}
