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
                for index in 0..<out.count {
                    let at = 3 * index
                    let sum = 77 * Int(pixels[at]) + 150 * Int(pixels[at + 1]) + 29 * Int(pixels[at + 2])
                    out[index] = UInt8(sum >> 8)
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

    /// The same for grey or colour images.
    public static func shrink(_ image: PageImage, by factor: Double) -> PageImage {
        guard factor > 1.001 else { return image }
        let planes = (0..<image.channels).map { channel -> Plane<UInt8> in
            var plane = Plane<UInt8>(width: image.width, height: image.height, filledWith: 0)
            for index in plane.values.indices { plane.values[index] = image.pixels[image.channels * index + channel] }
            return shrink(plane, by: factor)
        }
        var out = PageImage(
            width: planes[0].width, height: planes[0].height, channels: image.channels,
            dpi: image.dpi.map { $0 / factor }, filledWith: 0)
        for (channel, plane) in planes.enumerated() {
            for index in plane.values.indices { out.pixels[image.channels * index + channel] = plane.values[index] }
        }
        return out
    }

    /// The mean of the source pixels under each target pixel; `factor` ≥ 1 is source pixels per target pixel.
    public static func shrink(_ plane: Plane<UInt8>, by factor: Double) -> Plane<UInt8> {
        guard factor > 1.001 else { return plane }
        let width = max(1, Int(Double(plane.width) / factor))
        let height = max(1, Int(Double(plane.height) / factor))
        var out = Plane<UInt8>(width: width, height: height, filledWith: 0)
        let lefts = (0...width).map { min(plane.width, Int((Double($0) * factor).rounded())) }
        let tops = (0...height).map { min(plane.height, Int((Double($0) * factor).rounded())) }
        var sums = [Int32](repeating: 0, count: width)
        out.values.withUnsafeMutableBufferPointer { target in
            plane.values.withUnsafeBufferPointer { source in
                sums.withUnsafeMutableBufferPointer { sums in
                    for y in 0..<height {
                        let top = tops[y]
                        let bottom = max(top + 1, tops[y + 1])
                        for x in 0..<width { sums[x] = 0 }
                        for sy in top..<bottom {
                            let row = sy * plane.width
                            for x in 0..<width {
                                var sum: Int32 = 0
                                for sx in lefts[x]..<max(lefts[x] + 1, lefts[x + 1]) { sum += Int32(source[row + sx]) }
                                sums[x] += sum
                            }
                        }
                        for x in 0..<width {
                            let count = Int32((bottom - top) * max(1, lefts[x + 1] - lefts[x]))
                            target[y * width + x] = UInt8(sums[x] / count)
                        }
                    }
                }
            }
        }
        return out
    }

    /// Bilinear sampling: target pixel `p` takes the source at `map(p)`; outside the source it is `fill`.
    public static func warp(
        _ plane: Plane<UInt8>, width: Int, height: Int, by map: PlaneTransform, fill: UInt8
    ) -> Plane<UInt8> {
        let image = PageImage(width: plane.width, height: plane.height, channels: 1, pixels: plane.values)
        let warped = warp(image, width: width, height: height, by: map, fill: fill)
        return Plane(width: width, height: height, values: warped.pixels)
    }

    /// The same for grey or colour images.
    public static func warp(
        _ image: PageImage, width: Int, height: Int, by map: PlaneTransform, fill: UInt8
    ) -> PageImage {
        var out = PageImage(width: width, height: height, channels: image.channels, dpi: image.dpi, filledWith: fill)
        let m = map.coefficients
        let channels = image.channels
        let rowBytes = image.width * channels
        let maxX = Double(image.width - 1)
        let maxY = Double(image.height - 1)
        out.pixels.withUnsafeMutableBufferPointer { target in
            image.pixels.withUnsafeBufferPointer { source in
                for y in 0..<height {
                    let fy = Double(y)
                    for x in 0..<width {
                        let fx = Double(x)
                        let w = 1 / (m[6] * fx + m[7] * fy + 1)
                        let sx = (m[0] * fx + m[1] * fy + m[2]) * w
                        let sy = (m[3] * fx + m[4] * fy + m[5]) * w
                        guard sx >= 0, sy >= 0, sx <= maxX, sy <= maxY else { continue }
                        let x0 = Int(sx)
                        let y0 = Int(sy)
                        let ax = Int((sx - Double(x0)) * 256)
                        let ay = Int((sy - Double(y0)) * 256)
                        let right = x0 < image.width - 1 ? channels : 0
                        let below = y0 < image.height - 1 ? rowBytes : 0
                        let at = y0 * rowBytes + x0 * channels
                        let to = (y * width + x) * channels
                        for c in 0..<channels {
                            let i = at + c
                            let upper = Int(source[i]) * (256 - ax) + Int(source[i + right]) * ax
                            let lower = Int(source[i + below]) * (256 - ax) + Int(source[i + below + right]) * ax
                            target[to + c] = UInt8((upper * (256 - ay) + lower * ay) >> 16)
                        }
                    }
                }
            }
        }
        return out
    }
}
