internal import Foundation
internal import ImageCodecs
internal import IntakeModel

/// 背景: what is connected with the upper and the side edges and looks like them, around head and shoulders.
struct Backdrop {
    /// Photo pixels per pixel of the mask.
    let scale: Double
    /// Place of the mask's corner in the photo.
    let x: Double
    let y: Double
    /// 1 background, 0 everything else.
    let mask: Plane<UInt8>
    /// Middle of the background, sRGB 0…255.
    let colour: (red: Double, green: Double, blue: Double)
    /// CIELAB distance from the middle within which 85 % of the edges' pixels lie.
    let spread: Double

    /// The mask's longer side, pixels.
    private static let side = 220
    /// Channel steps between neighbours, and from the middle, that still are background.
    private static let step = 9
    private static let reach = 42

    /// - Parameters:
    ///   - frame: what counts, in photo pixels.
    ///   - floor: below this row of the photo the sides are clothes; the eyes' row, or two fifths of the frame.
    init(_ overview: PhotoPart, frame: Region, floor: Double, face: FaceGeometry?) {
        let inside = overview.inside(frame)
        let factor = max(1, Int(max(inside.width, inside.height)) / Backdrop.side)
        let area = PixelArea(inside, width: overview.image.width, height: overview.image.height)
        let small = Backdrop.shrunk(overview.image, area, by: factor)
        scale = overview.scale * Double(factor)
        let origin = overview.outside(Point(x: Double(area.columns.lowerBound), y: Double(area.rows.lowerBound)))
        (x, y) = (origin.x, origin.y)
        let bottom = max(4, min(small.height, Int((floor - origin.y) / scale)))
        // Where the head reaches the upper edge there is no background.
        let step = scale
        let head = face.map { face in
            let centre = (face.eyes.x - origin.x) / step
            let half = 1.45 * face.eyeDistance / step
            return Int(centre - half)...Int(centre + half)
        }
        let edge = Backdrop.edge(small, bottom, without: head)
        colour = Backdrop.middle(small, edge)
        let centre = LabColour(red: colour.red, green: colour.green, blue: colour.blue)
        let distances = edge.map { at in
            LabColour(bytes: small.pixels[3 * at], small.pixels[3 * at + 1], small.pixels[3 * at + 2])
                .distance(to: centre)
        }.sorted()
        spread = distances.isEmpty ? 0 : distances[distances.count * 85 / 100]
        mask = Backdrop.grown(small, edge, colour)
    }

    /// Whether a place of the photo is background; `nil` outside the frame.
    func isBackground(_ point: Point) -> Bool? {
        let (column, row) = (Int((point.x - x) / scale), Int((point.y - y) / scale))
        guard point.x >= x, point.y >= y, column < mask.width, row < mask.height else { return nil }
        return mask[column, row] == 1
    }

    /// Pixels of the upper edge, and of the side edges down to `bottom`.
    private static func edge(_ image: PageImage, _ bottom: Int, without head: ClosedRange<Int>?) -> [Int] {
        let (w, thick) = (image.width, max(1, image.width / 24))
        var found: [Int] = []
        for y in 0..<bottom {
            for x in 0..<w {
                let isSide = x < thick || x >= w - thick
                if isSide || y < thick && head?.contains(x) != true { found.append(y * w + x) }
            }
        }
        return found
    }

    private static func middle(_ image: PageImage, _ edge: [Int]) -> (Double, Double, Double) {
        func median(_ channel: Int) -> Double {
            var histogram = Histogram()
            for at in edge { histogram.add(image.pixels[3 * at + channel]) }
            return histogram.level(0.5)
        }
        return (median(0), median(1), median(2))
    }

    /// Grows from the edges over what differs little from its neighbour and not much from the middle.
    private static func grown(_ image: PageImage, _ edge: [Int], _ middle: (Double, Double, Double)) -> Plane<UInt8> {
        let (w, h) = (image.width, image.height)
        var mask = Plane<UInt8>(width: w, height: h, filledWith: 0)
        let centre = (Int(middle.0), Int(middle.1), Int(middle.2))
        var open = [Int](repeating: 0, count: w * h)
        image.pixels.withUnsafeBufferPointer { p in
            @inline(__always)
            func near(_ at: Int) -> Bool {
                abs(Int(p[3 * at]) - centre.0) <= reach && abs(Int(p[3 * at + 1]) - centre.1) <= reach
                    && abs(Int(p[3 * at + 2]) - centre.2) <= reach
            }
            @inline(__always)
            func alike(_ a: Int, _ b: Int) -> Bool {
                abs(Int(p[3 * a]) - Int(p[3 * b])) <= step && abs(Int(p[3 * a + 1]) - Int(p[3 * b + 1])) <= step
                    && abs(Int(p[3 * a + 2]) - Int(p[3 * b + 2])) <= step
            }
            mask.values.withUnsafeMutableBufferPointer { out in
                open.withUnsafeMutableBufferPointer { open in
                    var count = 0
                    for at in edge where near(at) {
                        out[at] = 1
                        open[count] = at
                        count += 1
                    }
                    while count > 0 {
                        count -= 1
                        let at = open[count]
                        let (y, x) = at.quotientAndRemainder(dividingBy: w)
                        for side in 0..<4 {
                            let isInside = side == 0 ? x > 0 : side == 1 ? x + 1 < w : side == 2 ? y > 0 : y + 1 < h
                            let next = side == 0 ? at - 1 : side == 1 ? at + 1 : side == 2 ? at - w : at + w
                            guard isInside, out[next] == 0, near(next), alike(at, next) else { continue }
                            out[next] = 1
                            open[count] = next
                            count += 1
                        }
                    }
                }
            }
        }
        return mask
    }

    private static func shrunk(_ image: PageImage, _ area: PixelArea, by factor: Int) -> PageImage {
        let width = max(1, area.columns.count)
        var cut = PageImage(width: width, height: max(1, area.rows.count), channels: 3, filledWith: 0)
        var at = 0
        for y in area.rows {
            let start = 3 * (y * image.width + area.columns.lowerBound)
            cut.pixels.replaceSubrange(at..<(at + 3 * width), with: image.pixels[start..<(start + 3 * width)])
            at += 3 * width
        }
        return cut.reduced(by: factor)
    }
}
