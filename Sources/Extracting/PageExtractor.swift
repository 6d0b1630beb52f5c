internal import Foundation
internal import ImageCodecs
public import IntakeModel
public import IntakeResources
internal import Normalizing
public import Recognizing

/// 提取: from a page's pixels to what its papers say.
///
/// Not thread-safe; meant to live in a worker process of its own, because C libraries meet hostile input here.
public final class PageExtractor {
    private let library: FormLibrary
    private let facts: IntakeFacts
    private let calibration: Calibration
    private let lines: LineReader
    private let language: Language
    /// Sees the evidence behind every value that is delivered.
    public var observe: ((ObservedField) -> Void)?

    /// A form is accepted when its rules fit at least this well …
    static let leastFit = 0.30
    /// … and the labels read are at least this much like its own. Wrong forms stay below 0.35.
    static let leastLikeness = 0.5
    /// Below this likeness every value of the paper goes to a person.
    static let certainLikeness = 0.85

    public init(resources: ResourceLocation, recognizer: LineRecognizer, language: Language) throws(IntakeError) {
        library = try FormLibrary(from: resources)
        facts = try IntakeFacts(from: resources)
        calibration = try Calibration(from: resources)
        lines = LineReader(recognizer: recognizer, facts: facts)
        self.language = language
    }

    /// Reads one page; a page without a known paper has a document of type `blank` or `unknown`.
    public func read(_ image: PageImage, page: Int) throws(IntakeError) -> PageReading {
        let luminance = Resampling.luminance(image)
        let legibility = Legibility(luminance)
        var reading = PageReading(
            page: page, width: image.width, height: image.height, dpi: Int((image.dpi ?? 0).rounded()), rotation: 0,
            skewDegrees: 0, quality: legibility.quality, documents: [])
        if !legibility.isBlank {
            for frame in TableFrameFinder.frames(in: luminance) {
                let taken = reading.documents.contains { document in
                    guard let box = Region(enclosing: frame.corners) else { return false }
                    return (document.region.intersection(box)?.area ?? 0) > 0.5 * box.area
                }
                guard !taken, let (document, fit) = try document(in: frame, of: image, luminance: luminance) else {
                    continue
                }
                if reading.documents.isEmpty {
                    reading.rotation = fit.quarterTurns * 90
                    reading.skewDegrees = (frame.skewDegrees * 100).rounded() / 100
                    if reading.dpi == 0 { reading.dpi = estimatedDPI(frame, fit) }
                }
                reading.documents.append(document)
            }
        }
        if reading.documents.isEmpty { reading.documents = [unknown(image, legibility: legibility)] }
        return reading
    }

    private func document(
        in frame: TableFrame, of image: PageImage, luminance: Plane<UInt8>
    ) throws(IntakeError) -> (DocumentReading, FormFit)? {
        guard let rules = frame.rules(on: luminance) else { return nil }
        let candidates = FormFitter(library).fits(rules).filter { $0.score > PageExtractor.leastFit }.prefix(4)
        var papers: [Int: (StraightenedPaper, InkSeparation)] = [:]
        var best: (fit: FormFit, likeness: Double, sheet: InkSheet)?
        for fit in candidates {
            if papers[fit.quarterTurns] == nil,
                let paper = StraightenedPaper(image, frame: frame, quarterTurns: fit.quarterTurns)
            {
                let scale = max(paper.table.width, paper.table.height) / 160
                papers[fit.quarterTurns] = (paper, InkSeparation(paper.image, pixelsPerMillimetre: scale))
            }
            guard let (paper, inks) = papers[fit.quarterTurns] else { continue }
            let (likeness, sheet) = try FormConfirmation(lines: lines).confirm(fit, on: paper, inks: inks)
            if likeness > (best?.likeness ?? PageExtractor.leastLikeness) { best = (fit, likeness, sheet) }
            if likeness > 0.85 { break }
        }
        guard let best else { return nil }
        let reader = FieldReader(lines: lines, calibration: calibration, observe: observe)
        var fields = try FormReader(reader: reader).read(best.fit, on: best.sheet)
        let template = best.fit.template
        let paper = best.sheet.paper
        let seals = try SealFinder(lines: lines).seals(
            on: SealSheet(
                paper: paper, inks: best.sheet.inks, pixelsPerMillimetre: paper.table.width / template.tableWidth),
            expected: template.seals.map { $0.expected(on: paper.table, of: template) })
        // Labels that read badly mean cells that may lie wrongly: then no value, not even an empty one, is certain.
        if best.likeness < PageExtractor.certainLikeness {
            for key in Array(fields.keys) {
                let trust = min(0.6, fields[key]?.confidence ?? 0)
                fields[key]?.confidence = trust
            }
        }
        // Where a registrar signs by stamp, the stamp's name is the field's value.
        if let stamp = seals.first(where: { $0.role == .registrarName }), let name = stamp.text,
            let written = fields["registrar"],
            written.value?.isEmpty != false || written.region.intersection(stamp.region) != nil
        {
            fields["registrar"] = FieldReading(
                value: name, raw: name, confidence: stamp.confidence, region: stamp.region, source: lines.source)
        }
        let checks = FieldChecks(template: best.fit.template, facts: facts, language: language)
        return (
            DocumentReading(
                documentType: best.fit.template.documentType,
                confidence: min(0.99, best.likeness * 0.6 + max(0, min(1, best.fit.score)) * 0.4),
                region: paperRegion(best.fit.template, best.sheet, image: image), fields: fields, seals: seals,
                findings: checks.findings(
                    fields, seals: seals, sealsWereSearched: best.sheet.inks.hasRed || !best.sheet.isGrey)),
            best.fit
        )
    }

    /// The paper around the table, as the form has it, inside the picture.
    private func paperRegion(_ template: FormTemplate, _ sheet: InkSheet, image: PageImage) -> Region {
        let width = template.tableWidth
        let height = template.tableHeight
        let part = Region(
            x: -template.tableOrigin[0] / width, y: -template.tableOrigin[1] / height,
            width: template.paper[0] / width, height: template.paper[1] / height)
        let paper = sheet.fileRegion(sheet.box(of: part))
        return paper.intersection(image.bounds) ?? image.bounds
    }

    private func estimatedDPI(_ frame: TableFrame, _ fit: FormFit) -> Int {
        let width = fit.quarterTurns % 2 == 0 ? frame.width : frame.height
        return Int((width / fit.template.tableWidth * 25.4 / 10).rounded()) * 10
    }

    private func unknown(_ image: PageImage, legibility: Legibility) -> DocumentReading {
        var findings: [Finding] = []
        if !legibility.quality.legible && !legibility.isBlank {
            findings.append(
                Finding(
                    code: .pageIllegible, severity: .error, message: Phrase.findingPageIllegible.text(language)))
        }
        return DocumentReading(
            documentType: legibility.isBlank ? .blank : .unknown, confidence: legibility.isBlank ? 0.95 : 0.5,
            region: image.bounds, findings: findings)
    }
}
