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
    /// The picture that the paper was taken from, pixels of the file: a paper that is cut goes on beyond it.
    public let page: Region

    /// Cuts the paper out of a page; beside the page it is white.
    public init(_ page: PageImage, _ placement: PaperPlacement) {
        self.init(
            image: Resampling.warp(
                page, width: placement.width, height: placement.height, by: placement.toFile, fill: 255),
            table: placement.table, toFile: placement.toFile, quarterTurns: placement.quarterTurns, page: page.bounds)
    }

    /// Pixels of the file that one of the picture covers, along its rows.
    public var filePixelsPerPixel: Double {
        toFile.apply(Point(x: 100, y: 0)).distance(to: toFile.apply(Point(x: 0, y: 0))) / 100
    }

    /// Whether the middle of a box of `image` lies on the picture.
    public func isOnPage(_ box: Region) -> Bool { page.contains(toFile.apply(box.center)) }

    private init(image: PageImage, table: Region, toFile: PlaneTransform, quarterTurns: Int, page: Region) {
        self.page = page
        self.image = image
        self.table = table
        self.toFile = toFile
        self.quarterTurns = quarterTurns
    }

    /// The same picture standing on its head.
    public var turnedOver: StraightenedPaper {
        let (width, height) = (Double(image.width), Double(image.height))
        let map = PlaneTransform(coefficients: [-1, 0, width - 1, 0, -1, height - 1, 0, 0])
        return StraightenedPaper(
            image: image.turnedOver,
            table: Region(x: width - table.maxX, y: height - table.maxY, width: table.width, height: table.height),
            toFile: map.followed(by: toFile), quarterTurns: (quarterTurns + 2) & 3, page: page)
    }

    /// The whole page, turned clockwise by `quarterTurns` and level; the "table" is all of it.
    public init(_ page: PageImage, skewDegrees: Double, quarterTurns: Int, longestSide: Double) {
        let turns = quarterTurns & 3
        self.page = page.bounds
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
    /// Pixels that are usually kept around a frame whose longer side has a thousand.
    public static let border = 6

    /// The rules inside the frame on a picture whose longer side is `side` pixels, the frame filling it exactly; taken from
    /// the smallest picture of the page that shows the frame as large.
    ///
    /// `border` pixels around the frame are kept.
    public func rules(
        on page: PageOverview, side: Double = 1000, border: Double = Double(TableFrame.border)
    ) -> RuleRidges? {
        guard max(width, height) >= side * page.factor else {
            return rules(side: side, border: border, part: page.luminance)
        }
        let shift = (page.factor - 1) / 2
        let small = TableFrame(
            corners: corners.map { Point(x: ($0.x - shift) / page.factor, y: ($0.y - shift) / page.factor) },
            skewDegrees: skewDegrees)
        return small.rules(side: side, border: border, part: page.small.part)
    }

    /// `part` gives what lies inside a region of the picture that the corners are on, and where that begins.
    private func rules(
        side: Double, border: Double, part: (Region) -> (plane: Plane<UInt8>, x: Int, y: Int)
    ) -> RuleRidges? {
        let scale = side / max(width, height)
        let target = Region(x: 0, y: 0, width: (width * scale).rounded(), height: (height * scale).rounded())
        guard target.width >= 60, target.height >= 60,
            let map = PlaneTransform(from: target.corners, to: corners)
        else { return nil }
        // Shrink first: bilinear sampling alone would lose thin rules.
        let factor = max(1, 1 / scale)
        guard let around = Region(enclosing: corners)?.inset(dx: -(border + 4) * factor, dy: -(border + 4) * factor)
        else { return nil }
        let part = part(around)
        let small = Resampling.shrink(part.plane, by: factor)
        let toSmall = map.followed(
            by: PlaneTransform(coefficients: [
                1 / factor, 0, -Double(part.x) / factor, 0, 1 / factor, -Double(part.y) / factor, 0, 0,
            ]))
        let shifted = PlaneTransform(coefficients: [1, 0, -border, 0, 1, -border, 0, 0]).followed(by: toSmall)
        let flat = Resampling.warp(
            small, width: Int(target.width + 2 * border), height: Int(target.height + 2 * border), by: shifted,
            fill: 255)
        let ridges = RuleRidges.ridges(of: flat, reaches: [4, 2], contrast: TableFrameFinder.ridgeContrast(flat))
        // Strokes of a character are short; dashes are short too, but many in a line.
        return ridges.longRuns([(length: 14, gap: 2), (length: 60, gap: 5)])
    }
}
