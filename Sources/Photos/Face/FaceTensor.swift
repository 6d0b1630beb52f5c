internal import Foundation
internal import IntakeModel

/// Pictures as the face networks want them.
enum FaceTensor {
    /// Blue, green and red planes, 0…255, the picture in the upper left corner of the frame, the rest black.
    static func planar(_ picture: PageImage, width: Int, height: Int, scale: Double) -> [Float] {
        var tensor = [Float](repeating: 0, count: 3 * width * height)
        let across = min(width, Int(Double(picture.width) * scale))
        let down = min(height, Int(Double(picture.height) * scale))
        let columns = Tap.list(across, step: 1 / scale, limit: picture.width)
        let rows = Tap.list(down, step: 1 / scale, limit: picture.height)
        let (count, length) = (width * height, 3 * picture.width)
        let taps = rows.count / max(1, down)
        // Down first, a whole row at a time, then across.
        var mixed = [Float](repeating: 0, count: length)
        tensor.withUnsafeMutableBufferPointer { out in
            picture.pixels.withUnsafeBufferPointer { pixels in
                mixed.withUnsafeMutableBufferPointer { mixed in
                    columns.withUnsafeBufferPointer { columns in
                        for y in 0..<down {
                            for (number, tap) in rows[(taps * y)..<(taps * y + taps)].enumerated() {
                                let (from, weight) = (length * tap.place, tap.weight)
                                if number == 0 {
                                    for at in 0..<length { mixed[at] = Float(pixels[from + at]) * weight }
                                } else {
                                    for at in 0..<length { mixed[at] += Float(pixels[from + at]) * weight }
                                }
                            }
                            for x in 0..<across {
                                var colour = (red: Float(0), green: Float(0), blue: Float(0))
                                for tap in (taps * x)..<(taps * x + taps) {
                                    let (from, weight) = (3 * columns[tap].place, columns[tap].weight)
                                    colour.red += mixed[from] * weight
                                    colour.green += mixed[from + 1] * weight
                                    colour.blue += mixed[from + 2] * weight
                                }
                                let at = y * width + x
                                out[at] = colour.blue
                                out[count + at] = colour.green
                                out[2 * count + at] = colour.red
                            }
                        }
                    }
                }
            }
        }
        return tensor
    }

    /// One of the neighbours that a sample is made of.
    private struct Tap {
        let place: Int
        let weight: Float

        /// Bilinear samples `step` apart, two neighbours each. Where the picture shrinks by more than two, one sample misses
        /// pixels: then there are two of them, a half of the step apart.
        static func list(_ count: Int, step: Double, limit: Int) -> [Tap] {
            let shifts = step <= 2 ? [0] : [-step / 4, step / 4]
            return (0..<count).flatMap { index in
                shifts.flatMap { shift -> [Tap] in
                    let place = max(0, min(Double(limit - 1), (Double(index) + 0.5) * step - 0.5 + shift))
                    let first = Int(place)
                    let weight = Float(place - Double(first))
                    let part = 1 / Float(shifts.count)
                    return [
                        Tap(place: first, weight: (1 - weight) * part),
                        Tap(place: min(limit - 1, first + 1), weight: weight * part),
                    ]
                }
            }
        }
    }

    /// Interleaved red, green, blue, 0…1: a square of the picture around `centre`, `side` wide, turned by `degrees`.
    static func square(_ picture: PageImage, centre: Point, side: Double, degrees: Double, size: Int) -> [Float] {
        var tensor = [Float](repeating: 0, count: 3 * size * size)
        let step = side / Double(size)
        let (cosine, sine) = (cos(degrees * .pi / 180), sin(degrees * .pi / 180))
        let sampler = Sampler(picture)
        let unit: Float = 1 / 255
        tensor.withUnsafeMutableBufferPointer { out in
            picture.pixels.withUnsafeBufferPointer { pixels in
                for y in 0..<size {
                    let down = (Double(y) + 0.5) * step - side / 2
                    for x in 0..<size {
                        let across = (Double(x) + 0.5) * step - side / 2
                        let colour =
                            sampler.colour(
                                pixels, Float(centre.x + across * cosine - down * sine - 0.5),
                                Float(centre.y + across * sine + down * cosine - 0.5))
                        let at = 3 * (y * size + x)
                        out[at] = colour.0 * unit
                        out[at + 1] = colour.1 * unit
                        out[at + 2] = colour.2 * unit
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
        /// Largest coordinates.
        private let right: Float
        private let bottom: Float

        init(_ picture: PageImage) {
            width = picture.width
            height = picture.height
            right = Float(width - 1)
            bottom = Float(height - 1)
        }

        @inline(__always)
        func colour(_ pixels: UnsafeBufferPointer<UInt8>, _ x: Float, _ y: Float) -> (Float, Float, Float) {
            guard let start = pixels.baseAddress else { return (0, 0, 0) }
            let x = x < 0 ? 0 : x > right ? right : x
            let y = y < 0 ? 0 : y > bottom ? bottom : y
            let (left, top) = (Int(x), Int(y))
            let (fx, fy) = (x - Float(left), y - Float(top))
            let upper = 3 * (top * width + left)
            let lower = top + 1 < height ? upper + 3 * width : upper
            if left + 1 < width, lower + 8 <= pixels.count {
                // Both neighbours of a row in one piece; the last two bytes count for nothing.
                let above = Sampler.eight(start + upper)
                let mixed = above + (Sampler.eight(start + lower) - above) * fy
                return (
                    mixed[0] + (mixed[3] - mixed[0]) * fx, mixed[1] + (mixed[4] - mixed[1]) * fx,
                    mixed[2] + (mixed[5] - mixed[2]) * fx
                )
            }
            let next = left + 1 < width ? 3 : 0
            func channel(_ at: Int) -> Float {
                let (a, b) = (Float(pixels[upper + at]), Float(pixels[upper + next + at]))
                let (c, d) = (Float(pixels[lower + at]), Float(pixels[lower + next + at]))
                return (a + (c - a) * fy) * (1 - fx) + (b + (d - b) * fy) * fx
            }
            return (channel(0), channel(1), channel(2))
        }

        @inline(__always)
        private static func eight(_ place: UnsafePointer<UInt8>) -> SIMD8<Float> {
            SIMD8<Float>(
                SIMD8<Int32>(
                    truncatingIfNeeded: UnsafeRawPointer(place).loadUnaligned(as: SIMD8<UInt8>.self)))
        }
    }
}
