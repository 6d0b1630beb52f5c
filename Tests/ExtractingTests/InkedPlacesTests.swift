import IntakeModel
import Normalizing
import Testing

@testable import Extracting

@Suite("有印迹之处")
struct InkedPlacesTests {
    /// Three pixels a millimetre, 100 by 100 mm; a seal is wanted somewhere in the lower right.
    ///
    /// `red` and `blue` are how much of them the ink swallows beside green.
    private func roles(red: Double = 0.1, blue: Double = 1, _ isInk: (Int, Int) -> Bool) -> Set<SealRole> {
        var ink = Plane<UInt8>(width: 300, height: 300, filledWith: 0)
        for y in 0..<300 { for x in 0..<300 where isInk(x, y) { ink[x, y] = 60 } }
        let map = SealInkMap(ink: ink, factor: 1, scale: 3, noise: 8, isTotal: false)
        let place = ExpectedSeal(
            role: .hospital, shape: .round, area: Region(x: 120, y: 120, width: 180, height: 180), size: [40],
            required: true)
        var (first, green, other) = (ink, ink, ink)
        for index in ink.values.indices {
            first.values[index] = UInt8(Double(ink.values[index]) * 2 * red)
            green.values[index] = ink.values[index] * 2
            other.values[index] = UInt8(Double(ink.values[index]) * 2 * blue)
        }
        return InkedPlaces(map: map, hue: InkHue(red: first, green: green, blue: other)).roles([place], besides: [])
    }

    @Test func aRingThatNobodyMadeOutIsInk() {
        let ring = roles { x, y in
            let square = (x - 210) * (x - 210) + (y - 210) * (y - 210)
            return square < 60 * 60 && square > 54 * 54
        }
        #expect(ring == [.hospital])
    }

    @Test func whatACupLeftIsNoSeal() {
        func ring(_ x: Int, _ y: Int) -> Bool {
            let square = (x - 210) * (x - 210) + (y - 210) * (y - 210)
            return square < 60 * 60 && square > 54 * 54
        }
        #expect(roles(red: 0.5, blue: 1.9, ring).isEmpty)
        #expect(roles(red: 0.5, blue: 0.8, ring) == [.hospital])
        // Orange ink.
        #expect(roles(red: 0.15, blue: 1.9, ring) == [.hospital])
        // A seal over it is still one.
        #expect(roles(red: 0.4, blue: 1.2) { x, y in ring(x, y) || ring(x - 10, y + 4) } == [.hospital])
    }

    @Test func whatLiesUnderThePaperIsNone() {
        #expect(roles { x, y in x > 293 || y > 293 }.isEmpty)
        // The paper's outline lies a little beside its edge.
        #expect(roles { x, y in x > 270 || y > 270 }.isEmpty)
        #expect(roles { _, _ in false }.isEmpty)
    }
}
