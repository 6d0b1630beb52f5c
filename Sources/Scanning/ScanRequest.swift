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

    /// SANE's name, such as `genesys:libusb:001:004`.
    public var device: String
    /// `nil` takes what the device has set.
    public var source: Source?
    /// Dots per inch.
    public var resolution: Double?
    public var mode: Mode?
    /// Options of the backend by name, set last.
    public var options: [String: String]
    /// At most so many pages; `nil` is one from a flatbed, all from a feeder.
    public var pages: Int?

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

/// 扫描仪: a device that SANE can reach.
public struct ScannerDevice: Codable, Sendable, Hashable {
    public var name: String
    public var vendor: String
    public var model: String
    public var kind: String
}
