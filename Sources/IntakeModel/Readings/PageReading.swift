/// One student's row on a ledger: field → reading.
public typealias FieldReadings = [FieldKey: FieldReading]

/// 一份文书: one paper found on a page.
public struct DocumentReading: Sendable, Hashable, Codable {
    public var documentType: DocumentType
    /// That the type is right, 0…1.
    public var confidence: Double
    /// Pixels of the file as stored.
    public var region: Region
    public var fields: FieldReadings
    /// Rows of a ledger, top to bottom; empty on other papers.
    public var rows: [FieldReadings]
    public var seals: [OfficialSeal]
    public var findings: [Finding]

    public init(
        documentType: DocumentType, confidence: Double, region: Region, fields: FieldReadings = [:],
        rows: [FieldReadings] = [], seals: [OfficialSeal] = [], findings: [Finding] = []
    ) {
        self.documentType = documentType
        self.confidence = confidence
        self.region = region
        self.fields = fields
        self.rows = rows
        self.seals = seals
        self.findings = findings
    }
}

/// Whether a person could read the page at all, and if not, why not.
public struct PageQuality: Sendable, Hashable, Codable {
    public var legible: Bool
    /// ASCII codes: `blurred`, `low-contrast`, `low-resolution`, `empty`, `no-text`, `too-complex`.
    public var reasons: [String]

    public init(legible: Bool, reasons: [String] = []) {
        self.legible = legible
        self.reasons = reasons
    }
}

/// One page of a file, with the papers that lie on it.
public struct PageReading: Sendable, Hashable, Codable {
    /// From 1.
    public var page: Int
    /// Pixels as stored.
    public var width: Int
    public var height: Int
    public var dpi: Int
    /// Clockwise turn that makes the page upright: 0, 90, 180 or 270.
    public var rotation: Int
    /// Clockwise tilt of the upright page in degrees; turning it back by this much makes the lines level.
    public var skewDegrees: Double
    public var quality: PageQuality
    public var documents: [DocumentReading]
    /// 分隔页: the page is a separator sheet and nothing else.
    public var separator: Separator?
    /// Coarse picture of the page, for finding it again; only when asked for. See ``PageFingerprint``.
    public var fingerprint: PageFingerprint?
    /// Only when asked for.
    public var explanation: PageExplanation?

    public init(
        page: Int, width: Int, height: Int, dpi: Int, rotation: Int, skewDegrees: Double, quality: PageQuality,
        documents: [DocumentReading]
    ) {
        self.page = page
        self.width = width
        self.height = height
        self.dpi = dpi
        self.rotation = rotation
        self.skewDegrees = skewDegrees
        self.quality = quality
        self.documents = documents
    }
}

/// Why a file could not be read, as published.
public struct FailureReport: Sendable, Hashable, Codable {
    public var code: String
    public var message: String
    public var remedy: String

    public init(code: String, message: String, remedy: String) {
        self.code = code
        self.message = message
        self.remedy = remedy
    }
}

/// One line of `xueji extract --json`: one input file.
public struct FileReading: Sendable, Hashable, Codable {
    public var file: String
    public var error: FailureReport?
    public var pages: [PageReading]
    public var seconds: Double

    public init(file: String, error: FailureReport? = nil, pages: [PageReading] = [], seconds: Double) {
        self.file = file
        self.error = error
        self.pages = pages
        self.seconds = seconds
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(file, forKey: .file)
        try container.encode(error, forKey: .error)
        try container.encode(pages, forKey: .pages)
        try container.encode((seconds * 1000).rounded() / 1000, forKey: .seconds)
    }
}
