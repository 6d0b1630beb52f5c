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
    private var broken: [String: IntakeError] = [:]
    private let own: URL?

    /// `own` is the folder of the school's own; it need not be there. A file of it that cannot be read costs its profile only,
    /// and is told when that is asked for.
    public init(from location: ResourceLocation, own: URL? = nil) throws(IntakeError) {
        self.own = own
        for file in ScanProfiles.files(location.root.appending(path: ScanProfiles.folder)) {
            profiles[ScanProfiles.name(file)] = try ScanProfiles.read(file)
        }
        shipped = Set(profiles.keys)
        for file in own.map(ScanProfiles.files) ?? [] {
            let name = ScanProfiles.name(file)
            do throws(IntakeError) {
                let profile = try ScanProfiles.read(file)
                profiles[name] = profiles[name].map { $0.overlaid(profile) } ?? profile
            } catch {
                broken[name] = error
            }
        }
    }

    private static func files(_ folder: URL) -> [URL] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
        return names.filter { $0.hasSuffix(".json") && !$0.hasPrefix(".") }.map { folder.appending(path: $0) }
    }

    private static func name(_ file: URL) -> String { file.deletingPathExtension().lastPathComponent }

    private static func read(_ file: URL) throws(IntakeError) -> ScanProfile {
        do {
            return try JSONDecoder().decode(ScanProfile.self, from: Data(contentsOf: file))
        } catch {
            throw IntakeError(
                "resource.broken", .resourceBroken.with(file.lastPathComponent, "\(error)"),
                remedy: .scanProfileBrokenRemedy, exit: .usage)
        }
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
        if let error = broken[name] { throw error }
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
        let file = own.appending(path: name + ".json")
        var kept = FileManager.default.fileExists(atPath: file.path) ? try ScanProfiles.read(file) : ScanProfile()
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
            try encoder.encode(kept).write(to: file, options: .atomic)
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
