import IntakeModel
import Normalizing
import Testing

@testable import Extracting

@Suite("格线覆盖")
struct RuleCoverageTests {
    /// Standing on its head, a table's coverage is that of its rules turned twice.
    @Test func turnedOverItIsThatOfTheTurnedRules() {
        let (width, height) = (61, 47)
        var state: UInt64 = 7
        func mask(_ share: UInt64) -> Plane<UInt8> {
            Plane(
                width: width, height: height,
                values: (0..<width * height).map { _ in
                    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                    return state >> 33 & 15 < share ? 1 : 0
                })
        }
        let rules = RuleRidges(level: mask(2), upright: mask(1))
        let turned = RuleCoverage(rules.turned(2))
        let over = RuleCoverage(rules).turnedOver
        for y in -1...height {
            for (from, to) in [(0, width), (3, 20), (-5, 8), (40, 90), (9, 9)] {
                #expect(over.level(y: y, from: from, to: to) == turned.level(y: y, from: from, to: to))
            }
        }
        for x in -1...width {
            for (from, to) in [(0, height), (3, 20), (-5, 8), (30, 90)] {
                #expect(over.upright(x: x, from: from, to: to) == turned.upright(x: x, from: from, to: to))
            }
        }
        let stretches = [(from: 2, to: 12), (from: 20, to: 44)]
        #expect(over.upright(over: stretches) == turned.upright(over: stretches))
        #expect(over.turnedOver.upright(over: stretches) == RuleCoverage(rules).upright(over: stretches))
    }
}
