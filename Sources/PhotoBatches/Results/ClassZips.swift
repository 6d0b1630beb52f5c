internal import Archives
public import Foundation
internal import ImageCodecs
public import IntakeModel
internal import Spreadsheets

/// 按班打包: one archive a class with photos and nothing else, more than one where it would be too large.
public enum ClassZips {
    /// - Parameters:
    ///   - photos: folders and name of each finished photo; those of one folder go together.
    ///   - bytes: of one archive at most.
    /// - Returns: names of the archives that were written.
    public static func write(
        _ photos: [(group: [String], name: String, file: URL, bytes: Int)], to folder: URL, bytes: Int
    ) throws(IntakeError) -> [String] {
        // What a run that was killed has left of its work.
        let workshop = folder.appending(path: ".making")
        try? FileManager.default.removeItem(at: workshop)
        defer { try? FileManager.default.removeItem(at: workshop) }
        guard (try? FileManager.default.createDirectory(at: workshop, withIntermediateDirectories: true)) != nil else {
            throw IntakeError(
                "file.unwritable", .cannotWrite.with(folder.lastPathComponent, "mkdir"), remedy: .checkPermissions,
                exit: .inputOutput)
        }
        var written: [String] = []
        let groups = Dictionary(grouping: photos) { $0.group }
        for group in groups.keys.sorted(by: { $0.lexicographicallyPrecedes($1) }) {
            let members = (groups[group] ?? []).sorted { $0.name < $1.name }
            var parts: [[(name: String, file: URL)]] = [[]]
            var size = 0
            for photo in members {
                // What the archive itself needs for an entry, twice its name and some more.
                let cost = photo.bytes + 2 * photo.name.utf8.count + 128
                if size + cost > bytes, !parts[parts.count - 1].isEmpty {
                    parts.append([])
                    size = 0
                }
                parts[parts.count - 1].append((photo.name, photo.file))
                size += cost
            }
            for (number, part) in parts.enumerated() {
                let base = group.isEmpty ? "photos" : group.joined(separator: "_")
                let name = parts.count > 1 ? "\(base)-\(number + 1).zip" : "\(base).zip"
                try put(part, folder, workshop, name)
                written.append(name)
            }
        }
        return written
    }

    /// Made in a place of its own, then synced and renamed.
    private static func put(
        _ entries: [(name: String, file: URL)], _ folder: URL, _ workshop: URL, _ name: String
    ) throws(IntakeError) {
        let temporary = workshop.appending(path: name)
        defer { try? FileManager.default.removeItem(at: temporary) }
        try ZipBundle.write(entries, to: temporary)
        try DurableFile.move(temporary, to: folder.appending(path: name))
    }
}
