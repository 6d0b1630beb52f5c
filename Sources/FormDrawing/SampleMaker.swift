public import Foundation
internal import ImageCodecs
public import IntakeModel
public import IntakeResources

/// 画样张: a filled, stamped and aged paper of invented people, with its truth.
public struct SampleMaker: Sendable {
    /// A drawn sample, encoded.
    public struct Sample: Sendable {
        /// JPEG.
        public let data: Data
        public let truth: SampleTruth
    }

    public let template: FormTemplate
    public let fonts: FontSet
    /// Dots per inch; `nil` draws 150…300 by chance.
    public var dpi: Double?
    /// 0…3; `nil` by chance.
    public var damage: Int?
    /// Values that the sample must carry.
    public var fixed: [FieldKey: String] = [:]

    /// Whose name the seals carry, such as 四川省绵阳市平武县; `nil` by chance.
    public var issuer: String?

    public init(template: FormTemplate, fonts: FontSet, dpi: Double? = nil, damage: Int? = nil) {
        self.template = template
        self.fonts = fonts
        self.dpi = dpi
        self.damage = damage
    }

    /// The same seed is the same sample.
    public func sample(seed: UInt64) throws(IntakeError) -> Sample {
        try fonts.require()
        var random = SeededRandom(seed: seed, template.documentType.rawValue, fonts.name)
        let level = damage ?? random.pick([0, 1, 1, 2, 2, 3])
        let dots = dpi ?? random.pick([150, 200, 200, 300, 300])
        var filling = FormFilling(template, random: &random, contradictions: fixed.isEmpty)
        for (key, value) in fixed {
            filling.set(key, value, text: FormFilling.text(value, key: key, template: template))
        }
        let layout = FormLayout(template, fonts: fonts, variation: 0.04 * Double(level) + 0.03, random: &random)
        let canvas = Canvas(width: layout.paper.width, height: layout.paper.height, dpi: dots)
        let painter = FormPainter(canvas: canvas, layout: layout, fonts: fonts, random: &random)
        painter.drawForm()
        let boxes = painter.drawValues(filling, random: &random)
        var sheet = canvas.image(dpi: dots)
        var seals = SealStamping(layout: layout, fonts: fonts, dpi: dots)
        seals.stamp(
            &sheet, issuer: issuer ?? filling.issuer, missing: fixed.isEmpty && random.chance(0.06), random: &random)
        var ageing = PageAgeing(sheet, damage: level)
        ageing.age(&random)
        let quality = level == 0 ? 92 : random.number((90 - 18 * level)...92)
        let scale = dots / 25.4
        func onPicture(_ box: Region) -> Region {
            ageing.map.apply(
                Region(x: box.x * scale, y: box.y * scale, width: box.width * scale, height: box.height * scale))
        }
        var fields: [FieldKey: SampleTruth.Field] = [:]
        for (key, value) in filling.values {
            fields[key] = SampleTruth.Field(
                value: value.value, text: value.text, region: onPicture(boxes[key] ?? layout.frame))
        }
        if let stamp = seals.stamped.first(where: { $0.role == .registrarName }), fields["registrar"] != nil {
            fields["registrar"] = SampleTruth.Field(
                value: stamp.text, text: stamp.text, region: onPicture(stamp.region))
        }
        let truth = SampleTruth(
            documentType: template.documentType, fields: fields,
            seals: seals.stamped.map {
                SampleTruth.Seal(role: $0.role, text: $0.text, region: onPicture($0.region), shape: $0.shape)
            },
            findings: (filling.findings + seals.findings).sorted { $0.rawValue < $1.rawValue },
            rotation: ageing.rotation, skewDegrees: (ageing.skew * 100).rounded() / 100, dpi: dots, damage: level,
            set: fonts.name, seed: seed)
        return Sample(data: try JPEGFile.encode(ageing.image, quality: quality), truth: truth)
    }

    /// The form without values or seals, as a PDF file of one page.
    public func blankForm(to file: URL) throws(IntakeError) {
        try fonts.require()
        var random = SeededRandom(seed: 0, "blank")
        let layout = FormLayout(template, fonts: fonts, variation: 0, random: &random)
        let canvas = Canvas(width: layout.paper.width, height: layout.paper.height, pdf: file.path)
        let painter = FormPainter(canvas: canvas, layout: layout, fonts: fonts, random: &random, steady: true)
        painter.drawForm()
        _ = painter.drawValues(FormFilling.blank(template), random: &random)
    }
}

extension FormFilling {
    /// Nothing is written anywhere.
    static func blank(_ template: FormTemplate) -> FormFilling {
        var random = SeededRandom(seed: 0, "blank")
        var filling = FormFilling(template, random: &random, contradictions: false)
        for field in template.fields { filling.set(field.key, "") }
        return filling
    }

    /// How a normalised value is written: dates with 年月日, everything else as it is.
    static func text(_ value: String, key: FieldKey, template: FormTemplate) -> String {
        guard template.fields.first(where: { $0.key == key })?.grammar == .date, let date = CalendarDate(iso: value)
        else { return value }
        return "\(date.year)年\(date.month)月\(date.day)日"
    }
}
