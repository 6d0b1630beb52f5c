public import IntakeModel
public import IntakeResources

/// Which engines to use.
public enum EngineChoice: String, Sendable, CaseIterable {
    /// PP-OCR when it is there, Tesseract as the second opinion; Tesseract alone otherwise.
    case auto
    case ppocr
    case tesseract
}

/// 行识别: the engines that are at hand, behind one door.
///
/// Not thread-safe.
public final class LineRecognizer {
    public let ppocr: PPOCRRecognizer?
    /// Quick first reading of print and labels.
    public let quick: PPOCRRecognizer?
    public let tesseract: TesseractRecognizer?
    /// Finds text on pages whose form is not certain; needs the runtime of PP-OCR.
    public let detector: TextDetector?
    /// Said once to the person when the better engine is missing.
    public let notice: Phrase?

    /// Throws when the engine that was asked for, or every engine, is missing.
    public init(_ choice: EngineChoice, resources: ResourceLocation) throws(IntakeError) {
        switch choice {
        case .tesseract:
            ppocr = nil
            quick = nil
            detector = nil
            tesseract = try TesseractRecognizer()
            notice = nil
        case .ppocr:
            let runtime = try InferenceRuntime(resources: resources)
            ppocr = try PPOCRRecognizer(.small, runtime: runtime, resources: resources)
            quick = try PPOCRRecognizer(.tiny, runtime: runtime, resources: resources)
            detector = try TextDetector(runtime: runtime, resources: resources)
            tesseract = nil
            notice = nil
        case .auto:
            let runtime = Result { () throws(IntakeError) in try InferenceRuntime(resources: resources) }
            let best = Result { () throws(IntakeError) in
                try PPOCRRecognizer(.small, runtime: runtime.get(), resources: resources)
            }
            quick = try? PPOCRRecognizer(.tiny, runtime: runtime.get(), resources: resources)
            detector = try? TextDetector(runtime: runtime.get(), resources: resources)
            let second = Result { () throws(IntakeError) in try TesseractRecognizer() }
            ppocr = try? best.get()
            tesseract = try? second.get()
            guard ppocr != nil || tesseract != nil else { _ = try best.get(); throw LineRecognizer.none }
            notice = ppocr == nil ? .readingWithTesseractOnly : nil
        }
    }

    private static var none: IntakeError {
        IntakeError("engine.missing", .noEngine, remedy: .runSetup, exit: .unavailable)
    }
}
