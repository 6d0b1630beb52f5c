internal import Foundation
internal import ImageCodecs
public import IntakeModel
public import IntakeResources

/// 照片检查: everything that a profile asks of one photo. Decodes, so it lives in the photo process.
///
/// Not thread-safe.
public final class PhotoChecker {
    public let profile: PhotoProfile
    let language: Language
    let finder: FaceFinder?
    /// Said once when models are missing.
    public let notice: Phrase?

    /// Pixels of the largest photo since somebody asked.
    var largestSeen = 0

    /// Bytes of one file.
    static let mostBytes = 40 << 20
    /// The small picture in which faces are looked for: its longer side at least, pixels.
    static let overviewSide = 400

    /// Pixels of a format that is kept as coefficients, or decoded whole.
    static func mostPixels(_ format: ContainerFormat) -> Int {
        switch format {
        case .jpeg: 50_000_000
        case .png, .pnm: 30_000_000
        // Leptonica holds such a picture twice at four bytes a pixel.
        default: 12_000_000
        }
    }

    /// Without the face models it checks what it can; `notice` says so then.
    public init(profile: PhotoProfile, resources: ResourceLocation, language: Language) {
        self.profile = profile
        self.language = language
        finder = try? FaceFinder(resources: resources)
        notice = finder == nil ? .photoNoModels : finder?.hasMesh == false ? .photoNoMesh : nil
    }

    /// What was found out about one photo, with its pixels for whoever prepares it.
    struct Inspection {
        var report: PhotoReport
        var facts: ContainerFacts?
        var raster: PhotoRaster?
        var plan: CropPlan?
        /// The file's own bytes.
        var data: PhotoBytes?
    }

    /// Never throws: what went wrong is part of the answer.
    func inspect(_ file: PhotoFile) -> Inspection {
        do throws(PhotoFile.Fault) {
            return inspect(try file.bytes(most: PhotoChecker.mostBytes), file.name)
        } catch {
            let reason =
                switch error {
                case .tooLarge(let bytes):
                    PhotoReason(
                        .fileTooLarge, measured: Double(bytes), limit: Double(PhotoChecker.mostBytes),
                        language: language)
                case .unreadable: PhotoReason(.unreadable, language: language)
                }
            return Inspection(report: PhotoReport(file: file.name, reasons: [reason]))
        }
    }

    func inspect(_ data: Data, _ name: String) -> Inspection { inspect(PhotoBytes(data), name) }

    func inspect(_ data: PhotoBytes, _ name: String) -> Inspection {
        var facts = ContainerFacts(data)
        let container = ContainerChecks(profile: profile, language: language)
        func refused(_ reason: PhotoReason) -> Inspection {
            var measures = PhotoMeasures()
            measures[.bytes] = Double(facts.bytes)
            if facts.width > 0 {
                measures[.width] = Double(facts.uprightWidth)
                measures[.height] = Double(facts.uprightHeight)
            }
            return Inspection(
                report: PhotoReport(file: name, reasons: [reason], measures: measures.values), facts: facts)
        }
        if let fatal = container.fatal(facts) { return refused(fatal) }
        var measures = PhotoMeasures()
        let raster: PhotoRaster
        do throws(IntakeError) {
            raster = try pixels(data, name, &facts, &measures)
        } catch {
            return refused(PhotoReason(PhotoChecker.code(of: error), language: language))
        }
        largestSeen = max(largestSeen, raster.width * raster.height)
        measures[.bytes] = Double(facts.bytes)
        measures[.trailingBytes] = Double(facts.trailingBytes)
        measures[.width] = Double(raster.width)
        measures[.height] = Double(raster.height)
        measures[.pixels] = Double(raster.width * raster.height)
        measures[.aspect] = Double(raster.width) / Double(raster.height) / profile.aspect
        var reasons = container.reasons(facts, size: (raster.width, raster.height))
        let look = PhotoLook(checker: self, raster: raster).look(&measures)
        reasons += look.reasons
        reasons += LimitJudge(profile: profile, language: language).reasons(measures)
        reasons = Mending(profile: profile, language: language).settled(reasons, plan: look.plan, raster: raster)
        var report = PhotoReport(
            file: name, reasons: ReasonOrder.sorted(reasons),
            measures: measures.values.mapValues(PhotoReason.rounded))
        report.scores = LimitJudge(profile: profile, language: language).scores(measures)
        report.face = look.place
        return Inspection(report: report, facts: facts, raster: raster, plan: look.plan, data: data)
    }

    private func pixels(
        _ data: PhotoBytes, _ name: String, _ facts: inout ContainerFacts, _ measures: inout PhotoMeasures
    ) throws(IntakeError) -> PhotoRaster {
        if facts.format == .jpeg {
            let coefficients =
                if let file = data.file {
                    try JPEGCoefficients(descriptor: file.fileDescriptor, name: name)
                } else {
                    try JPEGCoefficients(data.whole, name: name)
                }
            guard !coefficients.isTruncated else { throw ImageFailure.truncated.error(file: name) }
            guard coefficients.faults == 0 else { throw ImageFailure.damaged("entropy coding").error(file: name) }
            facts.trailingBytes = coefficients.trailingBytes
            measures[.jpegQuality] = QuantizationQuality.measure(coefficients.luminanceSteps)
            return PhotoRaster(coefficients, orientation: facts.orientation)
        }
        let limits = ImageLimits(pixels: PhotoChecker.mostPixels(facts.format), bytes: PhotoChecker.mostBytes, pages: 1)
        guard let page = try ImageDecoder(limits: limits).pages(of: data.whole, name: name).first else {
            throw ImageFailure.empty.error(file: name)
        }
        facts.width = page.width
        facts.height = page.height
        facts.components = page.channels
        return PhotoRaster(page, orientation: facts.orientation)
    }

    private static func code(of error: IntakeError) -> ReasonCode {
        switch error.code {
        case "image.empty": .emptyFile
        case "image.truncated": .truncated
        case "image.too-large": .tooManyPixels
        case "image.unknown-format": .unreadable
        default: .corrupt
        }
    }
}
