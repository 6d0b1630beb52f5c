/// An 8-bit raster as a scanner or camera delivered it, or one derived from it.
///
/// Pixels are row-major, interleaved, `channels` bytes each, no row padding; the origin is the top-left corner,
/// x to the right, y down. One channel is luminance; three are sRGB red, green, blue.
public struct PageImage: Sendable, Equatable {
    public let width: Int
    public let height: Int
    /// 1 (luminance) or 3 (sRGB).
    public let channels: Int
    /// Dots per inch as the file states it; `nil` when it does not.
    public var dpi: Double?
    /// `width * height * channels` bytes.
    public var pixels: [UInt8]

    public init(width: Int, height: Int, channels: Int, dpi: Double? = nil, pixels: [UInt8]) {
        precondition(pixels.count == width * height * channels, "pixel count does not fit the size")
        self.width = width
        self.height = height
        self.channels = channels
        self.dpi = dpi
        self.pixels = pixels
    }

    public init(width: Int, height: Int, channels: Int, dpi: Double? = nil, filledWith value: UInt8) {
        self.init(
            width: width, height: height, channels: channels, dpi: dpi,
            pixels: [UInt8](repeating: value, count: width * height * channels))
    }

    public var bounds: Region { Region(x: 0, y: 0, width: Double(width), height: Double(height)) }

    /// What lies inside a region, and where its upper left corner is.
    public func part(_ region: Region) -> (image: PageImage, x: Int, y: Int) {
        let (left, top, right, bottom) = region.pixels(width: width, height: height)
        var kept: [UInt8] = []
        kept.reserveCapacity((right - left) * (bottom - top) * channels)
        for y in top..<bottom { kept += pixels[((y * width + left) * channels)..<((y * width + right) * channels)] }
        let image = PageImage(width: right - left, height: bottom - top, channels: channels, dpi: dpi, pixels: kept)
        return (image, left, top)
    }

    /// Left and right exchanged.
    public var mirrored: PageImage {
        var copy = self
        for y in 0..<height {
            for x in 0..<width {
                for c in 0..<channels {
                    copy.pixels[(y * width + x) * channels + c] =
                        pixels[(y * width + width - 1 - x) * channels + c]
                }
            }
        }
        return copy
    }

    /// Turned by 180°.
    public var turnedOver: PageImage {
        guard channels > 1 else {
            return PageImage(width: width, height: height, channels: 1, dpi: dpi, pixels: pixels.reversed())
        }
        var turned = self
        turned.pixels.withUnsafeMutableBufferPointer { target in
            pixels.withUnsafeBufferPointer { source in
                let count = width * height
                for index in 0..<count {
                    for channel in 0..<channels {
                        target[(count - 1 - index) * channels + channel] = source[index * channels + channel]
                    }
                }
            }
        }
        return turned
    }
}
