import Foundation
import IntakeModel
import Normalizing
import Testing

@testable import Extracting

@Suite("找五角星")
struct StarFinderTests {
    /// Three pixels a millimetre, 100 by 100 mm.
    private func map(isTotal: Bool = true, _ ink: (Double, Double) -> UInt8) -> SealInkMap {
        var plane = Plane<UInt8>(width: 300, height: 300, filledWith: 0)
        for y in 0..<300 { for x in 0..<300 { plane[x, y] = ink(Double(x) / 3, Double(y) / 3) } }
        return SealInkMap(ink: plane, factor: 1, scale: 3, noise: 8, isTotal: isTotal)
    }

    /// Whether a point lies in a star around (50, 50), whose sides are straight lines from tip to tip.
    private func isInStar(_ x: Double, _ y: Double, reach: Double, turn: Double = 0.2) -> Bool {
        let radius = hypot(x - 50, y - 50)
        let fifth = 2 * Double.pi / 5
        var angle = (atan2(x - 50, 50 - y) - turn).truncatingRemainder(dividingBy: fifth)
        if angle < 0 { angle += fifth }
        let away = min(angle, fifth - angle)
        // A side leads from the tip to the corner between two tips.
        let tip = (x: reach, y: 0.0)
        let corner = (x: 0.382 * reach * cos(fifth / 2), y: 0.382 * reach * sin(fifth / 2))
        let (px, py) = (radius * cos(away), radius * sin(away))
        return (corner.x - tip.x) * (py - tip.y) - (corner.y - tip.y) * (px - tip.x) > 0
    }

    @Test(arguments: [(4.5, 0.0), (6, 0.3), (7, 1.0)])
    func aStarIsFoundInItsMiddle(reach: Double, turn: Double) throws {
        let found = StarFinder(map: map { isInStar($0, $1, reach: reach, turn: turn) ? 90 : 0 }).stars { _, _ in false }
        let star = try #require(found.first)
        #expect(found.count == 1)
        #expect(hypot(star.x / 3 - 50, star.y / 3 - 50) < 1)
        #expect(abs(star.reach / 3 - reach) <= 1)
    }

    /// Specks as large as a star's middle are more places than are looked at.
    @Test func aStarIsFoundAmidCoarseGrain() throws {
        func isSpeck(_ x: Double, _ y: Double) -> Bool {
            let inSpeck = { (at: Double) in at.truncatingRemainder(dividingBy: 5) < 3.8 }
            return hypot(x - 50, y - 50) > 12 && inSpeck(x) && inSpeck(y)
        }
        func finder(withStar: Bool) -> StarFinder {
            StarFinder(map: map { withStar && isInStar($0, $1, reach: 6) || isSpeck($0, $1) ? 90 : 0 })
        }
        func isMiddle(_ star: StarFinder.Star) -> Bool { hypot(star.x / 3 - 50, star.y / 3 - 50) < 1.5 }
        let grainy = finder(withStar: true)
        #expect(grainy.places { _, _ in false }.count > StarFinder.most)
        #expect(grainy.stars { _, _ in false }.contains(where: isMiddle))
        #expect(!finder(withStar: false).stars { _, _ in false }.contains(where: isMiddle))
    }

    @Test func whatIsNoStarIsNone() {
        func ink(_ isThere: Bool) -> UInt8 { isThere ? 90 : 0 }
        let disc = map { x, y in ink(hypot(x - 50, y - 50) < 6) }
        let block = map { x, y in ink(max(abs(x - 50), abs(y - 50)) < 5) }
        let cross = map { x, y in
            let (across, down) = (abs(x - 50), abs(y - 50))
            return ink(min(across, down) < 1.5 && max(across, down) < 6)
        }
        // As dense as a bold character.
        let strokes = map { x, y in
            guard max(abs(x - 50), abs(y - 50)) < 5 else { return 0 }
            let isStroke = [0.0, 2.5, 5, 7.5].contains { (at: Double) in
                min(abs(x - 46 - at), abs(y - 46 - at)) < 0.6
            }
            return ink(isStroke)
        }
        for one in [disc, block, cross, strokes] { #expect(StarFinder(map: one).stars { _, _ in false }.isEmpty) }
    }

    /// Half of the ring is gone: its middle is the star's, and its edge the one that is left.
    @Test func aWornRingIsFoundAroundItsStar() throws {
        let worn = map { x, y in
            let radius = hypot(x - 50, y - 50)
            return isInStar(x, y, reach: 6) || radius < 20 && radius > 18.8 && x + 0.4 * y > 70 ? 90 : 0
        }
        let finder = StarFinder(map: worn)
        let ring = try #require(finder.stars { _, _ in false }.first.flatMap(finder.ring))
        #expect(abs(ring.ellipse.meanRadius / 3 - 20) < 0.7)
        #expect(hypot(ring.ellipse.x / 3 - 50, ring.ellipse.y / 3 - 50) < 1)
        #expect(RingFinder(map: worn).rings(besides: []).contains { $0.hasStar })
        // Of two rings the outer one is the seal's edge, though the inner one is as whole.
        let double = map { x, y in
            let radius = hypot(x - 50, y - 50)
            let isRing = radius < 20 && radius > 18.8 || radius < 17.4 && radius > 16.9
            return isInStar(x, y, reach: 6) || isRing && x + 0.4 * y > 70 ? 90 : 0
        }
        let outer = try #require(RingFinder(map: double).rings(besides: []).first { $0.hasStar })
        #expect(abs(outer.ellipse.meanRadius / 3 - 20) < 0.7)
        // A star alone is no seal.
        #expect(RingFinder(map: map { isInStar($0, $1, reach: 6) ? 90 : 0 }).rings(besides: []).isEmpty)
    }
}
