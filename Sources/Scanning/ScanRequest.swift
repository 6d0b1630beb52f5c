/// 扫描要求: what a scan shall be done with.
public struct ScanRequest: Codable, Sendable, Hashable {
    public enum Source: String, Codable, Sendable, CaseIterable {
        case flatbed
        case adf
        case adfDuplex = "adf-duplex"
    }

    public enum Mode: String, Codable, Sendable, CaseIterable {
        case color, gray, lineart
    }

    /// What a scan waits for before its first page, where the device has a sensor for it.
    public enum Wait: String, Codable, Sendable, CaseIterable {
        /// 按扫描仪上的按钮.
        case button
        /// 放好纸.
        case paper
    }

    /// SANE's name, such as `genesys:libusb:001:004`.
    public var device: String
    /// `nil` takes what the device has set.
    public var source: Source?
    /// Dots per inch.
    public var resolution: Double?
    public var mode: Mode?
    /// `nil` takes the window that the device has set.
    public var size: ScanSize?
    /// −100 (darkest) … 100; `nil` and 0 take what the device has set.
    public var brightness: Double?
    /// Options of the backend by name, set last.
    public var options: [String: String]
    /// At most so many pages; `nil` is one from a flatbed, all from a feeder.
    public var pages: Int?
    /// The number of the first page: a batch that broke off goes on counting. Of both sides, an even one is the back of a
    /// sheet whose front is there already; that front is scanned again and dropped.
    public var first = 1
    /// What is scanned; `nil` is all that the device sees.
    public var area: ScanArea?
    /// `nil` begins at once.
    public var wait: Wait?
    /// How often a device that is busy or asleep is asked again before its first page, ever more slowly; `nil` is never.
    public var retries: Int?
    /// 预览: coarse, and over before a person grows impatient.
    public var isPreview = false

    public init(
        device: String, source: Source? = nil, resolution: Double? = nil, mode: Mode? = nil,
        options: [String: String] = [:], pages: Int? = nil
    ) {
        self.device = device
        self.source = source
        self.resolution = resolution
        self.mode = mode
        self.options = options
        self.pages = pages
    }
}

/// 扫描范围: a part of the glass, millimetres from its top left corner.
public struct ScanArea: Codable, Sendable, Hashable {
    public var left: Double
    public var top: Double
    public var width: Double
    public var height: Double

    public init(left: Double, top: Double, width: Double, height: Double) {
        self.left = left
        self.top = top
        self.width = width
        self.height = height
    }
}

/// 扫描仪: a device that SANE can reach.
public struct ScannerDevice: Codable, Sendable, Hashable {
    public var name: String
    public var vendor: String
    public var model: String
    public var kind: String
}
