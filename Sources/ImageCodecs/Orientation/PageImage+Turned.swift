public import IntakeModel

extension PageImage {
    /// The picture that an EXIF orientation describes, upright.
    public func turned(_ orientation: Int) -> PageImage {
        guard (2...8).contains(orientation) else { return self }
        let swaps = orientation > 4
        var out = PageImage(
            width: swaps ? height : width, height: swaps ? width : height, channels: channels, dpi: dpi, filledWith: 0)
        let (w, h, channels, columns) = (width, height, channels, out.width)
        out.pixels.withUnsafeMutableBufferPointer { target in
            pixels.withUnsafeBufferPointer { source in
                for y in 0..<(target.count / (columns * channels)) {
                    for x in 0..<columns {
                        let (sx, sy): (Int, Int) =
                            switch orientation {
                            case 2: (w - 1 - x, y)
                            case 3: (w - 1 - x, h - 1 - y)
                            case 4: (x, h - 1 - y)
                            case 5: (y, x)
                            case 6: (y, h - 1 - x)
                            case 7: (w - 1 - y, h - 1 - x)
                            default: (w - 1 - y, x)
                            }
                        for channel in 0..<channels {
                            target[(y * columns + x) * channels + channel] = source[(sy * w + sx) * channels + channel]
                        }
                    }
                }
            }
        }
        return out
    }
}
