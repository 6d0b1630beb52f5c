internal import Foundation

/// What a scan can be set to; `nil` says nothing.
struct ScanSettings: Codable {
    var source: ScanRequest.Source?
    var resolution: Double?
    var mode: ScanRequest.Mode?
    var size: ScanSize?
    var brightness: Double?
    /// Options of the driver, by name.
    var options: [String: String]?

    init() {}

    init(_ request: ScanRequest) {
        source = request.source
        resolution = request.resolution
        mode = request.mode
        size = request.size
        brightness = request.brightness
        options = request.options.isEmpty ? nil : request.options
    }

    func overlaid(_ more: ScanSettings) -> ScanSettings {
        var both = self
        both.source = more.source ?? source
        both.resolution = more.resolution ?? resolution
        both.mode = more.mode ?? mode
        both.size = more.size ?? size
        both.brightness = more.brightness ?? brightness
        both.options = (options ?? [:]).merging(more.options ?? [:]) { $1 }
        return both
    }

    func request(_ device: String) -> ScanRequest {
        var request = ScanRequest(
            device: device, source: source, resolution: resolution, mode: mode, options: options ?? [:])
        request.size = size
        request.brightness = brightness
        return request
    }
}

/// One profile's file: settings for every device, and for some devices others.
struct ScanProfile: Codable {
    var title: String?
    var base = ScanSettings()
    /// By a device's name, or its beginning and `*`.
    var devices: [String: ScanSettings]?

    init() {}

    private enum Keys: String, CodingKey { case title, devices }

    /// The settings stand beside the title.
    init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: Keys.self)
        title = try values.decodeIfPresent(String.self, forKey: .title)
        devices = try values.decodeIfPresent([String: ScanSettings].self, forKey: .devices)
        base = try ScanSettings(from: decoder)
    }

    func encode(to encoder: any Encoder) throws {
        var values = encoder.container(keyedBy: Keys.self)
        try values.encodeIfPresent(title, forKey: .title)
        try values.encodeIfPresent(devices, forKey: .devices)
        try base.encode(to: encoder)
    }

    /// The same profile, with what another says going first.
    func overlaid(_ other: ScanProfile) -> ScanProfile {
        var both = self
        both.title = other.title ?? title
        both.base = base.overlaid(other.base)
        both.devices = (devices ?? [:]).merging(other.devices ?? [:]) { $0.overlaid($1) }
        return both
    }

    /// What the longest pattern that fits the device says goes first.
    func settings(for device: String) -> ScanSettings {
        (devices ?? [:]).filter { ScanProfile.fits($0.key, device) }.sorted { $0.key.count < $1.key.count }
            .reduce(base) { $0.overlaid($1.value) }
    }

    private static func fits(_ pattern: String, _ device: String) -> Bool {
        pattern.hasSuffix("*") ? device.hasPrefix(pattern.dropLast()) : device == pattern
    }

    /// A device on USB is named by its place there, which changes when it is plugged in again: its driver stands for it.
    static func pattern(_ device: String) -> String {
        guard let place = device.range(of: "libusb:") else { return device }
        return String(device[..<place.upperBound]) + "*"
    }
}
