/// What one cell says: value, how sure, where on the page.
public struct FieldReading: Sendable, Hashable, Codable {
    /// Normalised (dates ISO 8601, IDs upper-case); `""` for an empty cell, `nil` for one that cannot be read.
    public var value: String?
    /// What stood there, before normalising.
    public var raw: String
    /// Calibrated probability that `value` is right, 0…1.
    public var confidence: Double
    /// Pixels of the file as stored.
    public var region: Region
    /// Other readings, best first; never holds `value`.
    public var alternatives: [String]
    /// Which engines it rests on: `ppocr`, `tesseract`, `ppocr+tesseract`, `ink` for empty cells, `person`.
    public var source: String

    public init(
        value: String?, raw: String, confidence: Double, region: Region, alternatives: [String] = [], source: String
    ) {
        self.value = value
        self.raw = raw
        self.confidence = confidence
        self.region = region
        self.alternatives = alternatives
        self.source = source
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(value, forKey: .value)  // an unreadable cell is `null`, not left out
        try container.encode(raw, forKey: .raw)
        try container.encode((confidence * 10_000).rounded() / 10_000, forKey: .confidence)
        try container.encode(region, forKey: .region)
        try container.encode(alternatives, forKey: .alternatives)
        try container.encode(source, forKey: .source)
    }
}
