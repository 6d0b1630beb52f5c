internal import ImageCodecs
internal import IntakeModel

/// Counts of grey levels.
struct Histogram {
    private(set) var counts = [Int](repeating: 0, count: 256)
    private(set) var total = 0

    @inline(__always)
    mutating func add(_ level: UInt8) {
        counts[Int(level)] += 1
        total += 1
    }

    /// Those of a part of a picture.
    init(_ plane: Plane<UInt8>, in region: Region) {
        self.init(PixelArea(region, width: plane.width, height: plane.height)) { area, counts in
            plane.values.withUnsafeBufferPointer { values in
                for y in area.rows {
                    let row = y * plane.width
                    // Two neighbours are often alike, and a count waits for itself: they go to different ones.
                    for x in area.columns { counts[Int(values[row + x]) + (x & 1) << 8] += 1 }
                }
            }
        }
    }

    /// Those of the brightest channel of a part of a picture in sRGB.
    init(brightestOf image: PageImage, in region: Region) {
        self.init(PixelArea(region, width: image.width, height: image.height)) { area, counts in
            image.pixels.withUnsafeBufferPointer { pixels in
                for y in area.rows {
                    var at = 3 * (y * image.width + area.columns.lowerBound)
                    for _ in area.columns {
                        let level = max(pixels[at], max(pixels[at + 1], pixels[at + 2]))
                        counts[Int(level) + (at & 1) << 8] += 1
                        at += 3
                    }
                }
            }
        }
    }

    init() {}

    private init(_ area: PixelArea, _ count: (PixelArea, UnsafeMutableBufferPointer<Int>) -> Void) {
        var halves = [Int](repeating: 0, count: 512)
        halves.withUnsafeMutableBufferPointer { count(area, $0) }
        for level in 0..<256 { counts[level] = halves[level] + halves[level + 256] }
        total = area.rows.count * area.columns.count
    }

    /// The level that so many parts of the pixels are not above.
    func level(_ part: Double) -> Double {
        var left = Int((Double(total) * part).rounded(.up))
        for (level, count) in counts.enumerated() {
            left -= count
            if left <= 0 { return Double(level) }
        }
        return 255
    }

    var mean: Double {
        guard total > 0 else { return 0 }
        return Double(counts.enumerated().reduce(0) { $0 + $1.offset * $1.element }) / Double(total)
    }

    var variance: Double {
        guard total > 0 else { return 0 }
        let middle = mean
        return counts.enumerated().reduce(0.0) {
            $0 + Double($1.element) * (Double($1.offset) - middle) * (Double($1.offset) - middle)
        } / Double(total)
    }
}
