internal import IntakeModel

/// 纸的末端: what a feeder adds below and beside a sheet, because it was told of a longer one, is taken off.
///
/// Drivers fill up with pure white, and so does a scanner that sees white paper as pure white. So nothing is cut but pure
/// white, and only where a known paper ends: within `tolerance` of one of the lengths of `ScanSize.papers`.
enum PaperEnd {
    /// Millimetres that a sheet may seem shorter, or longer, than its paper: it lies askew, and its last line is white.
    private static let tolerance = (short: 4.0, long: 2.0)

    static func trimmed(_ page: PageImage) -> PageImage {
        guard let dpi = page.dpi, dpi > 0, let seen = extent(page) else { return page }
        let width = length(seen.width, of: page.width, dpi)
        let height = length(seen.height, of: page.height, dpi)
        guard width < page.width || height < page.height else { return page }
        var pixels: [UInt8] = []
        pixels.reserveCapacity(width * height * page.channels)
        for y in 0..<height {
            let row = y * page.width * page.channels
            pixels.append(contentsOf: page.pixels[row..<(row + width * page.channels)])
        }
        return PageImage(width: width, height: height, channels: page.channels, dpi: page.dpi, pixels: pixels)
    }

    /// Pixels to keep of `all`, of which the first `seen` hold what is not white.
    private static func length(_ seen: Int, of all: Int, _ dpi: Double) -> Int {
        let perMillimetre = dpi / 25.4
        let papers = ScanSize.papers.flatMap { [$0.width, $0.height] }
        let end = Double(seen) / perMillimetre
        guard let paper = papers.filter({ $0 - tolerance.short <= end && end <= $0 + tolerance.long }).max() else {
            return all
        }
        return min(all, max(seen, Int((paper * perMillimetre).rounded())))
    }

    /// How far from the upper left corner anything is that is not pure white; `nil` on an empty page.
    private static func extent(_ page: PageImage) -> (width: Int, height: Int)? {
        let stride = page.width * page.channels
        var widest = 0
        var lowest = 0
        page.pixels.withUnsafeBufferPointer { pixels in
            for y in 0..<page.height {
                var at = stride
                // Only what reaches further than all lines before is looked at, and the line's first part when it does not.
                while at > widest, pixels[y * stride + at - 1] == 255 { at -= 1 }
                if at > widest {
                    widest = at
                    lowest = y + 1
                } else if lowest < y + 1, pixels[(y * stride)..<(y * stride + widest)].contains(where: { $0 != 255 }) {
                    lowest = y + 1
                }
            }
        }
        return lowest == 0 ? nil : ((widest + page.channels - 1) / page.channels, lowest)
    }
}
