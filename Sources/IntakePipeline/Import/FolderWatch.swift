public import Foundation

/// 监视文件夹: tells which files in folders are whole and new.
///
/// A file counts as whole when its size and time of change have stayed the same between two looks and it was not changed
/// within the last `quiet` seconds: scanners and copying programs write in pieces. Looking again and again, rather than
/// asking the kernel, works on network shares as well.
public struct FolderWatch: Sendable {
    private struct Look: Hashable {
        let size: Int
        let changed: Date
    }

    private let folders: [URL]
    private let quiet: TimeInterval
    private var seen: [String: Look] = [:]
    private var done: [String: Look] = [:]

    public init(_ folders: [URL], quiet: TimeInterval = 2) {
        self.folders = folders
        self.quiet = quiet
    }

    /// Files that are whole at `now` and were not handed out in this state before, sorted by name. Hidden files and those
    /// of programs that still write (`.part`, `.tmp`, `~`) are left alone, links are not followed.
    public mutating func whole(at now: Date = Date()) -> [URL] {
        var looks: [String: Look] = [:]
        var found: [URL] = []
        for folder in folders {
            let keys: Set<URLResourceKey> = [
                .fileSizeKey, .contentModificationDateKey, .isRegularFileKey, .isSymbolicLinkKey,
            ]
            let files =
                (try? FileManager.default.contentsOfDirectory(
                    at: folder, includingPropertiesForKeys: Array(keys), options: [.skipsHiddenFiles])) ?? []
            for file in files where !FolderWatch.isUnfinished(file.lastPathComponent) {
                guard let values = try? file.resourceValues(forKeys: keys), values.isRegularFile == true,
                    values.isSymbolicLink != true, let size = values.fileSize, size > 0,
                    let changed = values.contentModificationDate
                else { continue }
                let look = Look(size: size, changed: changed)
                looks[file.path] = look
                if seen[file.path] == look, done[file.path] != look, now.timeIntervalSince(changed) >= quiet {
                    found.append(file)
                }
            }
        }
        seen = looks
        done = done.filter { looks[$0.key] != nil }
        for file in found { done[file.path] = looks[file.path] }
        return found.sorted { $0.path < $1.path }
    }

    private static func isUnfinished(_ name: String) -> Bool {
        let lower = name.lowercased()
        return [".part", ".tmp", ".crdownload", ".partial", "~"].contains { lower.hasSuffix($0) }
            || name.hasPrefix("~$")
    }
}
