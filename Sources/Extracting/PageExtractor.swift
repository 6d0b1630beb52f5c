internal import Foundation
internal import ImageCodecs
public import IntakeModel
public import IntakeResources
internal import Normalizing
public import Recognizing

/// 提取: from a page's pixels to what its papers say.
///
/// Two routes: forms laid over the rules of tables, believed only when their labels say so; and, where that is not
/// certain, all text of the page detected and read, which places the form by its labels or reads a paper without a table.
///
/// Not thread-safe; meant to live in a worker process of its own, because C libraries meet hostile input here.
public final class PageExtractor {
    private let library: FormLibrary
    private let fitter: FormFitter
    private let assembler: PaperAssembler
    let lines: LineReader
    let calibration: Calibration
    private let language: Language
    /// Sees the evidence behind every value that is delivered.
    public var observe: ((ObservedField) -> Void)? {
        get { assembler.observe }
        set { assembler.observe = newValue }
    }

    public init(resources: ResourceLocation, recognizer: LineRecognizer, language: Language) throws(IntakeError) {
        library = try FormLibrary(from: resources)
        fitter = FormFitter(library)
        let facts = try IntakeFacts(from: resources)
        lines = LineReader(recognizer: recognizer, facts: facts)
        calibration = try Calibration(from: resources)
        assembler = PaperAssembler(lines: lines, calibration: calibration, facts: facts, language: language)
        self.language = language
    }

    /// Reads one page; a page without a known paper has a document of type `blank` or `unknown`.
    public func read(_ scanned: PageImage, page: Int) throws(IntakeError) -> PageReading {
        var image = scanned
        var luminance = Resampling.luminance(image)
        if let clean = ScannerStreaks.removed(from: image, luminance: luminance) {
            image = clean
            luminance = Resampling.luminance(image)
        }
        let legibility = Legibility(luminance)
        var reading = PageReading(
            page: page, width: image.width, height: image.height, dpi: Int((image.dpi ?? 0).rounded()), rotation: 0,
            skewDegrees: 0, quality: legibility.quality, documents: [])
        var isBlank = legibility.isBlank
        if !isBlank {
            let frames = TableFrameFinder.frames(in: luminance)
            var papers: [FoundPaper] = []
            var doubtful: [RegisteredPaper] = []
            let tables = TableRoute(fitter: fitter, lines: lines)
            for fitted in tables.fitted(frames, luminance: luminance)
            where !papers.contains(where: { $0.covers(fitted.frame) }) {
                guard let paper = try tables.paper(in: fitted, of: image) else { continue }
                if paper.isCertain {
                    papers.append(.table(paper))
                } else {
                    doubtful.append(paper)
                }
            }
            let open = frames.filter { frame in
                frame.width * frame.height > 0.06 * Double(image.width * image.height)
                    && !papers.contains { $0.covers(frame) }
            }
            if papers.isEmpty || !open.isEmpty {
                let route = TextRoute(library: library, lines: lines)
                let answer = try route.papers(
                    on: image, luminance: luminance, frames: open, doubtful: doubtful, taken: papers)
                papers += answer.papers
                isBlank = papers.isEmpty && answer.hasNoText
            }
            if let first = papers.first {
                reading.rotation = first.quarterTurns * 90
                reading.skewDegrees = (first.skewDegrees * 100).rounded() / 100
                if reading.dpi == 0 { reading.dpi = first.estimatedDPI ?? 0 }
            }
            for paper in papers { reading.documents.append(try assembler.document(of: paper, on: image)) }
        }
        if reading.documents.isEmpty { reading.documents = [unknown(image, legibility: legibility, isBlank: isBlank)] }
        return reading
    }

    private func unknown(_ image: PageImage, legibility: Legibility, isBlank: Bool) -> DocumentReading {
        var findings: [Finding] = []
        if !legibility.quality.legible && !isBlank {
            findings.append(
                Finding(
                    code: .pageIllegible, severity: .error, message: Phrase.findingPageIllegible.text(language)))
        }
        return DocumentReading(
            documentType: isBlank ? .blank : .unknown, confidence: isBlank ? 0.95 : 0.5,
            region: image.bounds, findings: findings)
    }
}
