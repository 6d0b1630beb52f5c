internal import Foundation
internal import IntakeModel
internal import Mustache

/// 页面模板: Mustache files; every value is escaped for HTML.
struct Templates: Sendable {
    private let library: MustacheLibrary

    init(folder: URL) throws(IntakeError) {
        var library = MustacheLibrary()
        do {
            let files = try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
            for file in files where file.pathExtension == "mustache" {
                try library.register(
                    String(contentsOf: file, encoding: .utf8), named: file.deletingPathExtension().lastPathComponent)
            }
        } catch {
            throw IntakeError(
                "desk.assets", .deskAssetsBroken, remedy: .resourceBrokenRemedy, exit: .unavailable,
                underlying: "\(error)")
        }
        guard library.getTemplate(named: "layout") != nil else {
            throw IntakeError("desk.assets", .deskAssetsBroken, remedy: .resourceBrokenRemedy, exit: .unavailable)
        }
        self.library = library
    }

    func render(_ name: String, _ values: [String: Any]) -> String? { library.render(values, withTemplate: name) }
}
