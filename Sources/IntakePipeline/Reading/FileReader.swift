public import Extracting
public import Foundation
public import ImageCodecs
public import IntakeModel
public import IntakeResources
public import Recognizing
internal import Registry
internal import Separators

/// Reads whole files, page by page. Lives in the reading process.
public final class FileReader {
    private let extractor: PageExtractor
    private let decoder: ImageDecoder
    private let language: Language
    /// Sees the evidence behind every value; for calibration.
    public var observe: ((ObservedField) -> Void)? {
        get { extractor.observe }
        set { extractor.observe = newValue }
    }
    /// Larger pages are reduced while they are decoded, pixels: 300 dpi on A3, 425 dpi on A4.
    private static let longestSide = 5000
    /// Processor time that a page may cost; set it in processes that do nothing but read.
    public var processorSeconds: Double? {
        get { extractor.processorSeconds }
        set { extractor.processorSeconds = newValue }
    }
    /// What a page may cost in a worker: about six times an A4 page of print.
    public static let workerSeconds = 6.5
    /// Said once when an engine is missing.
    public let notice: Phrase?

    public init(
        resources: ResourceLocation, engine: EngineChoice, language: Language, limits: ImageLimits = .standard
    ) throws(IntakeError) {
        let recognizer = try LineRecognizer(engine, resources: resources)
        extractor = try PageExtractor(resources: resources, recognizer: recognizer, language: language)
        decoder = ImageDecoder(limits: limits)
        notice = recognizer.notice
        self.language = language
    }

    /// Never throws: what went wrong is part of the answer.
    public func read(_ request: ReadingRequest) -> FileReading {
        let clock = ContinuousClock()
        let start = clock.now
        var reading = FileReading(file: request.name, seconds: 0)
        do {
            let data = try decoder.bytes(of: URL(filePath: request.path), named: request.name)
            var decoded = clock.now
            extractor.organizations = request.organizations ?? []
            try decoder.eachPage(of: data, name: request.name, longestSide: FileReader.longestSide) {
                (page) throws(IntakeError) in
                let seconds = Double((clock.now - decoded) / .microseconds(1)) / 1e6
                let number = reading.pages.count + 1
                var read: PageReading
                if let separator = FileReader.separator(page.image, page: number) {
                    read = separator
                } else {
                    read = try extractor.read(page.image, page: number, explaining: request.explain == true)
                }
                if request.fingerprint == true { read.fingerprint = FileReader.fingerprint(of: read, page.image) }
                read = read.scaled(by: Double(page.factor), width: page.storedWidth, height: page.storedHeight)
                read.explanation?.seconds["decode"] = seconds
                reading.pages.append(read)
                decoded = clock.now
            }
            PaperComparison.compare(&reading.pages, language: language)
        } catch {
            reading.pages = []
            reading.error = error.report(language)
        }
        reading.seconds = Double((clock.now - start) / .milliseconds(1)) / 1000
        return reading
    }

    /// Of the paper, where it fills a good part of the page by itself; else of the page.
    private static func fingerprint(of page: PageReading, _ image: PageImage) -> PageFingerprint {
        guard let paper = page.documents.first, page.documents.count == 1,
            paper.region.area > image.bounds.area / 5
        else { return PageFingerprint(image, rotation: page.rotation) }
        return PageFingerprint(
            image, rotation: page.rotation, frame: paper.region, skewDegrees: page.skewDegrees)
    }

    /// A separator sheet is nothing else: nobody reads on it.
    private static func separator(_ image: PageImage, page: Int) -> PageReading? {
        guard let separator = SeparatorFinder.separator(on: image) else { return nil }
        var reading = PageReading(
            page: page, width: image.width, height: image.height, dpi: Int((image.dpi ?? 0).rounded()), rotation: 0,
            skewDegrees: 0, quality: PageQuality(legible: true), documents: [])
        reading.separator = separator
        return reading
    }

    /// Reads a file that shows one text line.
    public func readLine(_ request: ReadingRequest, as grammar: FieldGrammarName) -> LineFileReading {
        let clock = ContinuousClock()
        let start = clock.now
        var answer = LineFileReading(file: request.name, seconds: 0)
        do throws(IntakeError) {
            let data = try decoder.bytes(of: URL(filePath: request.path), named: request.name)
            guard let picture = try decoder.pages(of: data, name: request.name).first else {
                throw ImageFailure.empty.error(file: request.name)
            }
            let reading = try extractor.readLine(picture, as: grammar, name: request.name)
            answer.value = reading.value
            answer.raw = reading.raw
            answer.confidence = reading.confidence
            answer.alternatives = reading.alternatives
            answer.source = reading.source
        } catch {
            answer.error = error.report(language)
        }
        answer.seconds = Double((clock.now - start) / .milliseconds(1)) / 1000
        return answer
    }

    /// Answers one JSON line per JSON line until the input ends.
    public func serve(input: FileHandle = .standardInput, output: FileHandle = .standardOutput) {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        while let line = Swift.readLine() {
            guard let request = try? JSONDecoder().decode(ReadingRequest.self, from: Data(line.utf8)),
                let answer = try? request.grammar.map({ try encoder.encode(readLine(request, as: $0)) })
                    ?? encoder.encode(read(request))
            else { continue }
            output.write(answer + [0x0A])
        }
    }
}
