internal import Foundation
public import IntakeModel
public import IntakeResources

/// 扫描方案: named settings under `models/scan-profiles/`.
public struct ScanProfiles: Sendable {
    /// One profile's file.
    struct Profile: Codable {
        var title: String
        var source: ScanRequest.Source?
        var resolution: Double?
        var mode: ScanRequest.Mode?
    }

    /// A profile to choose.
    public struct Choice: Sendable {
        public let name: String
        public let title: String
        public let source: ScanRequest.Source?
        /// Dots per inch.
        public let resolution: Double?
        public let mode: ScanRequest.Mode?
    }

    let profiles: [String: Profile]

    public init(from location: ResourceLocation) throws(IntakeError) {
        let folder = location.root.appending(path: "scan-profiles")
        var found: [String: Profile] = [:]
        for name in (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
        where name.hasSuffix(".json") {
            do {
                found[String(name.dropLast(5))] = try JSONDecoder().decode(
                    Profile.self, from: Data(contentsOf: folder.appending(path: name)))
            } catch {
                throw IntakeError(
                    "resource.broken", .resourceBroken.with(name, "\(error)"), remedy: .resourceBrokenRemedy,
                    exit: .internalFault)
            }
        }
        profiles = found
    }

    public var names: [String] { profiles.keys.sorted() }

    public var all: [Choice] {
        profiles.sorted { $0.key < $1.key }.map {
            Choice(
                name: $0, title: $1.title, source: $1.source, resolution: $1.resolution, mode: $1.mode)
        }
    }

    /// The request of a profile; without a name, one that leaves the device as it is.
    public func request(_ name: String?, device: String) throws(IntakeError) -> ScanRequest {
        guard let name else { return ScanRequest(device: device) }
        guard let profile = profiles[name] else {
            throw IntakeError(
                "scan.profile", .scanProfileUnknown.with(name, names.joined(separator: ", ")),
                remedy: .scanOptionsRemedy, exit: .usage)
        }
        return ScanRequest(device: device, source: profile.source, resolution: profile.resolution, mode: profile.mode)
    }
}
