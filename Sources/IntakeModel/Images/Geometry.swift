internal import Foundation

/// A point in pixels of the image it belongs to; origin top-left, y down.
public struct Point: Sendable, Hashable, Codable {
    public var x: Double
    public var y: Double

    public init(x: Double, y: Double) {
        self.x = x
        self.y = y
    }

    public func distance(to other: Point) -> Double { hypot(other.x - x, other.y - y) }
}

/// An upright rectangle in pixels; in JSON `[x, y, width, height]`, rounded to whole pixels.
public struct Region: Sendable, Hashable {
    public var x: Double
    public var y: Double
    public var width: Double
    public var height: Double

    public init(x: Double, y: Double, width: Double, height: Double) {
        self.x = x
        self.y = y
        self.width = width
        self.height = height
    }

    /// The smallest region that holds every point; `nil` without points.
    public init?(enclosing points: [Point]) {
        guard let first = points.first else { return nil }
        var (left, top, right, bottom) = (first.x, first.y, first.x, first.y)
        for point in points {
            left = min(left, point.x)
            right = max(right, point.x)
            top = min(top, point.y)
            bottom = max(bottom, point.y)
        }
        self.init(x: left, y: top, width: right - left, height: bottom - top)
    }

    public var maxX: Double { x + width }
    public var maxY: Double { y + height }
    public var center: Point { Point(x: x + width / 2, y: y + height / 2) }
    public var area: Double { width * height }
    /// Width in parts of the height.
    public var aspect: Double { width / max(1e-9, height) }
    public var corners: [Point] {
        [Point(x: x, y: y), Point(x: maxX, y: y), Point(x: maxX, y: maxY), Point(x: x, y: maxY)]
    }

    /// Whether a point lies inside.
    public func contains(_ point: Point) -> Bool {
        point.x > x && point.x < maxX && point.y > y && point.y < maxY
    }

    public func intersection(_ other: Region) -> Region? {
        let left = max(x, other.x)
        let top = max(y, other.y)
        let right = min(maxX, other.maxX)
        let bottom = min(maxY, other.maxY)
        guard right > left, bottom > top else { return nil }
        return Region(x: left, y: top, width: right - left, height: bottom - top)
    }

    public func union(_ other: Region) -> Region {
        let left = min(x, other.x)
        let top = min(y, other.y)
        return Region(x: left, y: top, width: max(maxX, other.maxX) - left, height: max(maxY, other.maxY) - top)
    }

    /// The whole pixels that it touches of a picture so large.
    func pixels(width: Int, height: Int) -> (left: Int, top: Int, right: Int, bottom: Int) {
        let left = max(0, min(width, Int(max(0, x))))
        let top = max(0, min(height, Int(max(0, y))))
        return (
            left, top, max(left, Int(min(Double(width), maxX.rounded(.up)))),
            max(top, Int(min(Double(height), maxY.rounded(.up))))
        )
    }

    /// Shrunk by `dx` at the left and right, `dy` at the top and bottom (negative grows).
    public func inset(dx: Double, dy: Double) -> Region {
        Region(x: x + dx, y: y + dy, width: max(0, width - 2 * dx), height: max(0, height - 2 * dy))
    }

    /// Where it lies when the picture around it stands on its head.
    public func turnedOver(in picture: Region) -> Region {
        Region(x: picture.maxX + picture.x - maxX, y: picture.maxY + picture.y - maxY, width: width, height: height)
    }

    /// Things by their places: row by row from the top, each row from the left.
    public static func inReadingOrder<Thing>(_ things: [(Thing, Region)]) -> [Thing] {
        var rows: [[(Thing, Region)]] = []
        for thing in things.sorted(by: { $0.1.center.y < $1.1.center.y }) {
            if let last = rows.last?.last, abs(last.1.center.y - thing.1.center.y) < 0.5 * thing.1.height {
                rows[rows.count - 1].append(thing)
            } else {
                rows.append([thing])
            }
        }
        return rows.flatMap { $0.sorted { $0.1.x < $1.1.x } }.map(\.0)
    }

    /// Intersection over union, 0…1.
    public func overlap(with other: Region) -> Double {
        guard let shared = intersection(other)?.area else { return 0 }
        return shared / (area + other.area - shared)
    }
}

extension Region: Codable {
    public init(from decoder: any Decoder) throws {
        let parts = try [Double](from: decoder)
        guard parts.count == 4 else {
            throw DecodingError.dataCorrupted(
                .init(codingPath: decoder.codingPath, debugDescription: "a region is [x, y, width, height]"))
        }
        self.init(x: parts[0], y: parts[1], width: parts[2], height: parts[3])
    }

    public func encode(to encoder: any Encoder) throws {
        let left = Int(x.rounded(.down))
        let top = Int(y.rounded(.down))
        try [left, top, Int(maxX.rounded(.up)) - left, Int(maxY.rounded(.up)) - top].encode(to: encoder)
    }
}
