internal import Foundation
public import IntakeModel

/// 摆正的一份文书: one table with its surroundings, level and seen from straight above.
public struct StraightenedPaper: Sendable {
    /// Upright picture, grey or colour.
    public let image: PageImage
    /// Where the table lies on `image`.
    public let table: Region
    /// Takes points of `image` to pixels of the file as stored.
    public let toFile: PlaneTransform
    /// Clockwise quarter turns that brought the paper upright.
    public let quarterTurns: Int

    /// Cuts the frame out of a page, turned clockwise by `quarterTurns`.
    ///
    /// The scale is the file's own, but the table's longer side is never more than `longestSide` pixels.
    /// `margins` are the surroundings to keep, in parts of the table's upright height (top, bottom) and width (sides).
    public init?(
        _ page: PageImage, frame: TableFrame, quarterTurns: Int, longestSide: Double = 2600,
        margins: (top: Double, bottom: Double, sides: Double) = (0.3, 0.3, 0.08)
    ) {
        let turns = quarterTurns & 3
        // A clockwise turn brings the lower left corner to the upper left.
        let corners = (0..<4).map { frame.corners[($0 + 4 - turns) % 4] }
        let sideways = turns % 2 == 1
        let scale = min(1, longestSide / max(frame.width, frame.height))
        let width = (sideways ? frame.height : frame.width) * scale
        let height = (sideways ? frame.width : frame.height) * scale
        guard width >= 40, height >= 40 else { return nil }
        let left = (width * margins.sides).rounded()
        let top = (height * margins.top).rounded()
        table = Region(x: left, y: top, width: width, height: height)
        guard let map = PlaneTransform(from: table.corners, to: corners) else { return nil }
        toFile = map
        self.quarterTurns = turns
        image = Resampling.warp(
            page, width: Int(width + 2 * left), height: Int(height * (1 + margins.bottom) + top), by: map, fill: 255)
    }

    /// The whole page, turned clockwise by `quarterTurns` and level; the "table" is all of it.
    public init(_ page: PageImage, skewDegrees: Double, quarterTurns: Int, longestSide: Double) {
        let turns = quarterTurns & 3
        let degrees = skewDegrees - 90 * Double(turns)
        let angle = degrees * .pi / 180
        let scale = max(1, Double(max(page.width, page.height)) / longestSide)
        let (w, h) = (Double(page.width) / scale, Double(page.height) / scale)
        let width = (w * abs(cos(angle)) + h * abs(sin(angle))).rounded(.up)
        let height = (w * abs(sin(angle)) + h * abs(cos(angle))).rounded(.up)
        table = Region(x: 0, y: 0, width: width, height: height)
        toFile = PlaneTransform(coefficients: [scale, 0, -width / 2 * scale, 0, scale, -height / 2 * scale, 0, 0])
            .followed(
                by: .rotation(degrees: degrees, dx: Double(page.width) / 2, dy: Double(page.height) / 2))
        self.quarterTurns = turns
        image = Resampling.warp(page, width: Int(width), height: Int(height), by: toFile, fill: 255)
    }
}

extension TableFrame {
    /// The rules inside the frame on a picture whose longer side is `side` pixels, the frame filling it exactly.
    ///
    /// `border` pixels around the frame are kept.
    public func rules(on luminance: Plane<UInt8>, side: Double = 1000, border: Double = 6) -> RuleRidges? {
        let scale = side / max(width, height)
        let target = Region(x: 0, y: 0, width: (width * scale).rounded(), height: (height * scale).rounded())
        guard target.width >= 60, target.height >= 60,
            let map = PlaneTransform(from: target.corners, to: corners)
        else { return nil }
        // Shrink first: bilinear sampling alone would lose thin rules.
        let factor = max(1, 1 / scale)
        let small = Resampling.shrink(luminance, by: factor)
        let toSmall = map.followed(
            by: PlaneTransform(coefficients: [1 / factor, 0, 0, 0, 1 / factor, 0, 0, 0]))
        let shifted = PlaneTransform(coefficients: [1, 0, -border, 0, 1, -border, 0, 0]).followed(by: toSmall)
        let flat = Resampling.warp(
            small, width: Int(target.width + 2 * border), height: Int(target.height + 2 * border), by: shifted,
            fill: 255)
        let ridges = RuleRidges.ridges(of: flat, reach: 4, contrast: TableFrameFinder.ridgeContrast(flat))
        return ridges.longRuns(length: 14, gap: 2)
    }
}

extension TableFrame {
    /// Whether level or upright rules run on beyond a side to the near edge of the picture: the table is not whole.
    public func runsOff(_ luminance: Plane<UInt8>) -> Bool {
        let border = 110.0
        let scale = 1000 / max(width, height)
        func away(_ first: Int, _ second: Int, _ distance: (Point) -> Double) -> Int {
            Int(min(distance(corners[first]), distance(corners[second])) * scale)
        }
        let gaps = (
            left: away(0, 3) { $0.x }, right: away(1, 2) { Double(luminance.width) - $0.x },
            top: away(0, 1) { $0.y }, bottom: away(2, 3) { Double(luminance.height) - $0.y }
        )
        func isNear(_ gap: Int) -> Bool { gap >= 14 && gap < Int(border) }
        guard isNear(gaps.left) || isNear(gaps.right) || isNear(gaps.top) || isNear(gaps.bottom),
            let rules = rules(on: luminance, border: border)
        else { return false }
        let (level, upright) = (rules.level, rules.upright)
        let side = Int(border)
        /// Separate rules that cover both stretches from end to end.
        func crossings(_ count: Int, _ covered: (Int) -> Bool) -> Int {
            var found = 0
            var last = -10
            for place in (side + 4)..<max(side + 4, count - side - 4) where covered(place) {
                if place - last > 6 { found += 1 }
                last = place
            }
            return found
        }
        // The same rule inside and outside of the side: writing beside a table does not go on as a rule in it.
        func levels(_ stretches: [Range<Int>]) -> Bool {
            crossings(level.height) { y in
                stretches.allSatisfy { columns in
                    columns.count { x in (-3...3).contains { level[x, y + $0] != 0 } } * 10 >= columns.count * 9
                }
            } >= 3
        }
        func uprights(_ stretches: [Range<Int>]) -> Bool {
            crossings(upright.width) { x in
                stretches.allSatisfy { rows in
                    rows.count { y in (-3...3).contains { upright[x + $0, y] != 0 } } * 10 >= rows.count * 9
                }
            } >= 3
        }
        let (w, h) = (level.width, upright.height)
        return isNear(gaps.left) && levels([(side - gaps.left + 4)..<(side - 4), (side + 6)..<(side + 24)])
            || isNear(gaps.right)
                && levels([(w - side + 4)..<(w - side + gaps.right - 4), (w - side - 24)..<(w - side - 6)])
            || isNear(gaps.top) && uprights([(side - gaps.top + 4)..<(side - 4), (side + 6)..<(side + 24)])
            || isNear(gaps.bottom)
                && uprights([(h - side + 4)..<(h - side + gaps.bottom - 4), (h - side - 24)..<(h - side - 6)])
    }
}
