internal import Foundation
public import IntakeModel

/// 文字行核: the cores of text lines that a detector marked on a picture, as a level page would show them.
public struct TextCores: Sendable {
    /// Detector's answer, 0…255 for 0…1.
    private let map: Plane<UInt8>
    /// Clockwise tilt of the lines in degrees, −45…45.
    public let skewDegrees: Double
    /// The lines run from top to bottom of the picture, not from left to right.
    public let isSideways: Bool

    /// Probability from which a pixel counts as core, and a box as text (RapidOCR's configuration of the model).
    private static let core: UInt8 = 76
    private static let least = 0.5
    /// A core is the line shrunk by 0.4 of itself; growing it back by this much of area / perimeter gives the line.
    private static let growth = 1.6

    public init(_ map: Plane<UInt8>) {
        self.map = map
        let mask = TextCores.mask(map)
        var wide = 0.0
        var tall = 0.0
        for component in MarkComponents(mask, smallest: 12).components {
            let width = Double(component.width)
            let height = Double(component.height)
            if width > 2.5 * height { wide += width }
            if height > 2.5 * width { tall += height }
        }
        isSideways = tall > wide
        let none = Plane<UInt8>(width: mask.width, height: mask.height, filledWith: 0)
        skewDegrees = SkewEstimate.degrees(
            of: isSideways ? RuleRidges(level: none, upright: mask) : RuleRidges(level: mask, upright: none))
    }

    /// Text boxes on a picture that shows the map through `toMap` (target pixel → map pixel).
    public func boxes(width: Int, height: Int, toMap: PlaneTransform) -> [Region] {
        let level = Resampling.warp(map, width: width, height: height, by: toMap, fill: 0)
        return MarkComponents(TextCores.mask(level), smallest: 6).components.compactMap { component in
            let sum = component.pixels.reduce(0.0) { $0 + Double(level.values[Int($1)]) }
            guard sum / Double(component.count) / 255 >= TextCores.least, min(component.width, component.height) >= 2
            else { return nil }
            let w = Double(component.width)
            let h = Double(component.height)
            let reach = w * h * TextCores.growth / (2 * (w + h))
            return Region(
                x: Double(component.minX) - reach, y: Double(component.minY) - reach, width: w + 2 * reach,
                height: h + 2 * reach)
        }
    }

    private static func mask(_ map: Plane<UInt8>) -> Plane<UInt8> {
        Plane(width: map.width, height: map.height, values: map.values.map { $0 > core ? 1 : 0 })
    }
}
