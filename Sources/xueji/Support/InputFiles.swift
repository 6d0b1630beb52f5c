import Foundation

/// Files named on the command line; folders give the pictures in them, sorted, without following links.
enum InputFiles {
    static let readable = ["jpg", "jpeg", "png", "tif", "tiff", "pnm", "ppm", "pgm", "pbm", "pdf", "heic", "heif"]
    static let importable = readable + ["zip"]

    static func expand(_ paths: [String], suffixes: [String] = readable) -> [String] {
        paths.flatMap { path -> [String] in
            var folder: ObjCBool = false
            guard FileManager.default.fileExists(atPath: path, isDirectory: &folder), folder.boolValue else {
                return [path]
            }
            let names = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
            return names.sorted().filter { name in suffixes.contains { name.lowercased().hasSuffix("." + $0) } }
                .map { (path as NSString).appendingPathComponent($0) }
        }
    }
}
