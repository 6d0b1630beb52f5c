public import IntakeModel

/// 结论: may the photo be handed in?
public enum PhotoVerdict: String, Sendable, Codable, Comparable {
    case pass
    /// 人工复核: a person decides.
    case review
    case fail

    private var order: Int { self == .pass ? 0 : self == .review ? 1 : 2 }
    public static func < (left: PhotoVerdict, right: PhotoVerdict) -> Bool { left.order < right.order }
}

/// 原因: one thing that is or may be wrong with a photo.
public struct PhotoReason: Sendable, Codable {
    public var code: ReasonCode
    /// `fail`, or `review` when it is near the limit or could not be told for certain.
    public var verdict: PhotoVerdict
    public var measured: Double?
    public var limit: Double?
    public var message: String
    public var remedy: String
    /// `photos prepare` mends it.
    public var fixable: Bool

    public init(
        _ code: ReasonCode, _ verdict: PhotoVerdict = .fail, measured: Double? = nil, limit: Double? = nil,
        message: Phrase? = nil, fixable: Bool = false, language: Language
    ) {
        self.code = code
        self.verdict = verdict
        // To the other side as far as to this one: nobody says "tilted by −9°, at most −8°".
        let isMirrored = limit ?? 0 < 0
        let (measured, limit) = (measured.map { isMirrored ? -$0 : $0 }, limit.map(abs))
        self.measured = measured.map(PhotoReason.rounded)
        self.limit = limit.map(PhotoReason.rounded)
        self.fixable = fixable
        let phrase = message ?? code.message
        // A sentence that is filled in already says something else than the measure.
        let filled =
            phrase.arguments.isEmpty ? phrase.with(PhotoReason.text(measured), PhotoReason.text(limit)) : phrase
        self.message = filled.text(language)
        remedy = fixable ? Phrase.photoFixable.text(language) : code.remedy.text(language)
    }

    /// Three digits are enough to be understood, and are the same on every machine.
    static func rounded(_ value: Double) -> Double {
        abs(value) >= 100 ? value.rounded() : (value * 1000).rounded() / 1000
    }

    private static func text(_ value: Double?) -> String {
        guard let value else { return "—" }
        let short = abs(value) >= 100 ? value.rounded() : (value * 100).rounded() / 100
        return short == short.rounded() ? String(Int(short)) : String(short)
    }
}
