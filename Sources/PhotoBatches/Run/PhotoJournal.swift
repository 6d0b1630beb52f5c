public import Foundation
internal import ImageCodecs
public import IntakeModel
public import Photos

/// 批次日志: what is done, so that a run that was killed goes on where it was.
///
/// A line a photo, appended when its finished photo is written, with the hash of it: what a power cut took away, or
/// anybody changed, is done again. A last line that is torn counts as not written.
public final class PhotoJournal {
    /// What a photo was when it was done: changed files are done again.
    public struct Key: Codable, Hashable, Sendable {
        let path: Data
        let bytes: Int
        /// Nanoseconds since 1970.
        let changed: Int
        let order: PrepareOrder

        /// `nil` when the file is not there.
        public init?(_ file: PhotoFile, _ order: PrepareOrder) {
            var about = stat()
            let name = file.path.map { CChar(bitPattern: $0) } + [0]
            guard stat(name, &about) == 0 else { return nil }
            path = file.path
            bytes = Int(about.st_size)
            changed = about.st_mtim.tv_sec * 1_000_000_000 + about.st_mtim.tv_nsec
            self.order = order
        }
    }

    private struct Line: Decodable {
        let key: Key
        let answer: PhotoAnswer
    }

    private struct Head: Codable {
        let settings: String
    }

    private let file: URL
    private let handle: FileHandle
    private var done: [Key: PhotoAnswer] = [:]
    private let encoder = JSONEncoder()

    /// - Parameter settings: everything beside the photos on which the results depend; another one begins anew.
    /// - Throws: `file.unwritable`.
    public init(_ file: URL, settings: String) throws(IntakeError) {
        self.file = file
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        let head = (try? encoder.encode(Head(settings: settings))) ?? Data()
        var whole = head + [0x0A]
        if let data = try? Data(contentsOf: file) {
            let lines = data.split(separator: 0x0A, omittingEmptySubsequences: false)
            if let first = lines.first, first.elementsEqual(head) {
                // What follows the last newline was being written when the run ended.
                for line in lines.dropFirst().dropLast() {
                    guard let line = try? JSONDecoder().decode(Line.self, from: Data(line)) else { continue }
                    done[line.key] = line.answer
                }
                whole = data[..<(data.lastIndex(of: 0x0A).map { $0 + 1 } ?? data.startIndex)] + Data()
            }
        }
        try DurableFile.write(whole, to: file)
        guard let opened = try? FileHandle(forWritingTo: file), (try? opened.seekToEnd()) != nil else {
            throw IntakeError(
                "file.unwritable", .cannotWrite.with(file.lastPathComponent, "open"), remedy: .checkPermissions,
                exit: .inputOutput)
        }
        handle = opened
    }

    deinit { try? handle.close() }

    /// What was found out before, when all that was written is still there as it was left.
    ///
    /// The last run may have moved a finished photo to those that a person looks at, because of its name or its copy.
    public func answer(_ key: Key) -> PhotoAnswer? {
        guard var answer = done[key] else { return nil }
        if let prepared = answer.prepared {
            let places = [prepared.path, key.order.review]
            guard let place = places.first(where: { PhotoJournal.holds($0, prepared.hash) }) else { return nil }
            answer.prepared?.path = place
        }
        for path in [answer.seen, answer.refused].compactMap(\.self) {
            guard FileManager.default.fileExists(atPath: path) else { return nil }
        }
        return answer
    }

    private static func holds(_ path: String, _ hash: String) -> Bool {
        guard let data = try? Data(contentsOf: URL(filePath: path)) else { return false }
        return ContentHash.hexadecimal(data) == hash
    }

    /// - Parameter line: the answer as JSON, where it came as that: then it need not be made again.
    public func record(_ key: Key, _ answer: PhotoAnswer, line: Data? = nil) throws(IntakeError) {
        do {
            let told = try line ?? encoder.encode(answer)
            // A `Line`, put together from its parts.
            let whole = Data("{\"answer\":".utf8) + told + Data(",\"key\":".utf8) + (try encoder.encode(key))
            try handle.write(contentsOf: whole + Data("}\n".utf8))
        } catch {
            throw IntakeError(
                "file.unwritable", .cannotWrite.with(file.lastPathComponent, "\(error)"), remedy: .checkPermissions,
                exit: .inputOutput)
        }
    }
}
