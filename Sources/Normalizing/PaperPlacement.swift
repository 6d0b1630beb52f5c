public import IntakeModel

/// 摆正的几何: how one table with its surroundings lies on a page, before a pixel of it is moved.
public struct PaperPlacement: Sendable {
    /// Size of the upright picture, pixels.
    public let width: Int
    public let height: Int
    /// Where the table lies on that picture; parts of it may lie outside.
    public let table: Region
    /// Takes points of the picture to pixels of the file as stored.
    public let toFile: PlaneTransform
    /// Clockwise quarter turns that bring the paper upright.
    public let quarterTurns: Int

    private init(width: Int, height: Int, table: Region, toFile: PlaneTransform, quarterTurns: Int) {
        self.width = width
        self.height = height
        self.table = table
        self.toFile = toFile
        self.quarterTurns = quarterTurns
    }

    /// The frame on a page, turned clockwise by `quarterTurns`; `nil` when it is too small or no rectangle at all.
    ///
    /// The scale is the file's own, but the table's longer side is never more than `longestSide` pixels.
    /// `margins` are the surroundings to keep, in parts of the table's upright height (top, bottom) and width (sides).
    public init?(
        page: Region, frame: TableFrame, quarterTurns: Int, longestSide: Double = 2000,
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
        let bare = Region(x: 0, y: 0, width: width, height: height)
        guard let seen = PlaneTransform(from: bare.corners, to: corners)?.inverse?.apply(page) else { return nil }
        // No further than the picture goes.
        let left = max(2, min(width * margins.sides, -seen.x)).rounded()
        let right = max(2, min(width * margins.sides, seen.maxX - width)).rounded()
        let top = max(2, min(height * margins.top, -seen.y)).rounded()
        let bottom = max(2, min(height * margins.bottom, seen.maxY - height)).rounded()
        let table = Region(x: left, y: top, width: width, height: height)
        guard let map = PlaneTransform(from: table.corners, to: corners) else { return nil }
        self.init(
            width: Int(left + width + right), height: Int(top + height + bottom), table: table, toFile: map,
            quarterTurns: turns)
    }

    /// A part of the same picture; `box` is in pixels of the whole one and may reach beyond it.
    public func part(_ box: Region) -> PaperPlacement {
        let (x, y) = (box.x.rounded(), box.y.rounded())
        return PaperPlacement(
            width: max(1, Int(box.width.rounded(.up))), height: max(1, Int(box.height.rounded(.up))),
            table: Region(x: table.x - x, y: table.y - y, width: table.width, height: table.height),
            toFile: PlaneTransform(coefficients: [1, 0, x, 0, 1, y, 0, 0]).followed(by: toFile),
            quarterTurns: quarterTurns)
    }
}
