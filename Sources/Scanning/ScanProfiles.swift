public import Foundation
public import IntakeModel
public import IntakeResources

/// 扫描方案: named settings. Those that come with the program lie under `models/scan-profiles/`, a school's own in a folder
/// beside its store; of the same name, what the school's says goes first.
public struct ScanProfiles: Sendable {
    /// A profile to choose.
    public struct Choice: Sendable {
        public let name: String
        public let title: String
        /// It came with the program, so it has a name in every language.
        public let isShipped: Bool
    }

    /// Name of the folder for a school's own.
    public static let folder = "scan-profiles"

    private var profiles: [String: ScanProfile] = [:]
    private var shipped: Set<String> = []
    private let own: URL?

    /// `own` is the folder of the school's own; it need not be there.
    public init(from location: ResourceLocation, own: URL? = nil) throws(IntakeError) {
        self.own = own
        profiles = try ScanProfiles.files(location.root.appending(path: ScanProfiles.folder))
        shipped = Set(profiles.keys)
        for (name, profile) in try ScanProfiles.files(own) {
            profiles[name] = profiles[name].map { $0.overlaid(profile) } ?? profile
        }
    }

    private static func files(_ folder: URL?) throws(IntakeError) -> [String: ScanProfile] {
        var found: [String: ScanProfile] = [:]
        guard let folder else { return found }
        for name in (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
        where name.hasSuffix(".json") && !name.hasPrefix(".") {
            do {
                found[String(name.dropLast(5))] = try JSONDecoder().decode(
                    ScanProfile.self, from: Data(contentsOf: folder.appending(path: name)))
            } catch {
                throw IntakeError(
                    "resource.broken", .resourceBroken.with(name, "\(error)"), remedy: .scanProfileBrokenRemedy,
                    exit: .usage)
            }
        }
        return found
    }

    public var names: [String] { profiles.keys.sorted() }

    public var all: [Choice] {
        profiles.sorted { $0.key < $1.key }.map {
            Choice(name: $0, title: $1.title ?? $0, isShipped: shipped.contains($0))
        }
    }

    /// The request of a profile for a device; without a name, one that leaves the device as it is.
    public func request(_ name: String?, device: String) throws(IntakeError) -> ScanRequest {
        guard let name else { return ScanRequest(device: device) }
        guard let profile = profiles[name] else {
            throw IntakeError(
                "scan.profile", .scanProfileUnknown.with(name, names.joined(separator: ", ")),
                remedy: .scanOptionsRemedy, exit: .usage)
        }
        return profile.settings(for: device).request(device)
    }

    /// Keeps what a device was asked for under a name. Under the name of a profile that is there, it holds for this device
    /// alone; a new profile holds for every device, but for options that only this one's driver has.
    ///
    /// Throws `scan.profile-name` when the name is none.
    public func keep(_ request: ScanRequest, as name: String) throws(IntakeError) {
        guard let own, ScanProfiles.isName(name) else {
            throw IntakeError(
                "scan.profile-name", .scanProfileName.with(name), remedy: .scanProfileNameRemedy, exit: .usage)
        }
        let settings = ScanSettings(request)
        var kept = try ScanProfiles.files(own)[name] ?? ScanProfile()
        if profiles[name] == nil {
            kept.title = name
            kept.base = settings
            kept.base.options = nil
        }
        var devices = kept.devices ?? [:]
        devices[ScanProfile.pattern(request.device)] = settings
        kept.devices = devices
        do {
            try FileManager.default.createDirectory(at: own, withIntermediateDirectories: true)
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
            try encoder.encode(kept).write(to: own.appending(path: name + ".json"), options: .atomic)
        } catch {
            throw IntakeError(
                "file.unwritable", .cannotWrite.with(name + ".json", "I/O"), remedy: .checkPermissions,
                exit: .inputOutput, underlying: "\(error)")
        }
    }

    /// Letters, digits, blanks and `-` `_`; it becomes a file's name.
    private static func isName(_ name: String) -> Bool {
        (1...40).contains(name.count) && name == name.trimmingCharacters(in: .whitespaces)
            && name.allSatisfy { $0.isLetter || $0.isNumber || [" ", "-", "_"].contains($0) }
    }
}
