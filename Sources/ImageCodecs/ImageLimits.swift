/// What a decoder refuses before it allocates anything.
public struct ImageLimits: Sendable {
    /// Pixels of one page. 200 megapixels is an A3 page at 1,000 dpi.
    public var pixels: Int
    /// Pixels of a page in a format that is decoded whole before it can be reduced: A3 at 600 dpi.
    public var wholePixels: Int { min(pixels, 80_000_000) }
    /// Bytes of one file.
    public var bytes: Int
    /// Either side, in pixels: longer strips are not paper.
    public var side: Int
    /// Pages of one file.
    public var pages: Int

    public init(pixels: Int = 200_000_000, bytes: Int = 64 << 20, side: Int = 30_000, pages: Int = 500) {
        self.pixels = pixels
        self.bytes = bytes
        self.side = side
        self.pages = pages
    }

    public static let standard = ImageLimits()
}
