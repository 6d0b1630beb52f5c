internal import Foundation
internal import IntakeModel

/// Finds ruled tables anywhere on a picture: several papers on one glass, dark lids, tilt, mild perspective.
///
/// The paper's own edge is not needed: a table is a set of long crossing rules that hang together.
public enum TableFrameFinder {
    /// Largest first. Lengths are relative to the picture, so any resolution will do.
    public static func frames(in page: PageOverview) -> [TableFrame] {
        let (small, factor) = (page.small, page.factor)
        let side = max(small.width, small.height)
        guard side >= 200 else { return [] }
        let reach = max(3, side / 260)
        let contrast = ridgeContrast(small)
        let first = RuleRidges.ridges(of: small, reaches: [reach, (reach + 1) / 2], contrast: contrast)
        let skew = SkewEstimate.degrees(of: first.longRuns(length: 9, gap: 1))

        // Level the picture on a canvas that holds all of it.
        let center = Point(x: Double(small.width) / 2, y: Double(small.height) / 2)
        let angle = abs(skew) * .pi / 180
        let width = Int(Double(small.width) * cos(angle) + Double(small.height) * sin(angle)) + 1
        let height = Int(Double(small.width) * sin(angle) + Double(small.height) * cos(angle)) + 1
        let toSmall = PlaneTransform(coefficients: [1, 0, -Double(width) / 2, 0, 1, -Double(height) / 2, 0, 0])
            .followed(by: .rotation(degrees: skew, dx: center.x, dy: center.y))
        let level =
            abs(skew) < 0.05 ? small : Resampling.warp(small, width: width, height: height, by: toSmall, fill: 255)
        let levelToSmall = abs(skew) < 0.05 ? PlaneTransform.identity : toSmall

        let rules = RuleRidges.ridges(of: level, reaches: [reach, (reach + 1) / 2], contrast: contrast)
            .longRuns(length: max(24, side / 45), gap: 2)
        let toFile = levelToSmall.followed(
            by: PlaneTransform(coefficients: [factor, 0, (factor - 1) / 2, 0, factor, (factor - 1) / 2, 0, 0]))
        return tables(in: rules, side: side).map { corners in
            TableFrame(corners: corners.map(toFile.apply), skewDegrees: skew)
        }
    }

    /// Grey levels by which a rule must be darker than its sides: above the noise, at least six.
    static func ridgeContrast(_ plane: Plane<UInt8>) -> Int {
        var histogram = [Int](repeating: 0, count: 256)
        var count = 0
        for y in stride(from: 1, to: plane.height, by: 3) {
            for x in stride(from: 1, to: plane.width, by: 3) {
                histogram[abs(Int(plane[x, y]) - Int(plane[x - 1, y]))] += 1
                count += 1
            }
        }
        var left = count / 2
        var median = 0
        while median < 255 {
            left -= histogram[median]
            if left < 0 { break }
            median += 1
        }
        return max(6, min(20, Int(3 * Double(median) * 1.4826 / 1.414) + 3))
    }

    /// Corners of every table, in the level picture: the outermost frames first, then what lies inside them.
    private static func tables(in rules: RuleRidges, side: Int) -> [[Point]] {
        var mask = rules.level
        for index in mask.values.indices where rules.upright.values[index] != 0 { mask.values[index] = 1 }
        // Rules that end a little short of each other still belong together.
        var joined = Filters.dilate(mask, radius: max(2, side / 500))
        let outer = frames(in: joined, rules: rules, side: side)
        // A fold or a shadow may tie a table to the edge of its paper: without that edge the table comes out.
        for corners in outer { erase(sidesOf: corners, from: &joined, thickness: max(5, side / 150)) }
        return outer
            + frames(in: joined, rules: rules, side: side).filter { inner in
                !outer.contains {
                    (Region(enclosing: $0)?.overlap(
                        with: Region(enclosing: inner) ?? .init(x: 0, y: 0, width: 0, height: 0)) ?? 0) > 0.93
                }
            }
    }

    private static func frames(in joined: Plane<UInt8>, rules: RuleRidges, side: Int) -> [[Point]] {
        let smallest = side / 8
        let candidates = MarkComponents(joined, smallest: side / 2).components
            .filter { $0.width >= smallest && $0.height >= smallest }
            .sorted { $0.width * $0.height > $1.width * $1.height }
        var taken: [[Point]] = []
        for component in candidates {
            guard let corners = FrameCorners.corners(of: component, rules: rules) else { continue }
            guard let box = Region(enclosing: corners), box.width >= Double(smallest), box.height >= Double(smallest)
            else { continue }
            let inside = taken.contains { other in
                guard let outer = Region(enclosing: other), let shared = outer.intersection(box) else { return false }
                return shared.area > 0.5 * box.area && box.area > 0.6 * outer.area
            }
            if !inside { taken.append(corners) }
            if taken.count == 12 { break }
        }
        return taken
    }

    private static func erase(sidesOf corners: [Point], from mask: inout Plane<UInt8>, thickness: Int) {
        for index in 0..<4 {
            let from = corners[index]
            let to = corners[(index + 1) % 4]
            let steps = max(1, Int(from.distance(to: to)))
            for step in 0...steps {
                let part = Double(step) / Double(steps)
                let x = Int(from.x + part * (to.x - from.x))
                let y = Int(from.y + part * (to.y - from.y))
                for py in max(0, y - thickness)..<max(0, min(mask.height, y + thickness + 1)) {
                    for px in max(0, x - thickness)..<max(0, min(mask.width, x + thickness + 1)) { mask[px, py] = 0 }
                }
            }
        }
    }
}
