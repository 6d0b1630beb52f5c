internal import Foundation
public import ImageCodecs
public import IntakeModel

/// 照片的像素: any upright part of a photo at any of four scales, without holding the whole of it in colour.
///
/// Coordinates are pixels of the upright photo at its stored resolution, origin top-left. Not thread-safe.
public final class PhotoRaster {
    enum Source {
        case coefficients(JPEGCoefficients)
        case whole(PageImage)
    }

    /// Upright size.
    public let width: Int
    public let height: Int
    private let source: Source
    private let turn: UprightTurn

    /// - Parameter orientation: EXIF, 1…8.
    public init(_ coefficients: JPEGCoefficients, orientation: Int) {
        source = .coefficients(coefficients)
        turn = UprightTurn(orientation: orientation, width: coefficients.width, height: coefficients.height)
        (width, height) = turn.uprightSize
    }

    public init(_ image: PageImage, orientation: Int) {
        source = .whole(image)
        turn = UprightTurn(orientation: orientation, width: image.width, height: image.height)
        (width, height) = turn.uprightSize
    }

    public var bounds: Region { Region(x: 0, y: 0, width: Double(width), height: Double(height)) }

    /// The region in sRGB, `points`/8 (1/8, 1/4, 1/2, 1) of its stored size.
    public func part(_ region: Region, points: Int) -> PhotoPart {
        let wanted = turn.stored(region.intersection(bounds) ?? bounds)
        let (image, x, y): (PageImage, Int, Int)
        switch source {
        case .coefficients(let coefficients): (image, x, y) = coefficients.picture(wanted, points: points)
        case .whole(let page): (image, x, y) = page.part(wanted, points: points)
        }
        return turn.upright(image, x: x, y: y, scale: 8 / Double(points))
    }

    /// Brightness of the region alone, which costs no colours.
    func luminance(_ region: Region, points: Int) -> Plane<UInt8> {
        guard case .coefficients(let coefficients) = source else { return part(region, points: points).image.luminance }
        let plane = coefficients.luminance(turn.stored(region.intersection(bounds) ?? bounds), points: points).plane
        guard turn.orientation > 1 else { return plane }
        return PageImage(width: plane.width, height: plane.height, channels: 1, pixels: plane.values)
            .turned(turn.orientation).luminance
    }

    /// The whole photo, its longer side at least `side` pixels where it has so many.
    public func overview(atLeast side: Int) -> PhotoPart {
        part(bounds, points: PhotoRaster.points(longest: max(width, height), atLeast: side))
    }

    /// The fewest points of 1, 2, 4, 8 with which `longest` stored pixels become at least `side`.
    static func points(longest: Int, atLeast side: Int) -> Int {
        [1, 2, 4].first { longest * $0 / 8 >= side } ?? 8
    }
}

/// A part of a photo with its place.
public struct PhotoPart: Sendable {
    /// sRGB, three channels.
    public let image: PageImage
    /// Place of the upper left corner in the upright photo.
    public let x: Double
    public let y: Double
    /// Upright photo pixels per pixel of `image`.
    public let scale: Double

    /// A point of the photo, in pixels of the part.
    public func inside(_ point: Point) -> Point { Point(x: (point.x - x) / scale, y: (point.y - y) / scale) }

    /// A point of the part, in pixels of the photo.
    public func outside(_ point: Point) -> Point { Point(x: point.x * scale + x, y: point.y * scale + y) }

    func inside(_ region: Region) -> Region {
        Region(
            x: (region.x - x) / scale, y: (region.y - y) / scale, width: region.width / scale,
            height: region.height / scale)
    }
}

extension PageImage {
    /// A region of a picture that is held whole, on a coarser grid; grey becomes sRGB.
    fileprivate func part(_ region: Region, points: Int) -> (PageImage, Int, Int) {
        let factor = 8 / points
        let left = max(0, min(width - 1, Int(region.x)))
        let top = max(0, min(height - 1, Int(region.y)))
        let right = max(left + 1, min(width, Int(region.maxX.rounded(.up))))
        let bottom = max(top + 1, min(height, Int(region.maxY.rounded(.up))))
        let (columns, rows) = (max(1, (right - left) / factor), max(1, (bottom - top) / factor))
        var cut = PageImage(width: columns, height: rows, channels: 3, filledWith: 0)
        let (channels, row, reach) = (self.channels, width * self.channels, min(factor, right - left))
        let deep = min(factor, bottom - top)
        cut.pixels.withUnsafeMutableBufferPointer { out in
            pixels.withUnsafeBufferPointer { source in
                var at = 0
                for y in 0..<rows {
                    for x in 0..<columns {
                        let from = (top + y * factor) * row + (left + x * factor) * channels
                        for channel in 0..<3 {
                            var sum = 0
                            for dy in 0..<deep {
                                var place = from + dy * row + (channels == 3 ? channel : 0)
                                for _ in 0..<reach {
                                    sum += Int(source[place])
                                    place += channels
                                }
                            }
                            out[at] = UInt8((sum + reach * deep / 2) / (reach * deep))
                            at += 1
                        }
                    }
                }
            }
        }
        return (cut, left, top)
    }
}
