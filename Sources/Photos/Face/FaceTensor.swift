internal import Foundation
internal import IntakeModel

/// Pictures as the face networks want them.
enum FaceTensor {
    /// Blue, green and red planes, 0…255, the picture in the upper left corner of the frame, the rest black.
    static func planar(_ picture: PageImage, width: Int, height: Int, scale: Double) -> [Float] {
        var tensor = [Float](repeating: 0, count: 3 * width * height)
        let across = min(width, Int(Double(picture.width) * scale))
        let down = min(height, Int(Double(picture.height) * scale))
        let step = 1 / scale
        // Where the picture shrinks by more than two, one sample misses pixels: then there are four.
        let spread = step > 2 ? Float(step / 4) : 0
        let count = width * height
        tensor.withUnsafeMutableBufferPointer { out in
            let sampler = Sampler(picture)
            picture.pixels.withUnsafeBufferPointer { pixels in
                for y in 0..<down {
                    for x in 0..<across {
                        let px = Float((Double(x) + 0.5) * step - 0.5)
                        let py = Float((Double(y) + 0.5) * step - 0.5)
                        let colour =
                            spread < 0.1
                            ? sampler.colour(pixels, px, py)
                            : (sampler.colour(pixels, px - spread, py - spread)
                                + sampler.colour(pixels, px + spread, py - spread)
                                + sampler.colour(pixels, px - spread, py + spread)
                                + sampler.colour(pixels, px + spread, py + spread)) / 4
                        let at = y * width + x
                        out[at] = colour.z
                        out[count + at] = colour.y
                        out[2 * count + at] = colour.x
                    }
                }
            }
        }
        return tensor
    }

    /// Interleaved red, green, blue, 0…1: a square of the picture around `centre`, `side` wide, turned by `degrees`.
    static func square(_ picture: PageImage, centre: Point, side: Double, degrees: Double, size: Int) -> [Float] {
        var tensor = [Float](repeating: 0, count: 3 * size * size)
        let step = side / Double(size)
        let (cosine, sine) = (cos(degrees * .pi / 180), sin(degrees * .pi / 180))
        let sampler = Sampler(picture)
        tensor.withUnsafeMutableBufferPointer { out in
            picture.pixels.withUnsafeBufferPointer { pixels in
                for y in 0..<size {
                    let down = (Double(y) + 0.5) * step - side / 2
                    for x in 0..<size {
                        let across = (Double(x) + 0.5) * step - side / 2
                        let colour =
                            sampler.colour(
                                pixels, Float(centre.x + across * cosine - down * sine - 0.5),
                                Float(centre.y + across * sine + down * cosine - 0.5)) / 255
                        let at = 3 * (y * size + x)
                        out[at] = colour.x
                        out[at + 1] = colour.y
                        out[at + 2] = colour.z
                    }
                }
            }
        }
        return tensor
    }

    /// Bilinear samples of an sRGB picture, its edge pixels going on outside.
    private struct Sampler {
        let width: Int
        let height: Int

        init(_ picture: PageImage) {
            width = picture.width
            height = picture.height
        }

        @inline(__always)
        func colour(_ pixels: UnsafeBufferPointer<UInt8>, _ x: Float, _ y: Float) -> SIMD4<Float> {
            guard let start = pixels.baseAddress else { return SIMD4() }
            let x = max(0, min(Float(width - 1), x))
            let y = max(0, min(Float(height - 1), y))
            let left = Int(x)
            let top = Int(y)
            let right = min(width - 1, left + 1)
            let bottom = min(height - 1, top + 1)
            let fx = x - Float(left)
            let fy = y - Float(top)
            @inline(__always)
            func at(_ x: Int, _ y: Int) -> SIMD4<Float> {
                let place = 3 * (y * width + x)
                // Four bytes at once; the fourth is the next pixel's and counts for nothing.
                if place + 4 <= pixels.count {
                    let bytes = UnsafeRawPointer(start + place).loadUnaligned(as: SIMD4<UInt8>.self)
                    return SIMD4<Float>(SIMD4<Int32>(truncatingIfNeeded: bytes))
                }
                return SIMD4(Float(pixels[place]), Float(pixels[place + 1]), Float(pixels[place + 2]), 0)
            }
            let above = at(left, top) * (1 - fx) + at(right, top) * fx
            let below = at(left, bottom) * (1 - fx) + at(right, bottom) * fx
            return above * (1 - fy) + below * fy
        }
    }
}
