internal import Foundation
public import IntakeModel

/// Scaling, turning and straightening of rasters. All coordinates are pixel centres at whole numbers.
public enum Resampling {
    /// Luminance (BT.601), one byte a pixel.
    public static func luminance(_ image: PageImage) -> Plane<UInt8> {
        guard image.channels == 3 else { return Plane(width: image.width, height: image.height, values: image.pixels) }
        var plane = Plane<UInt8>(width: image.width, height: image.height, filledWith: 0)
        plane.values.withUnsafeMutableBufferPointer { out in
            image.pixels.withUnsafeBufferPointer { pixels in
                guard var from = pixels.baseAddress else { return }
                for index in 0..<out.count {
                    let sum = 77 &* UInt32(from[0]) &+ 150 &* UInt32(from[1]) &+ 29 &* UInt32(from[2])
                    out[index] = UInt8(truncatingIfNeeded: sum &>> 8)
                    from += 3
                }
            }
        }
        return plane
    }

    /// Turned clockwise by so many quarter turns.
    public static func turned(_ image: PageImage, quarterTurns: Int) -> PageImage {
        var turned = image
        for _ in 0..<(quarterTurns & 3) {
            let source = turned
            turned = PageImage(
                width: source.height, height: source.width, channels: source.channels, dpi: source.dpi, filledWith: 0)
            for y in 0..<source.height {
                for x in 0..<source.width {
                    let to = (x * source.height + source.height - 1 - y) * source.channels
                    let at = (y * source.width + x) * source.channels
                    for c in 0..<source.channels { turned.pixels[to + c] = source.pixels[at + c] }
                }
            }
        }
        return turned
    }
}
