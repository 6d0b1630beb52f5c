internal import Foundation
internal import IntakeModel
internal import IntakeResources
internal import Normalizing
internal import Recognizing

/// 读方章、名章: the writing inside four sides, in one row, one column, two by two or several rows.
struct StampReader {
    let lines: LineReader

    struct Text {
        var text: String
        var confidence: Double
        var agreeing: Int
    }

    /// Two equal readings of four strokes' difference (帅, 师) have been wrong: only very sure ones, or three, are certain.
    static func confidence(_ text: Text) -> Double {
        let plain = SealReader.confidence(text.confidence, agreeing: text.agreeing)
        return text.agreeing > 2 || text.confidence > 0.96 ? plain : min(0.85, plain)
    }

    /// `stamp` in pixels of the straightened picture.
    func read(_ stamp: StampFinder.Stamp, on sheet: SealSheet) throws(IntakeError) -> Text? {
        guard let box = Region(enclosing: stamp.corners)?.inset(dx: -6, dy: -6),
            let picture = SealPicture(
                sheet.paper.image, box: box, redPart: sheet.isGrey ? 0 : 0.25,
                print: !sheet.isGrey ? .ofAnotherInk(orPale: false) : .kept)
        else { return nil }
        let margin = sheet.pixelsPerMillimetre
        let whole = upright(stamp, picture, margin: margin)
        let inside = StampReader.inside(whole, isOpen: stamp.isOpen)
        var cells = [StampCells(plane: StampReader.cut(whole, inside))]
        // The same with black rules and ring letters' fringes nearly gone.
        if !sheet.isGrey,
            let clean = SealPicture(sheet.paper.image, box: box, redPart: 0.75, print: .ofAnotherInk(orPale: false))
        {
            cells.append(StampCells(plane: StampReader.cut(upright(stamp, clean, margin: margin), inside)))
        }
        let millimetres = min(stamp.width, stamp.height) / sheet.pixelsPerMillimetre
        if stamp.isVertical {
            return try name(cells, layouts: cells[0].line(downwards: true))
        }
        if stamp.height < 0.68 * stamp.width {
            return try name(cells, layouts: cells[0].line(downwards: false), asLine: true)
        }
        if millimetres < 17 {
            let four = try square(cells)
            if let four, four.confidence >= 0.7 { return four }
            // Two characters under each other, each as wide as the stamp.
            if let two = try name(cells, layouts: cells[0].line(downwards: true)),
                two.confidence >= max(0.5, four?.confidence ?? 0), lines.facts.surnames.isPlausible(two.text)
            {
                return two
            }
            if let four { return four }
        }
        return try rows(cells[0].plane)
    }

    /// One row or column: cells side by side, and the row as it stands.
    private func name(
        _ pictures: [StampCells], layouts: [[Region]], asLine: Bool = false
    ) throws(IntakeError) -> Text? {
        var vote = SealVote()
        var lattices: [CTCLattice] = []
        var images: [(image: PageImage, quick: Bool)] = []
        let second = pictures.last ?? pictures[0]
        if asLine {
            images = [
                (pictures[0].line(pad: 0.1, stretch: 1), true), (pictures[0].line(pad: 0.1, stretch: 1), false),
                (second.line(pad: 0.2, stretch: 1.2), false),
            ]
        }
        for cells in layouts.prefix(2) {
            images.append((pictures[0].composed(cells, pad: 0.12), !asLine && images.isEmpty))
            images.append((second.composed(cells, pad: 0.06), false))
        }
        for (image, quick) in images {
            let lattice = try quick ? lines.quickLattice(of: image) : lines.lattice(of: image)
            vote.add(reading(lattice))
            if !quick { lattices.append(lattice) }
            // Two readings that say the same name are enough; three, whatever they say.
            if let result = vote.result, result.agreeing >= 2, result.confidence > 0.8,
                result.agreeing >= 3 || lines.facts.surnames.isPlausible(result.text)
            {
                break
            }
        }
        return judged(vote, lattices)
    }

