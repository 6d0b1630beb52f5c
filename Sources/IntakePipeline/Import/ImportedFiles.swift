internal import Archives
public import Foundation
public import ImageCodecs
public import IntakeModel

/// 导入的文件: what a file brings in. A ZIP archive brings its files, each a page of its own; any other file itself.
public struct ImportedFiles: Sendable {
    /// Inside one archive: scans of a school year, not a bomb.
    private static let limits = ZipLimits(bytes: 2 << 30, entries: 2000, ratio: 200)

    /// A file to be taken in.
    public struct Part: Sendable {
        /// What people call it: the file's name, or `archive.zip/name`.
        public let name: String
        private let load: @Sendable () throws(IntakeError) -> Data

        init(name: String, load: @escaping @Sendable () throws(IntakeError) -> Data) {
            self.name = name
            self.load = load
        }

        /// The untouched bytes of an image or a PDF; every failure names the file.
        public func data() throws(IntakeError) -> Data {
            let data = try load()
            guard ImageFormat(firstBytes: data) != nil else {
                throw (data.isEmpty ? ImageFailure.empty : .unknownFormat).error(file: name)
            }
            return data
        }
    }

    let decoder: ImageDecoder

    public init(decoder: ImageDecoder = ImageDecoder()) { self.decoder = decoder }

    /// Parts in the order of the archive. Nothing is unpacked before it is asked for, and nothing to a path. `name` is what
    /// people call the file where it lies under another name.
    public func parts(of file: URL, named name: String? = nil) throws(IntakeError) -> [Part] {
        let name = name ?? file.lastPathComponent
        guard ImportedFiles.isArchive(file) else {
            return [Part(name: name) { () throws(IntakeError) in try decoder.bytes(of: file, named: name) }]
        }
        let data: Data
        do {
            data = try Data(contentsOf: file, options: .alwaysMapped)
        } catch {
            throw IntakeError(
                "file.unreadable", .cannotRead.with(name, "I/O"), remedy: .checkPermissions, underlying: "\(error)")
        }
        let entries = try ImportedFiles.naming(name) {
            try data.withUnsafeBytes { try ZipArchive($0, limits: ImportedFiles.limits).entries }
        }
        return entries.filter { !$0.isFolder && !ImportedFiles.isClutter($0.name) }.map { entry in
            let shown = name + "/" + EntryName.shown(entry.name)
            let most = decoder.limits.bytes
            return Part(name: shown) { () throws(IntakeError) in
                guard entry.size <= most else { throw ImageFailure.tooManyBytes(entry.size).error(file: shown) }
                return try ImportedFiles.naming(shown) {
                    try data.withUnsafeBytes { bytes in
                        let limits = ZipLimits(bytes: most, entries: ImportedFiles.limits.entries, ratio: 200)
                        var archive = try ZipArchive(bytes, limits: limits)
                        return try archive.file(entry)
                    }
                }
            }
        }
    }

    /// By its first bytes, whatever it is called.
    public static func isArchive(_ file: URL) -> Bool {
        guard let handle = try? FileHandle(forReadingFrom: file) else { return false }
        defer { try? handle.close() }
        return (try? handle.read(upToCount: 4)).flatMap { $0 } == Data([0x50, 0x4B, 0x03, 0x04])
    }

    /// What desks leave in archives beside the scans.
    private static func isClutter(_ name: Data) -> Bool {
        let shown = EntryName.shown(name)
        return shown.hasPrefix(".") || shown == "Thumbs.db" || shown == "desktop.ini"
            || String(decoding: name, as: UTF8.self).hasPrefix("__MACOSX/")
    }

    private static func naming<Result>(_ name: String, _ body: () throws -> Result) throws(IntakeError) -> Result {
        do {
            return try body()
        } catch ZipArchive.Fault.locked {
            throw ImageFailure.locked.error(file: name)
        } catch ZipArchive.Fault.tooLarge {
            throw IntakeError("archive.too-large", .zipTooLarge.with(name), remedy: .zipRemedy)
        } catch {
            throw IntakeError(
                "archive.damaged", .zipDamaged.with(name), remedy: .zipRemedy, underlying: "\(error)")
        }
    }
}
