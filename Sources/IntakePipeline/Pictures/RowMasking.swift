public import IntakeModel
public import Registry

/// 逐行遮盖: on a ledger whoever looks for one student sees that student's row, and of the others nothing.
public enum RowMasking {
    /// What is to be painted over so that only row `kept` (from 1) is left; all rows without one. Pixels of the file.
    ///
    /// `rotation` is the clockwise turn that makes the page upright: rows lie below each other on the upright page. Where
    /// a row cannot be found everything but the kept one's band is covered, so nothing is shown by mistake.
    public static func masks(_ reading: DocumentReading, keeping kept: Int?, rotation: Int) -> [Region] {
        guard !reading.rows.isEmpty else { return [] }
        let isLying = rotation % 180 == 90
        let places = reading.rows.map { row in
            Region(enclosing: row.values.map(\.region).filter { $0.area > 0 }.flatMap(\.corners))
        }
        let paper = places.compactMap(\.self).reduce(reading.region) { $0.union($1) }
        let located = places.enumerated().compactMap { index, place in
            place.map { (row: index + 1, span: span($0, isLying)) }
        }
        .sorted { $0.span.from < $1.span.from }
        guard located.count == places.count else {
            return around(located.first { $0.row == kept }.map { band($0.row, located) }, paper, isLying)
        }
        return located.filter { $0.row != kept }.map { region(band($0.row, located), paper, isLying) }
    }

    /// The row of a ledger that speaks of a student: by numbers, else by a name that only one row has.
    public static func row(of student: Student?, in document: IntakeDocument) -> Int? {
        guard let student else { return nil }
        let rows = document.reading.rows.indices.map { $0 + 1 }
        for field in [StudentField.citizenID, .studentNumber, .name] {
            guard let known = student[field], !known.isEmpty else { continue }
            let found = rows.filter { document.value(FieldKey(row: $0, field.key)) == known }
            if found.count == 1 { return found[0] }
        }
        return nil
    }

    private typealias Span = (from: Double, to: Double)

    private static func span(_ region: Region, _ isLying: Bool) -> Span {
        isLying ? (region.x, region.maxX) : (region.y, region.maxY)
    }

    /// From the middle between it and the row before to the middle between it and the next; at the ends a quarter of the
    /// row more, for what is written below its last line.
    private static func band(_ row: Int, _ located: [(row: Int, span: Span)]) -> Span {
        guard let at = located.firstIndex(where: { $0.row == row }) else { return (0, 0) }
        let own = located[at].span
        let reach = (own.to - own.from) / 4
        let before = at > 0 ? located[at - 1].span.to : nil
        let after = at + 1 < located.count ? located[at + 1].span.from : nil
        return (
            before.map { ($0 + own.from) / 2 } ?? own.from - reach, after.map { ($0 + own.to) / 2 } ?? own.to + reach
        )
    }

    private static func region(_ band: Span, _ paper: Region, _ isLying: Bool) -> Region {
        isLying
            ? Region(x: band.from, y: paper.y, width: band.to - band.from, height: paper.height)
            : Region(x: paper.x, y: band.from, width: paper.width, height: band.to - band.from)
    }

    /// The paper without a band of it.
    private static func around(_ band: Span?, _ paper: Region, _ isLying: Bool) -> [Region] {
        guard let band else { return [paper] }
        let whole = span(paper, isLying)
        return [(whole.from, band.from), (band.to, whole.to)].filter { $0.0 < $0.1 }.map { region($0, paper, isLying) }
    }
}
