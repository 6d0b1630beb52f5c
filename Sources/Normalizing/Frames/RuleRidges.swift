public import IntakeModel

/// 表格线: pixels that lie on a thin dark line, with one mask for level lines and one for upright ones.
public struct RuleRidges: Sendable {
    /// 1 on level rules, 0 elsewhere.
    public var level: Plane<UInt8>
    /// 1 on upright rules, 0 elsewhere.
    public var upright: Plane<UInt8>

    public init(level: Plane<UInt8>, upright: Plane<UInt8>) {
        self.level = level
        self.upright = upright
    }

    /// Every pixel darker than both its sides at `reach` pixels, by more than `contrast` grey levels.
    static func ridges(of plane: Plane<UInt8>, reach: Int, contrast: Int) -> RuleRidges {
        let level = ridge(Filters.mean(plane, horizontal: 2, vertical: 0), dx: 0, dy: reach, contrast: contrast)
        let upright = ridge(Filters.mean(plane, horizontal: 0, vertical: 2), dx: reach, dy: 0, contrast: contrast)
        return RuleRidges(level: level, upright: upright)
    }

    private static func ridge(_ plane: Plane<UInt8>, dx: Int, dy: Int, contrast: Int) -> Plane<UInt8> {
        var out = Plane<UInt8>(width: plane.width, height: plane.height, filledWith: 0)
        guard plane.width > 2 * dx, plane.height > 2 * dy else { return out }
        let shift = dy * plane.width + dx
        out.values.withUnsafeMutableBufferPointer { target in
            plane.values.withUnsafeBufferPointer { source in
                for y in dy..<(plane.height - dy) {
                    for x in dx..<(plane.width - dx) {
                        let at = y * plane.width + x
                        let sides = min(source[at - shift], source[at + shift])
                        if Int(sides) - Int(source[at]) > contrast { target[at] = 1 }
                    }
                }
            }
        }
        return out
    }

    /// Keeps only runs of at least `length` pixels along the line, bridging gaps of up to `gap`.
    func longRuns(length: Int, gap: Int) -> RuleRidges {
        RuleRidges(
            level: RuleRidges.runs(level, vertical: false, length: length, gap: gap),
            upright: RuleRidges.runs(upright, vertical: true, length: length, gap: gap))
    }

    private static func runs(_ plane: Plane<UInt8>, vertical: Bool, length: Int, gap: Int) -> Plane<UInt8> {
        // One pixel to either side counts as the same line, so that slight tilt does not cut it.
        let thick = Filters.extreme(plane, radius: 1, vertical: !vertical, largest: true)
        var out = Plane<UInt8>(width: plane.width, height: plane.height, filledWith: 0)
        let count = vertical ? plane.height : plane.width
        let lines = vertical ? plane.width : plane.height
        let step = vertical ? plane.width : 1
        let stride = vertical ? 1 : plane.width
        out.values.withUnsafeMutableBufferPointer { target in
            thick.values.withUnsafeBufferPointer { source in
                for line in 0..<lines {
                    let start = line * stride
                    var first = -1
                    var last = -1
                    func close() {
                        if first >= 0, last - first + 1 >= length {
                            for k in first...last { target[start + k * step] = 1 }
                        }
                        first = -1
                    }
                    for i in 0..<count where source[start + i * step] != 0 {
                        if first >= 0, i - last > gap + 1 { close() }
                        if first < 0 { first = i }
                        last = i
                    }
                    close()
                }
            }
        }
        return out
    }

    /// The same rules after turning the picture clockwise by `quarterTurns` × 90°.
    public func turned(_ quarterTurns: Int) -> RuleRidges {
        switch quarterTurns & 3 {
        case 1: RuleRidges(level: RuleRidges.quarter(upright), upright: RuleRidges.quarter(level))
        case 2: RuleRidges(level: RuleRidges.half(level), upright: RuleRidges.half(upright))
        case 3: turned(2).turned(1)
        default: self
        }
    }

    private static func half(_ plane: Plane<UInt8>) -> Plane<UInt8> {
        Plane(width: plane.width, height: plane.height, values: plane.values.reversed())
    }

    private static func quarter(_ plane: Plane<UInt8>) -> Plane<UInt8> {
        var out = Plane<UInt8>(width: plane.height, height: plane.width, filledWith: 0)
        out.values.withUnsafeMutableBufferPointer { target in
            plane.values.withUnsafeBufferPointer { source in
                for y in 0..<plane.height {
                    for x in 0..<plane.width {
                        target[x * plane.height + (plane.height - 1 - y)] = source[y * plane.width + x]
                    }
                }
            }
        }
        return out
    }
}
