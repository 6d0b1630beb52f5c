internal import Foundation
internal import ImageCodecs
internal import IntakeModel

/// 压到规定大小: the highest quality at which a picture stays below so many bytes.
enum SizeSearch {
    /// Below this the blocks show; a photo of 358 × 441 never needs it.
    private static let lowest = 30

    /// Sizes grow with the quality, so halving the range finds it in at most six tries; most photos need one.
    static func jpeg(
        _ image: PageImage, bytes: Int, quality: Int
    ) throws(IntakeError) -> (data: Data, quality: Int)? {
        let first = try JPEGFile.encode(image, quality: quality)
        if first.count <= bytes { return (first, quality) }
        var best: (data: Data, quality: Int)?
        var (low, high) = (lowest, quality - 1)
        while low <= high {
            let middle = (low + high + 1) / 2
            let data = try JPEGFile.encode(image, quality: middle)
            if data.count <= bytes {
                best = (data, middle)
                low = middle + 1
            } else {
                high = middle - 1
            }
        }
        return best
    }
}
