public import IntakeModel

/// 可读性: whether there is anything on a page, and whether it could be made out.
public struct Legibility: Sendable {
    /// Nothing but paper.
    public let isBlank: Bool
    /// Marks nearly everywhere, more than any paper carries bare; such a page is not blank, whatever is read on it.
    public let isCrowded: Bool
    public let quality: PageQuality

    /// Side of the squares in which contrast is measured, in parts of the page's longer side.
    private static let square = 1.0 / 60

    public init(_ page: PageOverview) {
        let small = Resampling.shrink(page.small, by: max(1, Double(max(page.small.width, page.small.height)) / 1200))
        let side = max(8, Int(Double(max(small.width, small.height)) * Legibility.square))
        var contrasts: [Int] = []
        for top in stride(from: 0, to: max(1, small.height - side + 1), by: side) {
            for left in stride(from: 0, to: max(1, small.width - side + 1), by: side) {
                var low = 255
                var high = 0
                for y in top..<min(small.height, top + side) {
                    for x in left..<min(small.width, left + side) {
                        low = min(low, Int(small[x, y]))
                        high = max(high, Int(small[x, y]))
                    }
                }
                contrasts.append(high - low)
            }
        }
        contrasts.sort()
        let noise = contrasts.isEmpty ? 0 : contrasts[contrasts.count / 4]
        // On a page that is full of marks the quieter squares are no noise, either.
        let inked = contrasts.count { $0 > max(40, min(110, 2 * noise)) }
        let strongest = contrasts.isEmpty ? 0 : contrasts[max(0, contrasts.count - 1 - contrasts.count / 50)]
        isCrowded = noise > 80
        var reasons: [String] = []
        // Fewer than one square in two hundred with ink: dust, not writing.
        isBlank = inked * 200 < contrasts.count
        if isBlank {
            reasons.append("empty")
        } else {
            if strongest < 60 { reasons.append("low-contrast") }
            // 700 pixels along a page are below 70 dpi on A4: no engine reads that.
            if max(page.width, page.height) < 700 { reasons.append("low-resolution") }
        }
        quality = PageQuality(legible: reasons.isEmpty, reasons: reasons)
    }
}