    private func square(_ pictures: [StampCells]) throws(IntakeError) -> Text? {
        var vote = SealVote()
        for (picture, pad, quick) in [
            (pictures[0], 0.1, true), (pictures[0], 0.1, false), (pictures.last ?? pictures[0], 0.16, false),
        ] {
            vote.add(try reading(picture.composed(picture.square, pad: pad), quick: quick))
            if let result = vote.result, result.agreeing >= 2, result.confidence > 0.8 { break }
        }
        guard let result = vote.result else { return nil }
        let marks = Array(result.text)
        guard marks.count == 4 else { return nil }
        // 印 ends the text: at the lower right it is read in rows, at the lower left in columns from the right.
        let columns = [marks[1], marks[3], marks[0], marks[2]]
        let surnames = lines.facts.surnames
        let inColumns =
            if "印章".contains(marks[3]) {
                false
            } else if "印章".contains(marks[2]) {
                true
            } else if surnames.isWhole(String(columns)) != surnames.isWhole(String(marks)) {
                // Only a family name of two characters makes a name of four.
                surnames.isWhole(String(columns))
            } else {
                !surnames.begins(String(marks)) && surnames.begins(String(columns))
            }
        let text = String(inColumns ? columns : marks)
        let sure = surnames.isPlausible(text) ? result.confidence : min(0.6, result.confidence)
        return Text(text: text, confidence: sure, agreeing: result.agreeing)
    }

    /// Names begin with a family name: among readings of one length such a one stands before others.
    private func judged(_ vote: SealVote, _ lattices: [CTCLattice]) -> Text? {
        guard let result = vote.result, result.text.count >= 2 else { return nil }
        if lines.facts.surnames.isPlausible(result.text) {
            return Text(text: result.text, confidence: result.confidence, agreeing: result.agreeing)
        }
        let others = vote.readings.filter {
            lines.facts.surnames.isPlausible($0.text) && $0.characters.count >= result.text.count
        }
        if let best = others.max(by: { $0.score < $1.score }) {
            return Text(
                text: best.text, confidence: min(0.6, best.lowest), agreeing: vote.agreement(on: best.text))
        }
        if let meant = lines.decoder.name(likelierThan: result.text, in: lattices) {
            return Text(text: meant, confidence: min(0.5, result.confidence), agreeing: 1)
        }
        return Text(text: result.text, confidence: min(0.5, result.confidence), agreeing: result.agreeing)
    }

    /// Only Han characters stand on stamps.
    private func reading(_ image: PageImage, quick: Bool) throws(IntakeError) -> SealText {
        reading(try quick ? lines.quickLattice(of: image) : lines.lattice(of: image))
    }

    private func reading(_ lattice: CTCLattice) -> SealText { SealText(lines.plainReading(of: lattice)).hanOnly() }

    /// Larger square seals: rows from top to bottom.
    private func rows(_ plane: Plane<UInt8>) throws(IntakeError) -> Text? {
        var text = Text(text: "", confidence: 1, agreeing: 9)
        let cells = StampCells(plane: plane)
        for row in cells.rows {
            var vote = SealVote()
            for (pad, stretch, quick) in [(0.1, 1.0, true), (0.1, 1.0, false), (0.22, 1.2, false), (0.03, 0.9, false)] {
                vote.add(try reading(cells.line(row, pad: pad, stretch: stretch), quick: quick))
                if let result = vote.result, result.agreeing >= 2, result.confidence > 0.8 { break }
            }
            guard let result = vote.result, result.confidence > 0.2 else { continue }
            text.text += result.text
            text.confidence = min(text.confidence, result.confidence)
            text.agreeing = min(text.agreeing, result.agreeing)
        }
        return text.text.count >= 2 ? text : nil
    }
}
