internal import Foundation
internal import IntakeModel
internal import Normalizing
internal import Recognizing

/// 读方章、名章: the rows of writing inside four sides.
struct StampReader {
    let lines: LineReader

    /// `stamp` in pixels of the straightened picture.
    func read(_ stamp: StampFinder.Stamp, on sheet: SealSheet) throws(IntakeError) -> (
        text: String, confidence: Double, agreeing: Int
    )? {
        guard let box = Region(enclosing: stamp.corners),
            let picture = SealPicture(
                sheet.paper.image, box: box.inset(dx: -6, dy: -6), redPart: sheet.isGrey ? 0 : 0.25)
        else { return nil }
        let plane = StampReader.inside(upright(stamp, picture, margin: sheet.pixelsPerMillimetre))
        let single = stamp.height < 0.68 * stamp.width
        let rows = single ? [bounds(plane)].compactMap { $0 } : StampReader.rows(plane)
        var text = ""
        var confidence = 1.0
        var agreeing = 9
        for row in rows {
            var vote = SealVote()
            for (pad, stretch, quick) in [(0.1, 1.0, true), (0.1, 1.0, false), (0.22, 1.2, false), (0.03, 0.9, false)] {
                let crop = StampReader.crop(plane, row, pad: pad, stretch: stretch)
                vote.add(
                    SealText(
                        lines.plainReading(of: try quick ? lines.quickLattice(of: crop) : lines.lattice(of: crop))))
                if let result = vote.result, result.agreeing >= 2, result.confidence > 0.8 { break }
            }
            guard let result = vote.result, result.confidence > 0.2 else { continue }
            text += result.text
            confidence = min(confidence, result.confidence)
            agreeing = min(agreeing, result.agreeing)
        }
        guard text.count(where: { $0.isLetter && !$0.isASCII }) >= 2 else { return nil }
        // 方形名章: four characters in columns from the right end with 印 at the lower left.
        let marks = Array(text)
        if rows.count == 2, marks.count == 4, "印章".contains(marks[2]) {
            text = String([marks[1], marks[3], marks[0], marks[2]])
        }
        return (text, confidence, agreeing)
    }

    /// The stamp with a little of its surroundings, level.
    private func upright(_ stamp: StampFinder.Stamp, _ picture: SealPicture, margin: Double) -> Plane<UInt8> {
        let width = stamp.width + 2 * margin
        let height = stamp.height + 2 * margin
        let scale = max(0.4, min(3, 80 / height * (stamp.height < 0.68 * stamp.width ? 1 : 2)))
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

    /// Without the frame: on every side the line that is inked along most of its length, and what lies outside it.
    private static func inside(_ plane: Plane<UInt8>) -> Plane<UInt8> {
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
        let across = max(4, plane.height * 30 / 100)
        let left = cut(columns, across)
        let right = plane.width - cut(columns.reversed(), across)
        let top = cut(rows, across)
        let bottom = plane.height - cut(rows.reversed(), across)
        guard right - left > 8, bottom - top > 8 else { return plane }
        var out = Plane<UInt8>(width: right - left, height: bottom - top, filledWith: 255)
        for y in 0..<out.height {
            for x in 0..<out.width { out[x, y] = plane[left + x, top + y] }
        }
        return out
    }

    private func bounds(_ plane: Plane<UInt8>) -> Region? {
        Region(x: 0, y: 0, width: Double(plane.width), height: Double(plane.height))
    }

    /// Rows of writing by their ink, top to bottom.
    static func rows(_ plane: Plane<UInt8>) -> [Region] {
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

    private static func crop(_ plane: Plane<UInt8>, _ row: Region, pad: Double, stretch: Double) -> PageImage {
        let area = row.inset(dx: -row.height * pad, dy: -row.height * pad)
        let height = 48
        let scale = Double(height) / area.height
        let width = max(16, Int(area.width * scale * stretch))
        let map = PlaneTransform(coefficients: [1 / (scale * stretch), 0, area.x, 0, 1 / scale, area.y, 0, 0])
        let out = Resampling.warp(plane, width: width, height: height, by: map, fill: 255)
        return PageImage(width: width, height: height, channels: 1, pixels: out.values)
    }
}
