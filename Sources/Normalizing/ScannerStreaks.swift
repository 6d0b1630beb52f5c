internal import Foundation
public import IntakeModel

/// 扫描条纹: straight lines from edge to edge that dirt on the sensor draws across every page, taken out before a table
/// or a word is tied to them.
public enum ScannerStreaks {
    /// The part of the picture at either end that a streak crosses and hardly any table does.
    private static let margin = 0.03

    /// The picture without its streaks; the same picture when there are none.
    public static func removed(from image: PageImage, page: PageOverview) -> PageImage? {
        let (small, factor) = (page.small, page.factor)
        guard min(small.width, small.height) > 100 else { return nil }
        let contrast = max(4, TableFrameFinder.ridgeContrast(small) / 2)
        let ridges = RuleRidges.ridges(of: small, reaches: [3], contrast: contrast)
        let columns = places(ridges.upright, vertical: true)
        let rows = places(ridges.level, vertical: false)
        guard !columns.isEmpty || !rows.isEmpty else { return nil }
        var clean = image
        for column in columns { erase(&clean, at: Double(column) * factor, width: factor, vertical: true) }
        for row in rows { erase(&clean, at: Double(row) * factor, width: factor, vertical: false) }
        return clean
    }

    /// Columns (or rows) that carry a ridge at both ends and along most of the way.
    private static func places(_ mask: Plane<UInt8>, vertical: Bool) -> [Int] {
        let length = vertical ? mask.height : mask.width
        let count = vertical ? mask.width : mask.height
        let end = max(4, Int(Double(length) * margin))
        var found: [Int] = []
        for place in 2..<(count - 2) {
            func covered(_ range: Range<Int>) -> Double {
                var hits = 0
                for along in range {
                    for side in -1...1 where (vertical ? mask[place + side, along] : mask[along, place + side]) != 0 {
                        hits += 1
                        break
                    }
                }
                return Double(hits) / Double(range.count)
            }
            guard covered(0..<end) > 0.75, covered((length - end)..<length) > 0.75, covered(0..<length) > 0.7 else {
                continue
            }
            if let last = found.last, place - last <= 3 { continue }
            found.append(place + 1)
        }
        // More than a few are no streaks but a pattern.
        return found.count <= 8 ? found : []
    }

    /// Puts the mean of both sides over the line.
    private static func erase(_ image: inout PageImage, at place: Double, width: Double, vertical: Bool) {
        let half = Int((2.5 * max(1, width)).rounded(.up))
        let count = vertical ? image.width : image.height
        let length = vertical ? image.height : image.width
        let from = Int(place) - half
        let to = Int(place) + half
        guard from > 0, to < count - 1 else { return }
        let step = vertical ? image.channels : image.width * image.channels
        let along = vertical ? image.width * image.channels : image.channels
        image.pixels.withUnsafeMutableBufferPointer { pixels in
            for position in 0..<length {
                for channel in 0..<image.channels {
                    let row = position * along + channel
                    let left = Int(pixels[row + (from - 1) * step])
                    let right = Int(pixels[row + (to + 1) * step])
                    let lightest = max(left, right)
                    for offset in from...to {
                        // Ink that crosses the streak is darker than both and stays.
                        let at = row + offset * step
                        if Int(pixels[at]) > lightest - 70 { pixels[at] = UInt8((left + right) / 2) }
                    }
                }
            }
        }
    }
}
