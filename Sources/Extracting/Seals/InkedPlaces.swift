internal import Foundation
internal import IntakeModel

/// 有印迹之处: the form's places where red ink stands though no seal was made out: a person must look there.
struct InkedPlaces {
    let map: SealInkMap

    /// A ring alone has three times as much, square millimetres.
    private static let least = 30.0

    /// `known` and the places in pixels of the straightened picture.
    func roles(_ expected: [ExpectedSeal], besides known: [Region]) -> Set<SealRole> {
        var found: Set<SealRole> = []
        for place in expected {
            let area = place.area
            let (x0, x1) = (max(0, Int(area.x / map.factor)), min(map.ink.width, Int(area.maxX / map.factor)))
            let (y0, y1) = (max(0, Int(area.y / map.factor)), min(map.ink.height, Int(area.maxY / map.factor)))
            guard x1 > x0, y1 > y0 else { continue }
            let taken = known.map { $0.inset(dx: -0.04 * $0.width, dy: -0.04 * $0.height) }
            var count = 0
            for y in y0..<y1 {
                for x in x0..<x1 where Int(map.ink[x, y]) > 2 * map.noise {
                    let (px, py) = (Double(x) * map.factor, Double(y) * map.factor)
                    if !taken.contains(where: { px > $0.x && px < $0.maxX && py > $0.y && py < $0.maxY }) {
                        count += 1
                    }
                }
            }
            if Double(count) > InkedPlaces.least * map.scale * map.scale { found.insert(place.role) }
        }
        return found
    }
}
