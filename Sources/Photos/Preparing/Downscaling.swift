internal import Foundation
internal import IntakeModel

/// 缩小: a part of a picture on a coarser grid, by Lanczos 3 as wide as the step. Never the other way.
enum Downscaling {
    /// - Parameter region: of the picture, with fractions of pixels.
    static func picture(_ image: PageImage, _ region: Region, width: Int, height: Int) -> PageImage {
        let columns = taps(from: region.x, length: region.width, count: width, limit: image.width)
        let rows = taps(from: region.y, length: region.height, count: height, limit: image.height)
        let top = rows.map(\.first).min() ?? 0
        let bottom = rows.map { $0.first + $0.weights.count }.max() ?? 0
        // Across first, into rows that are only as many as are needed.
        let middle = across(image, columns, rows: top..<max(top, bottom))
        return down(middle, rows, top: top, width: width)
    }

    /// Four rows side by side: each is summed in its own lanes.
    private static func across(_ image: PageImage, _ columns: [Tap], rows: Range<Int>) -> [Float] {
        let width = columns.count
        var middle = [Float](repeating: 0, count: 3 * width * rows.count)
        let left = columns.map(\.first).min() ?? 0
        let right = columns.map { $0.first + $0.weights.count }.max() ?? 0
        let weights = columns.flatMap(\.weights)
        let spans = columns.map { (first: $0.first - left, count: $0.weights.count) }
        var points = [SIMD16<Float>](repeating: .zero, count: max(0, right - left))
        image.pixels.withUnsafeBufferPointer { source in
            middle.withUnsafeMutableBufferPointer { out in
                points.withUnsafeMutableBufferPointer { points in
                    weights.withUnsafeBufferPointer { weights in
                        spans.withUnsafeBufferPointer { spans in
                            for y in stride(from: rows.lowerBound, to: rows.upperBound, by: 4) {
                                for lane in 0..<4 {
                                    let row = min(rows.upperBound - 1, y + lane)
                                    fill(points, lane, source, from: 3 * (row * image.width + left))
                                }
                                var next = 0
                                for (column, span) in spans.enumerated() {
                                    var sum = SIMD16<Float>()
                                    for x in span.first..<(span.first + span.count) {
                                        sum += points[x] * weights[next]
                                        next += 1
                                    }
                                    for lane in 0..<min(4, rows.upperBound - y) {
                                        let to = 3 * (width * (y - rows.lowerBound + lane) + column)
                                        for channel in 0..<3 { out[to + channel] = sum[4 * lane + channel] }
                                    }
                                }
                            }
                        }
                    }
                }
            }
        }
        return middle
    }

    /// Red, green and blue of a row from `from` on, into four lanes of each point.
    @inline(__always)
    private static func fill(
        _ points: UnsafeMutableBufferPointer<SIMD16<Float>>, _ lane: Int, _ source: UnsafeBufferPointer<UInt8>,
        from start: Int
    ) {
        guard let pixels = UnsafeRawPointer(source.baseAddress), let out = UnsafeMutableRawPointer(points.baseAddress)
        else { return }
        for x in points.indices {
            let at = start + 3 * x
            var four: SIMD4<UInt8>
            if at + 4 <= source.count {
                // As one word: four bytes would be fetched one by one.
                let word = pixels.loadUnaligned(fromByteOffset: at, as: UInt32.self)
                four = unsafeBitCast(word, to: SIMD4<UInt8>.self)
            } else {
                four = SIMD4(source[at], source[at + 1], source[at + 2], 0)
            }
            let values = SIMD4<Float>(SIMD4<Int32>(truncatingIfNeeded: four))
            out.storeBytes(of: values, toByteOffset: 64 * x + 16 * lane, as: SIMD4<Float>.self)
        }
    }

