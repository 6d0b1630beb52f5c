import FormDrawing
import IntakeModel

/// 识别图示: draws a reading and its explanation, each kind of thing in a colour of its own.
struct PageDrawing {
    let markup: PageMarkup
    /// Stored pixels to pixels of the picture.
    let map: (Point) -> Point
    /// A thousandth of the picture's longer side.
    let unit: Double

    private enum Colours {
        static let paper = PageMarkup.Colour(0.1, 0.3, 0.9)
        static let frame = PageMarkup.Colour(0.95, 0.5, 0)
        static let cell = PageMarkup.Colour(0.3, 0.55, 0.85, cover: 0.7)
        static let line = PageMarkup.Colour(0.5, 0.2, 0.7, cover: 0.6)
        static let seal = PageMarkup.Colour(0.85, 0, 0.5)
        static let good = PageMarkup.Colour(0, 0.5, 0.15)
        static let doubtful = PageMarkup.Colour(0.8, 0.45, 0)
        static let bad = PageMarkup.Colour(0.85, 0.05, 0.05)
        static let empty = PageMarkup.Colour(0.45, 0.45, 0.45)

        /// Delivered as sure, to be looked at, hardly a guess.
        static func of(_ confidence: Double) -> PageMarkup.Colour {
            confidence >= 0.9 ? good : confidence >= 0.6 ? doubtful : bad
        }
    }

    func draw(_ page: PageReading, language: Language) {
        if let explanation = page.explanation { draw(explanation) }
        for document in page.documents { draw(document) }
        markup.caption(
            Phrase.debugLegend.text(language), at: Point(x: unit * 4, y: unit * 2000), size: unit * 11, Colours.paper)
    }

    private func draw(_ explanation: PageExplanation) {
        for line in explanation.lines {
            markup.outline(line.outline.map(map), Colours.line, thickness: unit * 0.6)
        }
        for frame in explanation.frames { markup.outline(frame.map(map), Colours.frame, thickness: unit * 1.2) }
        for paper in explanation.papers {
            for cell in paper.cells { markup.outline(cell.map(map), Colours.cell, thickness: unit * 0.8) }
            markup.outline(paper.frame.map(map), Colours.frame, thickness: unit * 2.5)
            for label in paper.labels {
                let colour = Colours.of(label.likeness >= 0.75 ? 1 : label.likeness)
                let outline = label.outline.map(map)
                markup.outline(outline, colour, thickness: unit * 1.2)
                guard let box = Region(enclosing: outline) else { continue }
                markup.caption(
                    "\(percent(label.likeness)) \(label.wanted.prefix(6))", at: Point(x: box.x, y: box.y),
                    size: unit * 6, colour)
            }
        }
    }

    private func draw(_ document: DocumentReading) {
        let box = place(document.region)
        markup.outline(box.corners, Colours.paper, thickness: unit * 3)
        for fields in [document.fields] + document.rows {
            for (key, field) in fields.sorted(by: { $0.key < $1.key }) { draw(field, key) }
        }
        for seal in document.seals {
            let region = place(seal.region)
            markup.outline(region.corners, Colours.seal, thickness: unit * 2)
            markup.caption(
                "\(seal.role.rawValue) \(seal.text ?? "—") \(percent(seal.confidence))",
                at: Point(x: region.x, y: region.y - unit * 13), size: unit * 9, Colours.seal)
        }
        var top = box.y + unit * 4
        func say(_ text: String, _ colour: PageMarkup.Colour, _ size: Double) {
            markup.caption(text, at: Point(x: box.x + unit * 4, y: top), size: unit * size, colour)
            top += unit * size * 1.4
        }
        say("\(document.documentType.rawValue) \(percent(document.confidence))", Colours.paper, 14)
        for finding in document.findings {
            say("\(finding.code.rawValue) \(finding.field?.rawValue ?? "") \(finding.message)", Colours.bad, 9)
        }
    }

    private func draw(_ field: FieldReading, _ key: FieldKey) {
        let region = place(field.region)
        let colour = field.value == "" ? Colours.empty : field.value == nil ? Colours.bad : Colours.of(field.confidence)
        markup.outline(region.corners, colour, thickness: unit * 1.5)
        let value = field.value ?? "？"
        if field.value == "" {
            // Inside its cell, so that it hides nothing.
            markup.caption(
                "∅ \(percent(field.confidence)) \(key.rawValue)", at: Point(x: region.x + unit, y: region.y + unit),
                size: unit * 6, colour)
            return
        }
        let size = unit * max(8, min(14, region.height / unit * 0.45))
        markup.caption(
            "\(value) \(percent(field.confidence)) \(key.rawValue)",
            at: Point(x: region.x, y: region.maxY - size * 0.3),
            size: size, colour)
    }

    private func place(_ region: Region) -> Region { Region(enclosing: region.corners.map(map)) ?? region }

    private func percent(_ part: Double) -> String { "\(Int((part * 100).rounded(.down)))%" }
}
