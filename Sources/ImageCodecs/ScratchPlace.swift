public import Foundation

/// 临时文件: where copies of scans lie while other processes work on them, and what removes those that were left behind.
///
/// A process that is killed cannot tidy up after itself, and what it leaves are pictures of children's papers. The names
/// say whose they are, so that the next process can.
public enum ScratchPlace {
    private static let prefix = "xueji-"

    /// A name in the temporary folder that nobody has; to be removed by whoever asked for it.
    public static func unused(suffix: String = "") -> URL {
        FileManager.default.temporaryDirectory.appending(path: "\(prefix)\(getpid())-\(UUID().uuidString)\(suffix)")
    }

    /// Removes what processes of this user that are no more have left in `folder`.
    public static func sweep(_ folder: URL = FileManager.default.temporaryDirectory) {
        for name in (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? [] {
            guard let owner = owner(of: name) else { continue }
            let path = folder.appending(path: name).path
            var found = stat()
            guard lstat(path, &found) == 0, found.st_uid == geteuid() else { continue }
            // A process number is given again: the present holder must have been there when the file was made.
            if let start = start(of: owner), start <= Double(found.st_mtim.tv_sec) + 2 { continue }
            try? FileManager.default.removeItem(atPath: path)
        }
    }

    private static func owner(of name: String) -> Int32? {
        guard name.hasPrefix(prefix) else { return nil }
        let rest = name.dropFirst(prefix.count)
        guard let dash = rest.firstIndex(of: "-") else { return nil }
        return Int32(rest[..<dash])
    }

    /// Seconds since 1970 at which a process began; `nil` when there is none (proc(5): `/proc/PID/stat` field 22, ticks
    /// since boot; `/proc/stat` `btime`).
    private static func start(of process: Int32) -> Double? {
        guard let line = try? String(contentsOfFile: "/proc/\(process)/stat", encoding: .utf8),
            let name = line.lastIndex(of: ")"),
            let boot = try? String(contentsOfFile: "/proc/stat", encoding: .utf8).split(separator: "\n")
                .first(where: { $0.hasPrefix("btime ") })
        else { return nil }
        let fields = line[line.index(after: name)...].split(separator: " ")
        guard fields.count > 19, let ticks = Double(fields[19]), let second = Double(boot.dropFirst(6)) else {
            return nil
        }
        return second + ticks / Double(sysconf(Int32(_SC_CLK_TCK)))
    }
}
