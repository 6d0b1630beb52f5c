internal import Foundation
internal import IntakeModel

/// 界面文件: style sheet and scripts, read once at the start; names from outside never become paths.
struct Assets: Sendable {
    private let files: [String: (data: Data, type: String)]
    private static let types = [
        "css": "text/css; charset=utf-8", "js": "text/javascript; charset=utf-8", "svg": "image/svg+xml",
    ]

    init(folder: URL) throws(IntakeError) {
        var files: [String: (Data, String)] = [:]
        do {
            for file in try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil) {
                guard let type = Assets.types[file.pathExtension] else { continue }
                files[file.lastPathComponent] = (try Data(contentsOf: file), type)
            }
        } catch {
            throw IntakeError(
                "desk.assets", .deskAssetsBroken, remedy: .resourceBrokenRemedy, exit: .unavailable,
                underlying: "\(error)")
        }
        self.files = files
    }

    subscript(name: String) -> (data: Data, type: String)? { files[name] }
}
