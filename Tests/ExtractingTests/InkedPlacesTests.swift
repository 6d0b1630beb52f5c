import IntakeModel
import Normalizing
import Testing

@testable import Extracting

@Suite("有印迹之处")
struct InkedPlacesTests {
    /// Three pixels a millimetre, 100 by 100 mm; a seal is wanted somewhere in the lower right.
    private func roles(_ isInk: (Int, Int) -> Bool) -> Set<SealRole> {
        var ink = Plane<UInt8>(width: 300, height: 300, filledWith: 0)
        for y in 0..<300 { for x in 0..<300 where isInk(x, y) { ink[x, y] = 60 } }
        let map = SealInkMap(ink: ink, factor: 1, scale: 3, noise: 8, isTotal: false)
        let place = ExpectedSeal(
            role: .hospital, shape: .round, area: Region(x: 120, y: 120, width: 180, height: 180), size: [40],
            required: true)
        return InkedPlaces(map: map).roles([place], besides: [])
    }

    @Test func aRingThatNobodyMadeOutIsInk() {
        let ring = roles { x, y in
            let square = (x - 210) * (x - 210) + (y - 210) * (y - 210)
            return square < 60 * 60 && square > 54 * 54
        }
        #expect(ring == [.hospital])
    }

    @Test func whatLiesUnderThePaperIsNone() {
        #expect(roles { x, y in x > 293 || y > 293 }.isEmpty)
        // The paper's outline lies a little beside its edge.
        #expect(roles { x, y in x > 270 || y > 270 }.isEmpty)
        #expect(roles { _, _ in false }.isEmpty)
    }
}
