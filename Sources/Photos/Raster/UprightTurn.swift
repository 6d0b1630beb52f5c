internal import ImageCodecs
internal import IntakeModel

/// 摆正: from the stored pixels to the upright picture, as the EXIF orientation says.
struct UprightTurn {
    let orientation: Int
    /// Stored size.
    let width: Int
    let height: Int

    private var swaps: Bool { orientation > 4 }
    var uprightSize: (Int, Int) { swaps ? (height, width) : (width, height) }

    /// A region of the upright photo, in stored pixels.
    func stored(_ region: Region) -> Region {
        guard orientation > 1 else { return region }
        return Region(enclosing: region.corners.map(stored)) ?? region
    }

    private func stored(_ point: Point) -> Point {
        let (w, h) = (Double(width), Double(height))
        switch orientation {
        case 2: return Point(x: w - point.x, y: point.y)
        case 3: return Point(x: w - point.x, y: h - point.y)
        case 4: return Point(x: point.x, y: h - point.y)
        case 5: return Point(x: point.y, y: point.x)
        case 6: return Point(x: point.y, y: h - point.x)
        case 7: return Point(x: w - point.y, y: h - point.x)
        case 8: return Point(x: w - point.y, y: point.x)
        default: return point
        }
    }

    private func upright(_ point: Point) -> Point {
        let (w, h) = (Double(width), Double(height))
        switch orientation {
        case 2: return Point(x: w - point.x, y: point.y)
        case 3: return Point(x: w - point.x, y: h - point.y)
        case 4: return Point(x: point.x, y: h - point.y)
        case 5: return Point(x: point.y, y: point.x)
        case 6: return Point(x: h - point.y, y: point.x)
        case 7: return Point(x: h - point.y, y: w - point.x)
        case 8: return Point(x: point.y, y: w - point.x)
        default: return point
        }
    }

    /// A decoded part whose upper left corner was stored at `x`, `y`, turned upright.
    func upright(_ image: PageImage, x: Int, y: Int, scale: Double) -> PhotoPart {
        guard orientation > 1 else {
            return PhotoPart(image: image, x: Double(x), y: Double(y), scale: scale)
        }
        let corners = [
            Point(x: Double(x), y: Double(y)),
            Point(x: Double(x) + Double(image.width) * scale, y: Double(y) + Double(image.height) * scale),
        ]
        let place = Region(enclosing: corners.map(upright)) ?? Region(x: 0, y: 0, width: 0, height: 0)
        return PhotoPart(image: image.turned(orientation), x: place.x, y: place.y, scale: scale)
    }
}
