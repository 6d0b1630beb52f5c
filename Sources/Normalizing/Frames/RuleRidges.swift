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

    /// Every pixel darker than both its sides at one of the distances in `reaches`, pixels, by more than `contrast` grey
    /// levels. At a single distance the other line of a double rule may lie.
    static func ridges(of plane: Plane<UInt8>, reaches: [Int], contrast: Int) -> RuleRidges {
        let flat = Filters.mean(plane, horizontal: 2, vertical: 0)
        let high = Filters.mean(plane, horizontal: 0, vertical: 2)
        let each = reaches.map { reach in
            RuleRidges(
                level: ridge(flat, dx: 0, dy: reach, contrast: contrast),
                upright: ridge(high, dx: reach, dy: 0, contrast: contrast))
        }
        return each.dropFirst().reduce(into: each[0]) { $0.unite(with: $1) }
    }

    private static func ridge(_ plane: Plane<UInt8>, dx: Int, dy: Int, contrast: Int) -> Plane<UInt8> {
        var out = Plane<UInt8>(width: plane.width, height: plane.height, filledWith: 0)
        guard plane.width > 2 * dx, plane.height > 2 * dy else { return out }
        let shift = dy * plane.width + dx
        let least = UInt8(max(0, min(255, contrast)))
        out.values.withUnsafeMutableBufferPointer { target in
            plane.values.withUnsafeBufferPointer { source in
                guard let to = target.baseAddress, let from = source.baseAddress else { return }
                for y in dy..<(plane.height - dy) {
                    let start = y * plane.width + dx
                    let (row, own, before, after) = (
                        to + start, from + start, from + start - shift, from + start + shift
                    )
                    for x in 0..<(plane.width - 2 * dx) {
                        let side = min(before[x], after[x])
                        row[x] = side &- min(side, own[x]) > least ? 1 : 0
                    }
                }
            }
        }
        return out
    }

    /// Marks what either marks.
    mutating func unite(with other: RuleRidges) {
        level.unite(with: other.level)
        upright.unite(with: other.upright)
    }

    /// Keeps only runs of at least `length` pixels along the line, bridging gaps of up to `gap`.
    func longRuns(length: Int, gap: Int) -> RuleRidges { longRuns([(length, gap)]) }

    /// Keeps what is a long run by any of some measures.
    func longRuns(_ measures: [(length: Int, gap: Int)]) -> RuleRidges {
        RuleRidges(
            level: RuleRidges.runs(level, vertical: false, measures),
            upright: RuleRidges.runs(upright, vertical: true, measures))
    }

    private static func runs(
        _ plane: Plane<UInt8>, vertical: Bool, _ measures: [(length: Int, gap: Int)]
    ) -> Plane<UInt8> {
        // One pixel to either side counts as the same line, so that slight tilt does not cut it.
        let thick = Filters.extreme(plane, radius: 1, vertical: !vertical, largest: true)
        var out = Plane<UInt8>(width: plane.width, height: plane.height, filledWith: 0)
        for (length, gap) in measures { mark(&out, thick, vertical: vertical, length: length, gap: gap) }
        return out
    }

    /// Marks the runs of a mask that are long.
    private static func mark(
        _ out: inout Plane<UInt8>, _ thick: Plane<UInt8>, vertical: Bool, length: Int, gap: Int
    ) {
        let (width, height) = (thick.width, thick.height)
        let lines = vertical ? width : height
        // Where the run of every line began and was last seen; rows are gone through in order in both directions.
        let places = UnsafeMutableBufferPointer<Int32>.allocate(capacity: 2 * lines)
        places.initialize(repeating: -1)
        defer { places.deallocate() }
        guard let first = places.baseAddress else { return }
        let last = first + lines
        out.values.withUnsafeMutableBufferPointer { target in
            func close(_ line: Int) {
                let (from, to) = (Int(first[line]), Int(last[line]))
                first[line] = -1
                guard from >= 0, to - from + 1 >= length else { return }
                for k in from...to { target[vertical ? k * width + line : line * width + k] = 1 }
            }
            @inline(__always)
            func mark(_ line: Int, at place: Int) {
                if first[line] >= 0, place &- Int(last[line]) > gap &+ 1 { close(line) }
                if first[line] < 0 { first[line] = Int32(truncatingIfNeeded: place) }
                last[line] = Int32(truncatingIfNeeded: place)
            }
            thick.values.withUnsafeBytes { bytes in
                guard let source = bytes.baseAddress else { return }
                for y in 0..<height {
                    let row = source + y * width
                    var x = 0
                    while x < width {
                        // Most of a page is no rule.
                        if x &+ 8 <= width, row.loadUnaligned(fromByteOffset: x, as: UInt64.self) == 0 {
                            x &+= 8
                            continue
                        }
                        let end = min(width, x &+ 8)
                        while x < end {
                            if row.load(fromByteOffset: x, as: UInt8.self) != 0 {
                                if vertical { mark(x, at: y) } else { mark(y, at: x) }
                            }
                            x &+= 1
                        }
                    }
                }
            }
            for line in 0..<lines { close(line) }
        }
    }

    /// Every rule wider by `reach` pixels to both sides.
    public func thickened(by reach: Int) -> RuleRidges {
        RuleRidges(
            level: Filters.extreme(level, radius: reach, vertical: true, largest: true),
            upright: Filters.extreme(upright, radius: reach, vertical: false, largest: true))
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
        var out = plane
        out.values.withUnsafeMutableBufferPointer { target in
            plane.values.withUnsafeBufferPointer { source in
                let last = source.count &- 1
                for index in 0..<source.count { target[index] = source[last &- index] }
            }
        }
        return out
    }

    /// Side of the squares that are turned one by one, so that what is written stays near.
    private static let square = 32

    private static func quarter(_ plane: Plane<UInt8>) -> Plane<UInt8> {
        let (width, height) = (plane.width, plane.height)
        var out = Plane<UInt8>(width: height, height: width, filledWith: 0)
        out.values.withUnsafeMutableBufferPointer { target in
            plane.values.withUnsafeBufferPointer { source in
                for top in stride(from: 0, to: height, by: square) {
                    for left in stride(from: 0, to: width, by: square) {
                        for x in left..<min(width, left + square) {
                            let row = x &* height &+ (height &- 1)
                            for y in top..<min(height, top + square) {
                                target[row &- y] = source[y &* width &+ x]
                            }
                        }
                    }
                }
            }
        }
        return out
    }
}

extension Plane<UInt8> {
    /// Marks what either mask marks.
    fileprivate mutating func unite(with other: Plane<UInt8>) {
        values.withUnsafeMutableBufferPointer { own in
            other.values.withUnsafeBufferPointer { its in
                for index in own.indices { own[index] |= its[index] }
            }
        }
    }
}
