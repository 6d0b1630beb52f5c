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
        // Down first, a whole row at a time, then across; a sample more, so that four can be read at the end.
        var mixed = [Float](repeating: 0, count: length + 1)
        tensor.withUnsafeMutableBufferPointer { out in
            picture.pixels.withUnsafeBufferPointer { pixels in
                mixed.withUnsafeMutableBufferPointer { mixed in
                    columns.withUnsafeBufferPointer { columns in
                        let line = UnsafeRawPointer(mixed.baseAddress)
                        for y in 0..<down {
                            for (number, tap) in rows[(taps * y)..<(taps * y + taps)].enumerated() {
                                let (from, weight) = (length * tap.place, tap.weight)
                                if number == 0 {
                                    for at in 0..<length { mixed[at] = Float(pixels[from + at]) * weight }
                                } else {
                                    for at in 0..<length { mixed[at] += Float(pixels[from + at]) * weight }
                                }
                            }
                            guard let line else { return }
                            for x in 0..<across {
                                var colour = SIMD4<Float>()
                                for tap in (taps * x)..<(taps * x + taps) {
                                    let at = 3 * MemoryLayout<Float>.stride * columns[tap].place
                                    colour +=
                                        line.loadUnaligned(fromByteOffset: at, as: SIMD4<Float>.self)
                                        * columns[tap].weight
                                }
                                let at = y * width + x
                                out[at] = colour.z
                                out[count + at] = colour.y
                                out[2 * count + at] = colour.x
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
        let columns = (0..<size).map { x in
            let across = (Double(x) + 0.5) * step - side / 2
            return (x: centre.x + across * cosine, y: centre.y + across * sine)
        }
        tensor.withUnsafeMutableBufferPointer { out in
            picture.pixels.withUnsafeBufferPointer { pixels in
                columns.withUnsafeBufferPointer { columns in
                    guard let target = UnsafeMutableRawPointer(out.baseAddress) else { return }
                    for y in 0..<size {
                        let down = (Double(y) + 0.5) * step - side / 2
                        let (left, below) = (down * sine, down * cosine)
                        for x in 0..<size {
                            let colour =
                                sampler.colour(
                                    pixels, Float(columns[x].x - left - 0.5), Float(columns[x].y + below - 0.5)) * unit
                            let at = 3 * (y * size + x)
                            if at + 4 <= out.count {
                                // The fourth is written over by the next.
                                target.storeBytes(
                                    of: colour, toByteOffset: MemoryLayout<Float>.stride * at, as: SIMD4<Float>.self)
                            } else {
                                for channel in 0..<3 { out[at + channel] = colour[channel] }
                            }
                        }
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

        /// Red, green, blue, and something that counts for nothing.
        @inline(__always)
        func colour(_ pixels: UnsafeBufferPointer<UInt8>, _ x: Float, _ y: Float) -> SIMD4<Float> {
            guard let start = pixels.baseAddress else { return .zero }
            let x = x < 0 ? 0 : x > right ? right : x
            let y = y < 0 ? 0 : y > bottom ? bottom : y
            let (left, top) = (Int(x), Int(y))
            let (fx, fy) = (x - Float(left), y - Float(top))
            let upper = 3 * (top * width + left)
            let lower = top + 1 < height ? upper + 3 * width : upper
            if left + 1 < width, lower + 8 <= pixels.count {
                // Three channels in one piece, with a byte of the next pixel.
                @inline(__always)
                func mixed(_ at: Int) -> SIMD4<Float> {
                    let above = Sampler.four(start + upper + at)
                    return above + (Sampler.four(start + lower + at) - above) * fy
                }
                let first = mixed(0)
                return first + (mixed(3) - first) * fx
            }
            let next = left + 1 < width ? 3 : 0
            func channel(_ at: Int) -> Float {
                let (a, b) = (Float(pixels[upper + at]), Float(pixels[upper + next + at]))
                let (c, d) = (Float(pixels[lower + at]), Float(pixels[lower + next + at]))
                return (a + (c - a) * fy) * (1 - fx) + (b + (d - b) * fy) * fx
            }
            return SIMD4(channel(0), channel(1), channel(2), 0)
        }

        @inline(__always)
        private static func four(_ place: UnsafePointer<UInt8>) -> SIMD4<Float> {
            // As one word: four bytes would be fetched one by one.
            let word = UnsafeRawPointer(place).loadUnaligned(as: UInt32.self)
            return SIMD4<Float>(SIMD4<Int32>(truncatingIfNeeded: unsafeBitCast(word, to: SIMD4<UInt8>.self)))
        }
    }
}
