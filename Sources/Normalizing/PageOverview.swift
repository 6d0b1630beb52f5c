public import IntakeModel

/// 全页缩图: the luminance of a page, and a small one on which streaks, tables and blank paper are told.
public struct PageOverview: Sendable {
    public let luminance: Plane<UInt8>
    /// The longer side is `longestSide` pixels, or the page's own where that is less.
    public let small: Plane<UInt8>
    /// Pixels of the page per pixel of the small picture.
    public let factor: Double

    /// Rules of 0.2 mm on A4 are still more than a pixel wide.
    private static let longestSide = 1800.0

    public init(_ image: PageImage) {
        luminance = Resampling.luminance(image)
        factor = max(1, Double(max(image.width, image.height)) / PageOverview.longestSide)
        small = Resampling.shrink(luminance, by: factor)
    }
}
