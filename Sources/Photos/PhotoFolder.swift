public import Foundation

/// 照片文件夹: the photos in it, folders in folders included, in the order of their names' bytes.
public enum PhotoFolder {
    /// Endings of pictures, of those too that are refused later: whoever hands one in should hear of it.
    private static let endings: Set<String> = [
        "jpg", "jpeg", "jpe", "jfif", "png", "tif", "tiff", "bmp", "gif", "heic", "heif", "avif", "webp", "pnm", "ppm",
        "pgm", "pbm", "jp2", "raw", "dng",
    ]
    /// Folders within folders beyond this are not entered.
    private static let deepest = 32

    /// A path that is no folder is a photo, whatever its ending. Links to folders are not followed, so that none leads
    /// round in a circle.
    public static func photos(at path: Data) -> [PhotoFile] {
        guard kind(path, followingLinks: true) == S_IFDIR else { return [PhotoFile(path: path)] }
        return photos(in: path, depth: 0)
    }

    private static func photos(in folder: Data, depth: Int) -> [PhotoFile] {
        // What cannot be entered is told of as a photo that cannot be read: there may be some in it.
        guard depth < deepest, let handle = opendir(folder.zeroEnded)
        else { return [PhotoFile(path: folder)] }
        defer { closedir(handle) }
        var names: [Data] = []
        while let entry = readdir(handle) {
            let name = withUnsafeBytes(of: &entry.pointee.d_name) { raw in Data(raw.prefix { $0 != 0 }) }
            if name.first != 0x2E { names.append(name) }
        }
        return names.sorted { $0.lexicographicallyPrecedes($1) }.flatMap { name -> [PhotoFile] in
            let path = folder.last == 0x2F ? folder + name : folder + [0x2F] + name
            switch kind(path, followingLinks: false) {
            case S_IFDIR: return photos(in: path, depth: depth + 1)
            case S_IFLNK where kind(path, followingLinks: true) == S_IFDIR: return []
            // Links that lead nowhere and pipes too, where they are named like photos: they are refused with a reason.
            default: return isPicture(name) ? [PhotoFile(path: path)] : []
            }
        }
    }

    private static func isPicture(_ name: Data) -> Bool {
        guard let dot = name.lastIndex(of: 0x2E) else { return false }
        return endings.contains(String(decoding: name[(dot + 1)...], as: UTF8.self).lowercased())
    }

    private static func kind(_ path: Data, followingLinks: Bool) -> mode_t? {
        var about = stat()
        let name = path.zeroEnded
        guard (followingLinks ? stat(name, &about) : lstat(name, &about)) == 0 else { return nil }
        return about.st_mode & S_IFMT
    }
}

extension Data {
    /// As C wants a path.
    var zeroEnded: [CChar] { map { CChar(bitPattern: $0) } + [0] }
}
