/// 单行识别结果: one line of `xueji recognize --json`, one picture of one text line.
public struct LineFileReading: Sendable, Hashable, Codable {
    public var file: String
    /// Normalised by the grammar; `nil` when the picture holds no line that can be read.
    public var value: String?
    /// What stood there, before normalising.
    public var raw: String
    /// Calibrated probability that `value` is right, 0…1.
    public var confidence: Double
    /// Other readings, best first.
    public var alternatives: [String]
    /// Which engines it rests on, as in a `FieldReading`.
    public var source: String
    public var seconds: Double
    public var error: FailureReport?

    public init(
        file: String, value: String? = nil, raw: String = "", confidence: Double = 0, alternatives: [String] = [],
        source: String = "", seconds: Double, error: FailureReport? = nil
    ) {
        self.file = file
        self.value = value
        self.raw = raw
        self.confidence = confidence
        self.alternatives = alternatives
        self.source = source
        self.seconds = seconds
        self.error = error
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(file, forKey: .file)
        try container.encode(value, forKey: .value)
        try container.encode(raw, forKey: .raw)
        try container.encode((confidence * 10_000).rounded() / 10_000, forKey: .confidence)
        try container.encode(alternatives, forKey: .alternatives)
        try container.encode(source, forKey: .source)
        try container.encode((seconds * 1000).rounded() / 1000, forKey: .seconds)
        try container.encode(error, forKey: .error)
    }
}
