public import Foundation
public import IntakeModel

/// Where templates, facts and model weights lie: the folder that holds `forms/`, `facts/` and `fetched/`.
public struct ResourceLocation: Sendable {
    /// The `models` folder.
    public let root: URL

    public init(root: URL) { self.root = root }

    public var forms: URL { root.appending(path: "forms") }
    public var facts: URL { root.appending(path: "facts") }
    public var fetched: URL { root.appending(path: "fetched") }

    /// `XUEJI_RESOURCES` first, then upward from the executable, then upward from the working directory.
    public static func find(
        environment: [String: String] = ProcessInfo.processInfo.environment,
        executable: URL? = Bundle.main.executableURL,
        workingDirectory: String = FileManager.default.currentDirectoryPath
    ) throws(IntakeError) -> ResourceLocation {
        if let named = environment["XUEJI_RESOURCES"], !named.isEmpty {
            let given = URL(filePath: named)
            for candidate in [given, given.appending(path: "models")] where holdsForms(candidate) {
                return ResourceLocation(root: candidate)
            }
            throw missing(named)
        }
        let starts = [
            executable?.resolvingSymlinksInPath().deletingLastPathComponent(), URL(filePath: workingDirectory),
        ]
        for start in starts.compactMap(\.self) {
            var folder = start.standardizedFileURL
            while true {
                for candidate in [folder.appending(path: "models"), folder.appending(path: "share/xueji/models")]
                where holdsForms(candidate) {
                    return ResourceLocation(root: candidate)
                }
                let parent = folder.deletingLastPathComponent().standardizedFileURL
                if parent.path == folder.path || folder.path == "/" { break }
                folder = parent
            }
        }
        throw missing(workingDirectory)
    }

    private static func holdsForms(_ folder: URL) -> Bool {
        FileManager.default.fileExists(atPath: folder.appending(path: "forms").path)
    }

    private static func missing(_ place: String) -> IntakeError {
        IntakeError(
            "resources.missing", .resourcesMissing.with(place), remedy: .resourcesMissingRemedy, exit: .unavailable)
    }
}
