internal import Foundation
internal import ImageCodecs
internal import IntakeModel
internal import IntakeResources

/// 画好的一张纸: filled in and sealed, before time and scanner get at it.
struct DrawnPaper {
    struct Written {
        var value: FormFilling.Value
        /// Millimetres on the sheet.
        var region: Region
        var byHand: Bool
    }

    var documentType: DocumentType
    var sheet: PageImage
    /// The table, or all that is written, millimetres; `nil` where nothing could be lost.
    var content: Region?
    var fields: [FieldKey: Written] = [:]
    var rows: [[FieldKey: Written]] = []
    var seals: [SealStamping.Stamped] = []
    var findings: [FindingCode] = []
    var damages: Set<PageDamage> = []
}

/// 画纸: one form of a kind, filled in by the rules of its story.
struct PaperMaker {
    let template: FormTemplate
    let fonts: FontSet
    let dpi: Double
    /// 0…3.
    let level: Int
    /// Values that the paper must carry.
    var fixed: [FieldKey: String] = [:]
    /// Whose name the seals carry.
    var issuer: String?
    var contradictions = true

    func paper(_ random: inout SeededRandom) -> DrawnPaper {
        var filling = FormFilling(
            template, issuer: issuer, random: &random, contradictions: contradictions && fixed.isEmpty)
        for (key, value) in fixed {
            filling.set(key, value, text: FormFilling.text(value, key: key, template: template))
        }
        let layout = FormLayout(
            template, fonts: fonts, variation: [0.04, 0.08, 0.12, 0.15][min(3, max(0, level))], random: &random)
        let canvas = Canvas(width: layout.paper.width, height: layout.paper.height, dpi: dpi)
        let writer = FieldWriter(canvas: canvas, layout: layout, fonts: fonts, level: level, random: &random)
        var paper = DrawnPaper(
            documentType: template.documentType, sheet: PageImage(width: 1, height: 1, channels: 3, filledWith: 255))
        var signature = layout.frame.center
        if template.hasTable { paper.content = layout.frame }
        if template.hasTable {
            let painter = FormPainter(canvas: canvas, layout: layout, writer: writer)
            painter.drawForm()
            let boxes = painter.drawValues(filling, random: &random)
            let hands = Dictionary(
                (template.fields + template.rowFields).map { ($0.key, $0.writing != .printed) }
            ) { first, _ in first }
            for (key, value) in filling.values {
                paper.fields[key] = .init(
                    value: value, region: boxes.page[key] ?? layout.frame, byHand: hands[key] ?? false)
            }
            for (values, places) in zip(filling.rows, boxes.rows) {
                paper.rows.append(
                    Dictionary(
                        uniqueKeysWithValues: values.map { key, value in
                            (key, .init(value: value, region: places[key] ?? layout.frame, byHand: hands[key] ?? true))
                        }))
            }
        } else {
            let painter = CertificatePainter(
                canvas: canvas, layout: layout, writer: writer, filling: filling, plain: false, random: &random)
            for key in painter.absent { filling.drop(key) }
            let drawn = painter.draw(filling, random: &random)
            signature = drawn.signature
            if painter.isSentence { paper.damages.insert(.sentence) }
            for (key, value) in filling.values {
                guard let box = drawn.boxes[key] else { continue }
                paper.fields[key] = .init(value: value, region: box, byHand: drawn.byHand.contains(key))
            }
            paper.content = drawn.ink
        }
        paper.sheet = canvas.image(dpi: dpi)
        let imprints = SealPlan(template: template, filling: filling).imprints(
            &random, optional: fixed.isEmpty || random.chance(0.7))
        var stamping = SealStamping(layout: layout, fonts: fonts, dpi: dpi, level: level)
        stamping.stamp(&paper.sheet, imprints, signature: signature, random: &random)
        paper.seals = stamping.stamped
        paper.findings = filling.findings
        sign(&paper)
        note(layout, writer, &paper)
        return paper
    }

    /// 承办人签章: the name stamp is what stands in the field.
    private func sign(_ paper: inout DrawnPaper) {
        guard paper.fields["registrar"] != nil,
            let stamp = paper.seals.first(where: { $0.role == .registrarName })
        else { return }
        let name = stamp.shape == .square && stamp.text.hasSuffix("印") ? String(stamp.text.dropLast()) : stamp.text
        paper.fields["registrar"] = .init(value: .plain(name), region: stamp.region, byHand: true)
    }

    private func note(_ layout: FormLayout, _ writer: FieldWriter, _ paper: inout DrawnPaper) {
        if layout.doubleFrame > 0, template.hasTable { paper.damages.insert(.doubleRules) }
        if layout.traditional { paper.damages.insert(.traditionalScript) }
        if layout.isReworded, !layout.traditional { paper.damages.insert(.otherWording) }
        if writer.dotMatrix { paper.damages.insert(.dotMatrix) }
        if max(abs(writer.offset.x), abs(writer.offset.y)) > 0.9 { paper.damages.insert(.offsetPrint) }
        if paper.seals.contains(where: \.faint) { paper.damages.insert(.faintSeal) }
        if paper.seals.contains(where: \.partial) { paper.damages.insert(.partialSeal) }
        for (index, seal) in paper.seals.enumerated() {
            let others = paper.seals[(index + 1)...]
            if others.contains(where: { ($0.region.intersection(seal.region)?.area ?? 0) > 0.05 * seal.region.area }) {
                paper.damages.insert(.overlappingSeals)
            }
        }
    }
}
