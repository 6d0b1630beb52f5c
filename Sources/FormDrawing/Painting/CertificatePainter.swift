internal import Foundation
internal import IntakeModel
internal import IntakeResources

/// 画证明: a certificate without a table, as label lines or as running sentences.
struct CertificatePainter {
    let canvas: Canvas
    let layout: FormLayout
    let writer: FieldWriter
    let text: CertificateText
    let isSentence: Bool
    /// Every value is by hand, in blanks of a preprinted paper.
    let handFilled: Bool
    let underlined: Bool
    private let size: Double

    /// What was drawn.
    struct Drawn {
        var boxes: [FieldKey: Region] = [:]
        /// Written by hand, whatever the template says.
        var byHand: Set<FieldKey> = []
        /// Middle of where it is signed and sealed.
        var signature: Point
        /// Of all that is said, the printed words included.
        var ink: Region?

        mutating func add(_ box: Region) { ink = ink?.union(box) ?? box }
    }

    init(
        canvas: Canvas, layout: FormLayout, writer: FieldWriter, filling: FormFilling, plain: Bool,
        random: inout SeededRandom
    ) {
        self.canvas = canvas
        self.layout = layout
        text = CertificateText(layout.template.documentType, filling: filling, random: &random)
        isSentence = !plain && random.chance(0.5)
        handFilled = !plain && random.chance(isSentence ? 0.15 : 0.25)
        underlined = plain || handFilled || random.chance(0.35)
        let size = min(5.8, max(3.9, layout.paper.height / 48)) * (plain ? 1 : random.number(0.92...1.06))
        self.size = size
        var writer = writer
        writer.labelSize = size
        self.writer = writer
    }

    /// Fields that this wording leaves out.
    var absent: Set<FieldKey> {
        isSentence ? Set(layout.template.fields.map(\.key)).subtracting(text.keys) : []
    }

    func draw(_ filling: FormFilling, random: inout SeededRandom) -> Drawn {
        canvas.setInk(FieldWriter.black)
        if !isSentence, layout.doubleFrame > 0 {
            canvas.rectangle(layout.frame.inset(dx: -6, dy: -4), thickness: layout.ruleThickness)
        }
        let (title, top) = drawTitle()
        var drawn =
            isSentence ? sentences(filling, from: top, &random) : labels(filling, from: top, &random)
        drawn.add(title)
        canvas.setInk(FieldWriter.black)
        canvas.text(
            text.remark, at: Point(x: layout.frame.x, y: min(layout.paper.height - 5, layout.frame.maxY + 5)),
            .init(family: layout.labelFont, size: size * 0.75))
        return drawn
    }

    /// Answers its ink, and where the text may begin.
    private func drawTitle() -> (ink: Region, top: Double) {
        var y = layout.frame.y + 2
        func centred(_ words: String, _ size: Double, spacing: Double) -> Region {
            var style = Canvas.Style(family: layout.labelFont, size: size, spacing: spacing)
            let room = layout.frame.width
            let natural = canvas.measure(words, style).advance
            if natural > room { (style.size, style.spacing) = (size * room / natural * 0.95, 0) }
            let width = canvas.measure(words, style).advance
            return canvas.text(words, at: Point(x: layout.paper.width / 2 - width / 2, y: y), style)
        }
        var heading: Region?
        if !text.heading.isEmpty {
            heading = centred(text.heading, size * 1.35, spacing: 0)
            y += size * 2.1
        }
        let title = centred(layout.title, size * 1.8, spacing: layout.title.count < 5 ? size : 0)
        return (heading?.union(title) ?? title, y + size * 2.8)
    }

    private func isByHand(_ field: FormField) -> Bool { handFilled || field.writing != .printed }

    // MARK: Label lines

    private static let signing: Set<FieldKey> = ["physician", "issuer", "issuedOn"]

