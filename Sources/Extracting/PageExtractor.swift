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
    private let clock = StageClock()
    /// Processor time that a page may cost before reading it is given up; `nil` is as long as it takes. The time is
    /// that of the whole process, so a limit is for a process that does nothing else.
    public var processorSeconds: Double?
    private let language: Language
    /// Sees the evidence behind every value that is delivered.
    public var observe: ((ObservedField) -> Void)? {
        get { assembler.observe }
        set { assembler.observe = newValue }
    }

    /// Names of organizations in the registry: their seals are likely. Empty without a registry.
    public var organizations: [String] {
        get { assembler.organizations }
        set { assembler.organizations = newValue }
    }

    public init(resources: ResourceLocation, recognizer: LineRecognizer, language: Language) throws(IntakeError) {
        library = try FormLibrary(from: resources)
        fitter = FormFitter(library)
        let facts = try IntakeFacts(from: resources)
        lines = LineReader(recognizer: recognizer, facts: facts)
        calibration = try Calibration(from: resources)
        assembler = PaperAssembler(
            lines: lines, calibration: calibration, facts: facts, language: language, clock: clock)
        self.language = language
    }

    /// Reads one page; a page without a known paper has a document of type `blank` or `unknown`.
    ///
    /// A page that costs more than its share of work has a document of type `unknown` with `PAGE_ILLEGIBLE` for what was
    /// not read, and the reason `too-complex`.
    public func read(_ scanned: PageImage, page: Int, explaining: Bool = false) throws(IntakeError) -> PageReading {
        lines.budget = processorSeconds.map { WorkBudget(processor: $0) }
        clock.reset()
        var image = scanned
        var overview = PageOverview(image)
        if let clean = ScannerStreaks.removed(from: image, page: overview) {
            image = clean
            overview = PageOverview(image)
        }
        let legibility = Legibility(overview)
        var reading = PageReading(
            page: page, width: image.width, height: image.height, dpi: Int((image.dpi ?? 0).rounded()), rotation: 0,
            skewDegrees: 0, quality: legibility.quality, documents: [])
        var found = Found(isBlank: legibility.isBlank, isCrowded: legibility.isCrowded)
        do throws(IntakeError) {
            if !found.isBlank { try find(on: image, overview, &found) }
            if let first = found.papers.first {
                reading.rotation = first.quarterTurns * 90
                reading.skewDegrees = (first.skewDegrees * 100).rounded() / 100
                if reading.dpi == 0 { reading.dpi = first.estimatedDPI ?? 0 }
            }
            let text = PageTextSource(known: found.text) { [self] isKnown, turns throws(IntakeError) in
                try clock.time(.text) { () throws(IntakeError) in
                    try PageTextReader(lines: lines).read(image, besides: isKnown, quarterTurns: turns)
                }
            }
            for paper in found.papers {
                try lines.budget?.check()
                reading.documents.append(
                    try assembler.document(
                        of: paper, on: image, overview: overview, text: found.papers.count == 1 ? text : nil))
            }
        } catch {
            guard error.code == WorkBudget.code else { throw error }
            reading.quality.legible = false
            reading.quality.reasons.append("too-complex")
            reading.documents.append(unknown(image, because: .findingPageTooComplex))
        }
        if reading.documents.isEmpty {
            // Marks all over and not a word among them.
            if found.papers.isEmpty, found.isCrowded, found.text == nil, lines.recognizer.detector != nil {
                reading.quality.legible = false
                reading.quality.reasons.append("no-text")
            }
            let illegible = !reading.quality.legible && !found.isBlank
            reading.documents = [
                found.isBlank ? blank(image) : unknown(image, because: illegible ? .findingPageIllegible : nil)
            ]
            if !found.isBlank, !illegible, found.isCut(image) {
                reading.documents[0].findings.append(
                    Finding(code: .pageCut, severity: .error, message: Phrase.findingPageCut.text(language)))
            }
        }
        if explaining { reading.explanation = explanation(of: found) }
        return reading
    }

    /// What a page showed so far.
    private struct Found {
        var isBlank: Bool
        let isCrowded: Bool
        var frames: [TableFrame] = []
        var papers: [FoundPaper] = []
        var text: PageText?

        /// Whether text of no known paper runs off the picture, or begins so close to its edge that a title is missing. A
        /// table's rules say nothing: where no form lies over them they may be folds.
        func isCut(_ image: PageImage) -> Bool {
            guard let text else { return false }
            let edge = TextEdge(sheet: text.sheet, image: image)
            return edge.cuts(text.lines) || edge.isAboveTitle(text.lines, within: TextEdge.leastRoom)
        }
    }

    private func find(on image: PageImage, _ overview: PageOverview, _ found: inout Found) throws(IntakeError) {
        let frames = clock.measure(.tables) { TableFrameFinder.frames(in: overview) }
        found.frames = frames
        var doubtful: [RegisteredPaper] = []
        let sheets = PaperSheets(of: image)
        let tables = TableRoute(fitter: fitter, lines: lines, sheets: sheets)
        let fits = clock.measure(.register) { tables.fitted(frames, overview: overview) }
        for (index, fitted) in fits.enumerated() where !found.papers.contains(where: { $0.overlaps(fitted.frame) }) {
            let registered = try clock.time(.register) { () throws(IntakeError) in
                try tables.paper(in: fitted, rivals: fits[(index + 1)...])
            }
            guard let paper = registered else { continue }
            // A frame that reaches further may have all labels somewhere, and its rules worse.
            let isBetter = doubtful.contains {
                $0.frame.overlaps(paper.frame) && $0.template.documentType == paper.template.documentType
                    && $0.fit.score > paper.fit.score && $0.explained >= paper.explained
            }
            if paper.isCertain, !isBetter {
                found.papers.append(.table(paper))
            } else {
                doubtful.append(paper)
            }
        }
        let open = frames.filter { frame in
            frame.width * frame.height > 0.06 * Double(image.width * image.height)
                && !found.papers.contains { $0.covers(frame) }
        }
        guard found.papers.isEmpty || !open.isEmpty else { return }
        let route = TextRoute(library: library, tables: tables, clock: clock)
        let answer = try route.papers(
            overview: overview, frames: open, fits: fits, doubtful: doubtful, taken: found.papers)
        found.papers += answer.papers
        found.text = answer.page
        found.isBlank = found.papers.isEmpty && answer.hasNoText && !found.isCrowded
    }

    private func explanation(of found: Found) -> PageExplanation {
        PageExplanation(
            frames: found.frames.map(\.corners), papers: found.papers.map(\.explanation),
            lines: found.text?.explanation ?? [], seconds: clock.seconds)
    }

    private func blank(_ image: PageImage) -> DocumentReading {
        DocumentReading(documentType: .blank, confidence: 0.95, region: image.bounds)
    }

    private func unknown(_ image: PageImage, because reason: Phrase?) -> DocumentReading {
        let findings = reason.map { reason in
            [Finding(code: .pageIllegible, severity: .error, message: reason.text(language))]
        }
        return DocumentReading(
            documentType: .unknown, confidence: 0.5, region: image.bounds, findings: findings ?? [])
    }
}
