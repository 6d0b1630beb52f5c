import Testing

@testable import Extracting

@Suite("格线对位")
struct RuleAlignmentTests {
    /// A row of 1000 pixels whose columns end at 300, 450, 600 and 750 of the form.
    private func fitted(_ candidates: [RuleAlignment.Candidate], crowd: Double) -> [Double] {
        RuleAlignment.fit(
            places: [0, 0.3, 0.45, 0.6, 0.75, 1], ends: (0, 1000), candidates: candidates, strong: 0.85, sameRule: 8,
            crowd: crowd
        ) { _, position in candidates.first { $0.position == position }?.strength ?? 0 }.positions
    }

    private func rules(_ places: [Double], strength: Double = 1) -> [RuleAlignment.Candidate] {
        places.map { RuleAlignment.Candidate(position: $0, strength: strength) }
    }

    @Test func strokesOfADenseAddressDoNotShiftTheColumns() {
        let strokes = stride(from: 700.0, to: 900, by: 12).map { $0 }
        // A printing whose columns stand further left: with the strokes counted as rules the last one seems to be one.
        #expect(fitted(rules([200, 350, 500, 650] + strokes), crowd: 30) == [0, 200, 350, 500, 650, 1000])
        #expect(fitted(rules([200, 350, 500, 650] + strokes), crowd: 0) != [0, 200, 350, 500, 650, 1000])
    }

    @Test func aFaintStrokeBesideARuleMakesNoDoubleLineOfIt() {
        // Left over, the rule at 290 would cost: the first column is twice as wide as the form says otherwise.
        let all = (rules([290, 445, 590, 745, 860]) + rules([286], strength: 0.5)).sorted { $0.position < $1.position }
        #expect(fitted(all, crowd: 0) == [0, 290, 445, 590, 745, 1000])
    }
}
