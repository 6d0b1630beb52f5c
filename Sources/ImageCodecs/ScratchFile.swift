internal import Foundation

/// A file for a program that reads files only, in a folder that only this user can enter; gone when let go.
final class ScratchFile {
    let folder: URL
    let file: URL

    init(_ data: Data, named name: String) throws {
        let folder = ScratchPlace.unused()
        try FileManager.default.createDirectory(
            at: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        self.folder = folder
        file = folder.appending(path: name)
        try data.write(to: file)
    }

    deinit { try? FileManager.default.removeItem(at: folder) }
}
