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
        var middle = [Float](repeating: 0, count: 3 * width * max(0, bottom - top))
        let left = columns.map(\.first).min() ?? 0
        let right = columns.map { $0.first + $0.weights.count }.max() ?? 0
        let weights = columns.flatMap(\.weights)
        let spans = columns.map { (first: $0.first - left, count: $0.weights.count) }
        var points = [SIMD4<Float>](repeating: .zero, count: max(0, right - left))
        image.pixels.withUnsafeBufferPointer { source in
            middle.withUnsafeMutableBufferPointer { out in
                points.withUnsafeMutableBufferPointer { points in
                    weights.withUnsafeBufferPointer { weights in
                        spans.withUnsafeBufferPointer { spans in
                            for y in top..<bottom {
                                var at = 3 * (y * image.width + left)
                                for x in points.indices {
                                    points[x] = SIMD4(
                                        Float(source[at]), Float(source[at + 1]), Float(source[at + 2]), 0)
                                    at += 3
                                }
                                var (to, next) = (3 * width * (y - top), 0)
                                for span in spans {
                                    var sum = SIMD4<Float>()
                                    for x in span.first..<(span.first + span.count) {
                                        sum += points[x] * weights[next]
                                        next += 1
                                    }
                                    out[to] = sum.x
                                    out[to + 1] = sum.y
                                    out[to + 2] = sum.z
                                    to += 3
                                }
                            }
                        }
                    }
                }
            }
        }
        var result = PageImage(width: width, height: height, channels: 3, filledWith: 0)
        // Then down, a whole row at a time.
        var line = [Float](repeating: 0, count: 3 * width)
        result.pixels.withUnsafeMutableBufferPointer { out in
            middle.withUnsafeBufferPointer { source in
                line.withUnsafeMutableBufferPointer { line in
                    for y in 0..<height {
                        for at in line.indices { line[at] = 0.5 }
                        for (offset, weight) in rows[y].weights.enumerated() {
                            let from = 3 * width * (rows[y].first - top + offset)
                            for at in 0..<(3 * width) { line[at] += source[from + at] * weight }
                        }
                        for at in 0..<(3 * width) { out[3 * width * y + at] = UInt8(max(0, min(255, line[at]))) }
                    }
                }
            }
        }
        return result
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
            let raw = (first...last).map { lanczos((Double($0) - centre) / max(1, step)) }
            let sum = raw.reduce(0, +)
            return Tap(first: first, weights: raw.map { Float($0 / sum) })
        }
    }

    private static func lanczos(_ x: Double) -> Double {
        guard abs(x) < 3 else { return 0 }
        guard abs(x) > 1e-9 else { return 1 }
        let angle = .pi * x
        return 3 * sin(angle) * sin(angle / 3) / (angle * angle)
    }
}
