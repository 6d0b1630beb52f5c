public import IntakeModel

/// 图样请求: one line to the picture process.
public struct PictureRequest: Codable, Sendable {
    /// The original, and where the picture goes.
    public var path: String
    public var out: String
    /// What messages call the file.
    public var name: String
    /// From 1.
    public var page: Int
    /// Clockwise turn that makes the page upright: 0, 90, 180 or 270.
    public var rotation: Int
    /// Pixels of the page as stored; `nil` for the whole page.
    public var region: Region?
    /// The picture's longest side at most, pixels.
    public var longestSide: Int
    /// 去红章: only black and blue ink.
    public var redLifted: Bool
    /// 遮盖: parts that are painted over before anything else happens, pixels of the page as stored.
    public var masks: [Region]

    public init(
        path: String = "", out: String = "", name: String, page: Int = 1, rotation: Int, region: Region? = nil,
        longestSide: Int, redLifted: Bool = false, masks: [Region] = []
    ) {
        self.path = path
        self.out = out
        self.name = name
        self.page = page
        self.rotation = rotation
        self.region = region
        self.longestSide = longestSide
        self.redLifted = redLifted
        self.masks = masks
    }
}

/// Its answer.
public struct PictureAnswer: Codable, Sendable {
    public var error: FailureReport?

    public init(error: FailureReport? = nil) { self.error = error }
}
