internal import Foundation
internal import IntakeModel
internal import Normalizing

/// 章内分字: the characters of a stamp as cells, and cells put side by side as one line.
struct StampCells {
    /// The inside of the stamp, level, dark ink on white.
    let plane: Plane<UInt8>

    private var all: Region { Region(x: 0, y: 0, width: Double(plane.width), height: Double(plane.height)) }

    /// Cells of one row or column of `count` characters, cut where ink is least near the even places.
    private func split(_ area: Region, into count: Int, downwards: Bool) -> (cells: [Region], ink: Double) {
        guard count > 1 else { return ([area], 0) }
        let length = Int(downwards ? area.height : area.width)
        let across = Int(downwards ? area.width : area.height)
        let (x0, y0) = (Int(area.x), Int(area.y))
        guard length >= 2 * count, across >= 2 else { return ([area], 255) }
        let ink = (0..<length).map { k -> Double in
            var sum = 0
            for j in 0..<across {
                sum += 255 - Int(downwards ? plane[x0 + j, y0 + k] : plane[x0 + k, y0 + j])
            }
            return Double(sum) / Double(across)
        }
        var cuts = [0]
        var total = 0.0
        for k in 1..<count {
            let even = length * k / count
            let reach = max(1, length / count / 4)
            let window = max(cuts[k - 1] + 1, even - reach)...min(length - 1, even + reach)
            let best =
                window.min {
                    ink[$0] + 6 * Double(abs($0 - even)) / Double(reach)
                        < ink[$1] + 6 * Double(abs($1 - even)) / Double(reach)
                } ?? even
            total += ink[best]
            cuts.append(best)
        }
        cuts.append(length)
        let cells = (0..<count).map { k in
            let (from, to) = (Double(cuts[k]), Double(cuts[k + 1]))
            return downwards
                ? Region(x: area.x, y: area.y + from, width: area.width, height: to - from)
                : Region(x: area.x + from, y: area.y, width: to - from, height: area.height)
        }
        return (cells, total / Double(count - 1))
    }

    /// One row or one column, in as many cells as the ink and the form of a character want; the likelier first.
    func line(downwards: Bool) -> [[Region]] {
        let long = Double(downwards ? plane.height : plane.width)
        let short = Double(downwards ? plane.width : plane.height)
        return (2...4).compactMap { count -> (cells: [Region], cost: Double)? in
            let shape = long / Double(count) / max(1, short)
            guard shape > 0.45, shape < 2 else { return nil }
            let (cells, ink) = split(all, into: count, downwards: downwards)
            return (cells, ink + 25 * abs(log(shape)))
        }.sorted { $0.cost < $1.cost }.map(\.cells)
    }

    /// Two by two: upper left, upper right, lower left, lower right.
    var square: [Region] {
        let rows = split(all, into: 2, downwards: true).cells
        return rows.flatMap { split($0, into: 2, downwards: false).cells }
    }

    /// The cells as one line of writing.
    func composed(_ cells: [Region], pad: Double) -> PageImage {
        let height = 48
        let parts = cells.map { cell -> Plane<UInt8> in
            let box = inked(cell)
            let area = box.inset(dx: -box.height * pad, dy: -box.height * pad)
            let scale = Double(height) / max(4, area.height)
            let width = min(72, max(20, Int(area.width * scale)))
            let across = Double(width) / max(4, area.width)
            let map = PlaneTransform(coefficients: [1 / across, 0, area.x, 0, 1 / scale, area.y, 0, 0])
            return Resampling.warp(plane, width: width, height: height, by: map, fill: 255)
        }
        let gap = 6
        let width = parts.reduce(gap) { $0 + $1.width + gap }
        var line = PageImage(width: width, height: height, channels: 1, filledWith: 255)
        var left = gap
        for part in parts {
            for y in 0..<height {
                for x in 0..<part.width { line.pixels[y * width + left + x] = part[x, y] }
            }
            left += part.width + gap
        }
        return line
    }

    /// The cell without its empty margins, but never less than six tenths of it.
    private func inked(_ cell: Region) -> Region {
        let (x0, y0) = (Int(cell.x), Int(cell.y))
        let (x1, y1) = (min(plane.width, Int(cell.maxX)), min(plane.height, Int(cell.maxY)))
        guard x1 - x0 > 4, y1 - y0 > 4 else { return cell }
        func dark(_ xs: Range<Int>, _ ys: Range<Int>) -> Bool {
            var count = 0
            for y in ys { for x in xs where plane[x, y] < 170 { count += 1 } }
            return count > max(1, (xs.count + ys.count) / 30)
        }
        var (left, right, top, bottom) = (x0, x1, y0, y1)
        while left < x0 + (x1 - x0) / 5, !dark(left..<(left + 1), y0..<y1) { left += 1 }
        while right > x1 - (x1 - x0) / 5, !dark((right - 1)..<right, y0..<y1) { right -= 1 }
        while top < y0 + (y1 - y0) / 5, !dark(x0..<x1, top..<(top + 1)) { top += 1 }
        while bottom > y1 - (y1 - y0) / 5, !dark(x0..<x1, (bottom - 1)..<bottom) { bottom -= 1 }
        return Region(x: Double(left), y: Double(top), width: Double(right - left), height: Double(bottom - top))
    }
}
