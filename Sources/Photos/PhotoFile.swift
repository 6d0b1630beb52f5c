public import Foundation

/// 照片文件: a place on the disk by its very bytes, since names on old disks are GBK as often as UTF-8.
public struct PhotoFile: Sendable, Hashable, Codable {
    /// The path as the system knows it, without a zero at the end.
    public let path: Data
    /// The path in words: each part of it as UTF-8 where it is that, otherwise read as GB18030.
    public let name: String

    public init(path: Data) {
        self.path = path
        name = PhotoFile.words(path)
    }

    public init(path: String) { self.init(path: Data(path.utf8)) }

    enum Fault: Error {
        case unreadable
        case tooLarge(Int)
    }

    /// The last part of the path.
    public var lastName: String { String(name.split(separator: "/").last ?? "") }

    /// `lastName` without its ending.
    public var stem: String {
        let last = lastName
        guard let dot = last.lastIndex(of: "."), dot != last.startIndex else { return last }
        return String(last[..<dot])
    }

    private static func words(_ path: Data) -> String {
        if let text = String(data: path, encoding: .utf8) { return text }
        // A file with an old name may lie in a folder with a new one.
        return path.split(separator: 0x2F, omittingEmptySubsequences: false).map { word(Data($0)) }.joined(
            separator: "/")
    }

    private static func word(_ path: Data) -> String {
        if let text = String(data: path, encoding: .utf8) { return text }
        // GB 18030 as Foundation numbers it; the plain EUC-CN encoding misreads silently.
        return String(data: path, encoding: String.Encoding(rawValue: 0x8000_0632))
            ?? String(decoding: path, as: UTF8.self)
    }

    /// The untouched bytes of a regular file.
    func bytes(most: Int) throws(Fault) -> PhotoBytes {
        // A pipe by that name would wait for a writer for ever.
        let descriptor = open(path.zeroEnded, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else { throw .unreadable }
        let file = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
        var about = stat()
        guard fstat(descriptor, &about) == 0, about.st_mode & S_IFMT == S_IFREG else { throw .unreadable }
        let size = Int(about.st_size)
        guard size <= most else { throw .tooLarge(size) }
        guard let bytes = PhotoBytes(file, count: size) else { throw .unreadable }
        return bytes
    }
}
