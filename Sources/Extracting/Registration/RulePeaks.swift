internal import IntakeModel
internal import Normalizing

/// 疑似表格线: places where a rule may run through the whole of a table; the same for every form laid over it.
struct RulePeaks {
    let level: [RuleAlignment.Candidate]
    let upright: [RuleAlignment.Candidate]

    /// The table lies `border` pixels inside the picture. Level rules may be short: many end at a cell's side.
    init(_ coverage: RuleCoverage, border: Double) {
        let side = Int(border)
        let (right, bottom) = (coverage.width - side, coverage.height - side)
        level = RuleAlignment.peaks(
            (0..<coverage.height).map { coverage.level(y: $0, from: side, to: right) }, least: 0.12, apart: 4)
        upright = RuleAlignment.peaks(
            coverage.upright(over: [(side, bottom)]), least: 0.3, apart: 4)
    }
}
