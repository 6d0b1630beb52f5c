internal import Crypto
internal import Foundation
internal import IntakeModel

/// 照片的字节: those of a small file are held, those of a large one stay on the disk and are read piece by piece, since its
/// coefficients need the memory.
final class PhotoBytes {
    let count: Int
    /// Where the bytes lie, when they are not held.
    let file: FileHandle?
    private let held: Data?

    /// Files up to this size are held.
    private static let small = 8 << 20
    private static let piece = 256 << 10

    init(_ data: Data) {
        count = data.count
        held = data
        file = nil
    }

    /// `nil` when it cannot be read. A file that grows meanwhile counts as it was; one that shrinks is shorter.
    init?(_ file: FileHandle, count: Int) {
        guard count > PhotoBytes.small else {
            guard let data = PhotoBytes.read(file, 0..<count) else { return nil }
            held = data
            self.count = data.count
            self.file = nil
            return
        }
        held = nil
        self.count = count
        self.file = file
    }

    /// The first so many bytes, or all there are; empty when they cannot be read any more.
    func prefix(_ length: Int) -> Data {
        let length = min(max(0, length), count)
        return held?.prefix(length) ?? file.flatMap { PhotoBytes.read($0, 0..<length) } ?? Data()
    }

    /// All of them.
    var whole: Data { prefix(count) }

    /// SHA-256, hexadecimal.
    var hash: String {
        if let held { return ContentHash.hexadecimal(held) }
        var hash = SHA256()
        for start in stride(from: 0, to: count, by: PhotoBytes.piece) {
            guard let file, let part = PhotoBytes.read(file, start..<min(count, start + PhotoBytes.piece)) else {
                break
            }
            hash.update(data: part)
        }
        return hash.finalize().hexadecimal
    }

    private static func read(_ file: FileHandle, _ range: Range<Int>) -> Data? {
        var data = Data(count: range.count)
        var done = 0
        let isSound = data.withUnsafeMutableBytes { buffer -> Bool in
            while done < range.count {
                let got = pread(
                    file.fileDescriptor, buffer.baseAddress?.advanced(by: done), range.count - done,
                    off_t(range.lowerBound + done))
                if got < 0, errno == EINTR { continue }
                guard got >= 0 else { return false }
                if got == 0 { break }
                done += got
            }
            return true
        }
        guard isSound else { return nil }
        return done == range.count ? data : data.prefix(done)
    }
}
