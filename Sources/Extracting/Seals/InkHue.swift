internal import IntakeModel

/// 印泥与水渍: whether ink is a seal's or what a cup left: coffee and tea swallow far more blue than green, and
/// some red as well.
struct InkHue {
    /// Densities of the page's channels on the pixels of the seal maps, 170 for OD 1.
    let red: Plane<UInt8>
    let green: Plane<UInt8>
    let blue: Plane<UInt8>

    /// Density of blue to that of green: 0.7…1.2 in red inks of seals, from 1.4 on in stains.
    private static let mostBlue = 1.35
    /// Density of red to that of green: orange inks, which swallow much blue too, have less.
    private static let leastRed = 0.35

    /// Whether the ink at those pixels, all together, is brown.
    func isStain(_ pixels: some Sequence<Int>) -> Bool {
        var sums = (red: 0, green: 0, blue: 0)
        for index in pixels {
            sums.red += Int(red.values[index])
            sums.green += Int(green.values[index])
            sums.blue += Int(blue.values[index])
        }
        return Double(sums.blue) > InkHue.mostBlue * Double(sums.green)
            && Double(sums.red) > InkHue.leastRed * Double(sums.green)
    }

    /// The same for the line of a ring, an ellipse in pixels of the maps.
    func isStain(along ring: SealEllipse, where isInk: (Int) -> Bool) -> Bool {
        let steps = Int(ring.perimeter)
        var pixels: [Int] = []
        for step in 0..<max(1, steps) {
            let place = ring.point(2 * .pi * Double(step) / Double(max(1, steps)))
            for depth in -3...1 {
                let (x, y) = (Int(place.x + Double(depth) * place.nx), Int(place.y + Double(depth) * place.ny))
                guard x >= 0, y >= 0, x < green.width, y < green.height, isInk(y * green.width + x) else { continue }
                pixels.append(y * green.width + x)
            }
        }
        return isStain(pixels)
    }
}
