import Testing

@testable import Extracting

@Suite("竖线贯通")
struct ColumnContinuityTests {
    private let bands = (0..<3).map { FormGrid.Band(top: $0, bottom: $0 + 1, places: [0, 0.4, 0.7, 1]) }

    private func restored(_ middle: Double, shown: Double, below: Double = 82) -> Double {
        var columns = [80, middle, below].map {
            RuleAlignment.Result(positions: [0, $0, 140, 200], coverages: [1, 1, 1, 1], score: 1)
        }
        var profile = [Double](repeating: 0, count: 201)
        profile[81] = shown
        profile[Int(middle)] = 0.9
        ColumnContinuity.restore(in: &columns, of: bands, profiles: [profile, profile, profile])
        return columns[1].positions[1]
    }

    @Test func aRuleGoesOnBetweenItsNeighbours() { #expect(restored(90, shown: 0.8) == 81) }

    @Test func notWhereItDoesNotShow() { #expect(restored(90, shown: 0.3) == 90) }

    @Test func norWhereTheNeighboursAreNotInLine() { #expect(restored(90, shown: 0.8, below: 95) == 90) }

    @Test func aLittleBesideIsTheSameRule() { #expect(restored(83, shown: 0.8) == 83) }
}
