internal import Foundation
internal import IntakeModel
internal import Normalizing

extension StampReader {
    /// The stamp with a little of its surroundings, level.
    func upright(_ stamp: StampFinder.Stamp, _ picture: SealPicture, margin: Double) -> Plane<UInt8> {
        let width = stamp.width + 2 * margin
        let height = stamp.height + 2 * margin
        let lines = stamp.height < 0.68 * stamp.width ? 1.0 : stamp.isVertical ? 3 : 2
        let scale = max(0.4, min(3, 80 / height * lines))
        let (c, s) = (cos(stamp.turn), sin(stamp.turn))
        var plane = Plane<UInt8>(
            width: max(8, Int(width * scale)), height: max(8, Int(height * scale)), filledWith: 255)
        for y in 0..<plane.height {
            for x in 0..<plane.width {
                let u = (Double(x) + 0.5) / scale - width / 2
                let v = (Double(y) + 0.5) / scale - height / 2
                plane[x, y] = UInt8(
                    255 - picture.ink(stamp.center.x + u * c - v * s, stamp.center.y + u * s + v * c))
            }
        }
        return plane
    }

    /// Inside the frame: beyond the line, on every side, that is inked along most of its length.
    static func inside(_ plane: Plane<UInt8>, isOpen: Bool) -> Region {
        if isOpen {
            return Region(x: 0, y: 0, width: Double(plane.width), height: Double(plane.height))
        }
        let columns = (0..<plane.width).map { x in
            Double((0..<plane.height).count(where: { plane[x, $0] < 170 })) / Double(plane.height)
        }
        let rows = (0..<plane.height).map { y in
            Double((0..<plane.width).count(where: { plane[$0, y] < 170 })) / Double(plane.width)
        }
        func cut(_ shares: [Double], _ reach: Int) -> Int {
            guard let peak = (0..<min(reach, shares.count)).max(by: { shares[$0] < shares[$1] }), shares[peak] > 0.45
            else { return reach / 3 }
            var end = peak
            while end < min(shares.count, peak + reach / 2), shares[end] > 0.5 * shares[peak] { end += 1 }
            return end + 1
        }
        let across = max(4, min(plane.height, plane.width) * 30 / 100)
        let left = cut(columns, across)
        let right = plane.width - cut(columns.reversed(), across)
        let top = cut(rows, across)
        let bottom = plane.height - cut(rows.reversed(), across)
        guard right - left > 8, bottom - top > 8 else {
            return Region(x: 0, y: 0, width: Double(plane.width), height: Double(plane.height))
        }
        return Region(x: Double(left), y: Double(top), width: Double(right - left), height: Double(bottom - top))
    }

    static func cut(_ plane: Plane<UInt8>, _ area: Region) -> Plane<UInt8> {
        var out = Plane<UInt8>(width: Int(area.width), height: Int(area.height), filledWith: 255)
        for y in 0..<out.height {
            for x in 0..<out.width { out[x, y] = plane[Int(area.x) + x, Int(area.y) + y] }
        }
        return out
    }
}

extension StampCells {
    /// The row as it stands.
    func line(pad: Double, stretch: Double) -> PageImage {
        line(
            Region(x: 0, y: 0, width: Double(plane.width), height: Double(plane.height)), pad: pad, stretch: stretch)
    }

    func line(_ row: Region, pad: Double, stretch: Double) -> PageImage {
        let area = row.inset(dx: -row.height * pad, dy: -row.height * pad)
        let height = 48
        let scale = Double(height) / area.height
        let width = max(16, Int(area.width * scale * stretch))
        let map = PlaneTransform(coefficients: [1 / (scale * stretch), 0, area.x, 0, 1 / scale, area.y, 0, 0])
        let out = Resampling.warp(plane, width: width, height: height, by: map, fill: 255)
        return PageImage(width: width, height: height, channels: 1, pixels: out.values)
    }

    /// Rows of writing by their ink, top to bottom.
    var rows: [Region] {
        let ink = (0..<plane.height).map { y in (0..<plane.width).count(where: { plane[$0, y] < 140 }) }
        let least = max(1, plane.width / 40)
        var found: [Region] = []
        var start: Int?
        for y in 0...plane.height {
            if y < plane.height, ink[y] >= least {
                start = start ?? y
            } else if let from = start {
                start = nil
                guard y - from > plane.height / 9 else { continue }
                found.append(Region(x: 0, y: Double(from), width: Double(plane.width), height: Double(y - from)))
            }
        }
        return found
    }
}
