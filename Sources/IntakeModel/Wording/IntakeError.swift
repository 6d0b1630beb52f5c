/// Exit codes of the command line (BSD `sysexits.h`).
public enum ExitStatus: Int32, Sendable, Codable {
    case ok = 0
    case usage = 64
    case badInput = 65
    case unavailable = 69
    case internalFault = 70
    case inputOutput = 74
    case busy = 75
    case notAllowed = 77
}

/// What went wrong, in words for the person it happened to, and what to do about it.
///
/// `message` and `remedy` may name files and rows but hold no names, ID numbers or other personal data.
public struct IntakeError: Error, Sendable, CustomStringConvertible {
    /// Stable ASCII code, `area.reason` (`image.truncated`, `scan.jammed`, …).
    public let code: String
    public let message: Phrase
    public let remedy: Phrase
    public let exit: ExitStatus
    /// The cause, for a log; never shown to a person as it is.
    public let underlying: String?

    public init(
        _ code: String, _ message: Phrase, remedy: Phrase, exit: ExitStatus = .badInput, underlying: String? = nil
    ) {
        self.code = code
        self.message = message
        self.remedy = remedy
        self.exit = exit
        self.underlying = underlying
    }

    public var description: String {
        code + ": " + message.text(.english) + (underlying.map { " (\($0))" } ?? "")
    }

    public func report(_ language: Language) -> FailureReport {
        FailureReport(code: code, message: message.text(language), remedy: remedy.text(language))
    }
}
