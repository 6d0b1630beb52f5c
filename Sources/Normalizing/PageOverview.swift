public import IntakeModel

/// 全页缩图: a small luminance of a page, on which streaks, tables and blank paper are told, and that of its parts.
public struct PageOverview: Sendable {
    /// Of the page, in pixels.
    public let width: Int
    public let height: Int
    /// The longer side is `longestSide` pixels, or the page's own where that is less.
    public let small: Plane<UInt8>
    /// Pixels of the page per pixel of the small picture.
    public let factor: Double
    private let image: PageImage

    /// Rules of 0.2 mm on A4 are still more than a pixel wide.
    private static let longestSide = 1800.0

    public init(_ image: PageImage) {
        self.image = image
        width = image.width
        height = image.height
        factor = max(1, Double(max(image.width, image.height)) / PageOverview.longestSide)
        small = Resampling.shrink(Resampling.luminance(image), by: factor)
    }

    /// Luminance of a part of the page, and where its upper left corner is. That of a whole page is not kept: it is large, and
    /// hardly asked for.
    func luminance(_ region: Region) -> (plane: Plane<UInt8>, x: Int, y: Int) {
        let part = image.part(region)
        return (Resampling.luminance(part.image), part.x, part.y)
    }
}
