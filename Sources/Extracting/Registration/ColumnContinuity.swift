/// 竖线贯通: an upright rule that stands in line in the bands above and below goes on between them, where it shows.
///
/// Each band's rules are found by themselves; in a band of one row the left edges of two lines of writing look like a rule.
enum ColumnContinuity {
    /// Parts of a table's width between places that are one column.
    private static let samePlace = 0.001
    /// Pixels between pieces of a rule that are one.
    private static let inLine = 4.0
    /// Share of a rule's piece that tells that it is there.
    private static let shown = 0.6

    /// `profiles` say for every band how much of each column of pixels is ruled, 0…1.
    static func restore(
        in columns: inout [RuleAlignment.Result], of bands: [FormGrid.Band], profiles: [[Double]]
    ) {
        func position(of place: Double, in band: Int) -> Double? {
            bands[band].places.firstIndex { abs($0 - place) < samePlace }.map { columns[band].positions[$0] }
        }
        for band in bands.indices.dropFirst().dropLast() {
            let places = bands[band].places
            for index in places.indices.dropFirst().dropLast() {
                guard let above = position(of: places[index], in: band - 1),
                    let below = position(of: places[index], in: band + 1), abs(above - below) <= inLine
                else { continue }
                let between = (above + below) / 2
                let own = columns[band].positions
                guard abs(own[index] - between) > inLine, between > own[index - 1] + inLine,
                    between < own[index + 1] - inLine
                else { continue }
                let near = Int(between - inLine / 2)...Int(between + inLine / 2)
                let most = near.filter(profiles[band].indices.contains).map { profiles[band][$0] }.max() ?? 0
                if most >= shown { columns[band].positions[index] = between }
            }
        }
    }
}