    private func labels(_ filling: FormFilling, from top: Double, _ random: inout SeededRandom) -> Drawn {
        var drawn = Drawn(signature: Point(x: layout.frame.maxX - 35, y: layout.frame.maxY - 14))
        let lines = layout.template.head ?? []
        let pitch = min(size * 3, (layout.frame.maxY - top) / Double(lines.count))
        var signed: Region?
        for (index, line) in lines.enumerated() {
            let atFoot = line.fields.contains { CertificatePainter.signing.contains($0.key) }
            var x = atFoot ? layout.frame.x + layout.frame.width * 0.42 : layout.frame.x
            let y = top + pitch * (Double(index) + 0.4)
            for (place, part) in line.parts.enumerated() {
                let label = Canvas.Style(family: layout.labelFont, size: size)
                if let words = part.label {
                    canvas.setInk(FieldWriter.black)
                    let wording = layout.wording[words.text] ?? words.text
                    drawn.add(canvas.text(wording, at: Point(x: x, y: y), label))
                    x += canvas.measure(wording, label).advance + 1
                } else if let field = part.field {
                    let last = place == line.parts.count - 1
                    let width = last ? layout.frame.maxX - x : min(part.width ?? 30, layout.frame.maxX - x)
                    let area = Region(x: x, y: y - pitch * 0.47, width: max(14, width), height: pitch * 0.94)
                    let ink = write(field, filling, in: area, &random)
                    drawn.boxes[field.key] = ink
                    if underlined || filling.values[field.key]?.text.isEmpty == false { drawn.add(ink) }
                    if isByHand(field) { drawn.byHand.insert(field.key) }
                    if atFoot, filling.values[field.key]?.text != "" { signed = signed?.union(ink) ?? ink }
                    if underlined {
                        let under = y + size * 0.72
                        canvas.setInk(FieldWriter.black)
                        canvas.line(
                            Point(x: x, y: under), Point(x: x + area.width - 2, y: under), thickness: 0.18)
                    }
                    x += width + 2
                }
            }
        }
        if let signed { drawn.signature = signed.center }
        return drawn
    }

    private func write(
        _ field: FormField, _ filling: FormFilling, in area: Region, _ random: inout SeededRandom
    ) -> Region {
        let words = filling.values[field.key]?.text ?? ""
        guard !words.isEmpty else { return area }
        let wraps = [.text, .place].contains(field.grammar)
        return isByHand(field)
            ? writer.write(words, by: writer.hand(for: field.key), in: area, wraps: wraps, &random)
            : writer.print(words, in: area, wraps: wraps, &random)
    }

    // MARK: Sentences

    private func sentences(_ filling: FormFilling, from top: Double, _ random: inout SeededRandom) -> Drawn {
        let flow = TextFlow(canvas: canvas, layout: layout, writer: writer, size: size, underlined: underlined)
        let fields = Dictionary(uniqueKeysWithValues: layout.template.fields.map { ($0.key, $0) })
        var drawn = Drawn(signature: Point(x: 0, y: 0))
        func run(_ line: String, _ x: Double, _ y: Double, _ first: Double) -> Double {
            let items = CertificateText.pieces(line).map { piece -> TextFlow.Item in
                guard case .field(let key) = piece else {
                    if case .text(let words) = piece { return .init(text: words) }
                    return .init(text: "")
                }
                let pen = handFilled || fields[key]?.writing == .signature
                if pen { drawn.byHand.insert(key) }
                return .init(text: filling.values[key]?.text ?? "", key: key, byHand: pen)
            }
            let (boxes, all, end) = flow.draw(
                items, from: Point(x: x + first, y: y), left: x, right: layout.frame.maxX, &random)
            drawn.boxes.merge(boxes) { $1 }
            if let all { drawn.add(all) }
            return end
        }
        var y = top
        for paragraph in text.paragraphs {
            let salutation = paragraph.hasSuffix("：")
            y = run(paragraph, layout.frame.x, y, salutation ? 0 : 2 * size) + flow.pitch
        }
        y = max(y + flow.pitch * 0.4, min(layout.frame.maxY - 2 * flow.pitch, y + flow.pitch * 2))
        var signed: Region?
        for line in text.signature {
            let words = CertificateText.pieces(line).map { piece in
                switch piece {
                case .text(let words): words
                case .field(let key): filling.values[key]?.text ?? ""
                }
            }.joined()
            let width = canvas.measure(words, .init(family: layout.labelFont, size: size)).advance
            let x = max(layout.frame.x, layout.frame.maxX - 6 - max(width * 1.15, 40) + (40 - min(40, width)) / 2)
            _ = run(line, x, y, 0)
            let box = Region(x: x, y: y - size / 2, width: width, height: size)
            signed = signed?.union(box) ?? box
            y += flow.pitch
        }
        if let signed { drawn.signature = signed.center }
        return drawn
    }
}