    /// Sixteen values of a row at a time, all of its sources one after the other.
    private static func down(_ middle: [Float], _ rows: [Tap], top: Int, width: Int) -> PageImage {
        var result = PageImage(width: width, height: rows.count, channels: 3, filledWith: 0)
        let length = 3 * width
        result.pixels.withUnsafeMutableBufferPointer { out in
            middle.withUnsafeBufferPointer { source in
                guard let from = UnsafeRawPointer(source.baseAddress), let to = UnsafeMutableRawPointer(out.baseAddress)
                else { return }
                for (y, row) in rows.enumerated() {
                    let start = length * (row.first - top)
                    row.weights.withUnsafeBufferPointer { weights in
                        for at in stride(from: 0, through: length - 16, by: 16) {
                            var sum = SIMD16<Float>(repeating: 0.5)
                            for offset in weights.indices {
                                sum +=
                                    from.loadUnaligned(
                                        fromByteOffset: 4 * (start + offset * length + at), as: SIMD16<Float>.self)
                                    * weights[offset]
                            }
                            to.storeBytes(of: bytes(sum), toByteOffset: length * y + at, as: SIMD16<UInt8>.self)
                        }
                        for at in (length / 16 * 16)..<length {
                            var sum: Float = 0.5
                            for offset in weights.indices {
                                sum += source[start + offset * length + at] * weights[offset]
                            }
                            out[length * y + at] = UInt8(max(0, min(255, sum)))
                        }
                    }
                }
            }
        }
        return result
    }

    /// Rounded down, 0…255.
    @inline(__always)
    private static func bytes(_ sum: SIMD16<Float>) -> SIMD16<UInt8> {
        var value = sum
        value.replace(with: 0, where: value .< 0)
        value.replace(with: 255, where: value .> 255)
        // Adding 2²³ rounds to whole numbers and leaves them in the lowest bits.
        let rounded = (value + 8_388_608) - 8_388_608
        let whole = rounded.replacing(with: rounded - 1, where: rounded .> value)
        return SIMD16<UInt8>(truncatingIfNeeded: unsafeBitCast(whole + 8_388_608, to: SIMD16<UInt32>.self))
    }

    private struct Tap {
        let first: Int
        let weights: [Float]
    }

    private static func taps(from start: Double, length: Double, count: Int, limit: Int) -> [Tap] {
        let step = length / Double(count)
        let reach = 3 * max(1, step)
        return (0..<count).map { index in
            let centre = start + (Double(index) + 0.5) * step - 0.5
            let first = max(0, Int((centre - reach).rounded(.up)))
            let last = min(limit - 1, Int((centre + reach).rounded(.down)))
            guard first <= last else { return Tap(first: max(0, min(limit - 1, Int(centre))), weights: [1]) }
            let raw = lanczos(from: (Double(first) - centre) / max(1, step), by: 1 / max(1, step), last - first + 1)
            let sum = raw.reduce(0, +)
            return Tap(first: first, weights: raw.map { Float($0 / sum) })
        }
    }

    /// sinc(x) · sinc(x / 3) at places one after another: both sines go on by the sum of two angles.
    private static func lanczos(from start: Double, by step: Double, _ count: Int) -> [Double] {
        var (one, third) = (Turn(.pi * start), Turn(.pi * start / 3))
        let (next, nextThird) = (Turn(.pi * step), Turn(.pi * step / 3))
        return (0..<count).map { index in
            let x = start + Double(index) * step
            defer {
                one = one.turned(by: next)
                third = third.turned(by: nextThird)
            }
            guard abs(x) < 3 else { return 0 }
            guard abs(x) > 1e-9 else { return 1 }
            return 3 * one.sine * third.sine / (.pi * x * .pi * x)
        }
    }

    /// An angle by its sine and cosine.
    private struct Turn {
        let sine: Double
        let cosine: Double

        init(_ angle: Double) { (sine, cosine) = (sin(angle), cos(angle)) }

        private init(sine: Double, cosine: Double) { (self.sine, self.cosine) = (sine, cosine) }

        func turned(by other: Turn) -> Turn {
            Turn(
                sine: sine * other.cosine + cosine * other.sine, cosine: cosine * other.cosine - sine * other.sine)
        }
    }
}
