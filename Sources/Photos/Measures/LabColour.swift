internal import Foundation
internal import IntakeModel

/// CIELAB under D65, from sRGB (IEC 61966-2-1).
struct LabColour: Sendable {
    var lightness: Double
    var a: Double
    var b: Double

    /// Channels 0…255.
    init(red: Double, green: Double, blue: Double) {
        self.init(LabColour.linear(red), LabColour.linear(green), LabColour.linear(blue))
    }

    /// The same for whole numbers, of which there are few.
    init(bytes red: UInt8, _ green: UInt8, _ blue: UInt8) {
        self.init(
            LabColour.linear[Int(red)], LabColour.linear[Int(green)], LabColour.linear[Int(blue)])
    }

    private static let linear = (0...255).map { linear(Double($0)) }

    /// Linear light of a channel, 0…1.
    private static func linear(_ value: Double) -> Double {
        let part = value / 255
        return part <= 0.04045 ? part / 12.92 : pow((part + 0.055) / 1.055, 2.4)
    }

    private init(_ r: Double, _ g: Double, _ b: Double) {
        func curve(_ t: Double) -> Double { t > 0.008856 ? cbrt(t) : 7.787 * t + 16.0 / 116 }
        let x = curve((0.4124 * r + 0.3576 * g + 0.1805 * b) / 0.9505)
        let y = curve(0.2126 * r + 0.7152 * g + 0.0722 * b)
        let z = curve((0.0193 * r + 0.1192 * g + 0.9505 * b) / 1.089)
        lightness = 116 * y - 16
        a = 500 * (x - y)
        self.b = 200 * (y - z)
    }

    /// CIE76.
    func distance(to other: LabColour) -> Double {
        sqrt(
            (lightness - other.lightness) * (lightness - other.lightness) + (a - other.a) * (a - other.a)
                + (b - other.b) * (b - other.b))
    }

    /// Without lightness.
    func chromaDistance(to other: LabColour) -> Double { hypot(a - other.a, b - other.b) }

    /// From the skin of the same face: shadow changes lightness far more than hue, so lightness counts a third.
    func distance(toSkin skin: LabColour) -> Double {
        hypot(chromaDistance(to: skin), (lightness - skin.lightness) / 3)
    }

    var chroma: Double { hypot(a, b) }
    /// Degrees, −180…180; skin lies around 50.
    var hue: Double { atan2(b, a) * 180 / .pi }
}

extension PageImage {
    /// Mean colour of a region, which is cut to the picture; `nil` outside of it.
    func meanColour(_ region: Region) -> (red: Double, green: Double, blue: Double)? {
        let left = max(0, Int(region.x))
        let top = max(0, Int(region.y))
        let right = min(width, max(left + 1, Int(region.maxX)))
        let bottom = min(height, max(top + 1, Int(region.maxY)))
        guard right > left, bottom > top, channels == 3 else { return nil }
        var sums = (0, 0, 0)
        pixels.withUnsafeBufferPointer { source in
            for y in top..<bottom {
                for x in left..<right {
                    let at = 3 * (y * width + x)
                    sums.0 += Int(source[at])
                    sums.1 += Int(source[at + 1])
                    sums.2 += Int(source[at + 2])
                }
            }
        }
        let count = Double((right - left) * (bottom - top))
        return (Double(sums.0) / count, Double(sums.1) / count, Double(sums.2) / count)
    }

    func meanLab(_ region: Region) -> LabColour? {
        meanColour(region).map { LabColour(red: $0.red, green: $0.green, blue: $0.blue) }
    }
}
