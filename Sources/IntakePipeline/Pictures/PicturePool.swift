public import ChildProcesses
internal import Crypto
public import Foundation
public import IntakeModel

/// 图样进程组: several picture processes, so that reviewers do not wait for each other, and the pictures made last, in
/// memory only, so that one who looks again does not wait at all.
public actor PicturePool {
    private let processes: [PictureProcess]
    private var busy: [Int]
    private var kept: [Key: Data] = [:]
    /// Oldest first.
    private var order: [Key] = []
    private var bytes = 0
    /// Bytes of pictures kept at most: about a hundred pages.
    private static let most = 64 << 20

    private struct Key: Hashable {
        let original: Data
        let request: Data
    }

    public init(_ command: LineChild.Command, processes: Int) {
        self.processes = (0..<max(1, processes)).map { _ in PictureProcess(command) }
        busy = Array(repeating: 0, count: max(1, processes))
    }

    /// The picture of an original's bytes, by the process that has the least to do.
    public func picture(_ original: Data, _ request: PictureRequest) async throws(IntakeError) -> Data {
        guard let key = PicturePool.key(original, request) else { return try await make(original, request) }
        if let known = kept[key] { return known }
        let made = try await make(original, request)
        keep(made, key)
        return made
    }

    private func make(_ original: Data, _ request: PictureRequest) async throws(IntakeError) -> Data {
        let index = busy.indices.min { busy[$0] < busy[$1] } ?? 0
        busy[index] += 1
        defer { busy[index] -= 1 }
        return try await processes[index].picture(original, request)
    }

    /// By content, so that a picture can never be another original's, whatever its name.
    private static func key(_ original: Data, _ request: PictureRequest) -> Key? {
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        return (try? encoder.encode(request)).map { Key(original: Data(SHA256.hash(data: original)), request: $0) }
    }

    private func keep(_ picture: Data, _ key: Key) {
        guard kept[key] == nil, picture.count <= PicturePool.most else { return }
        kept[key] = picture
        order.append(key)
        bytes += picture.count
        while bytes > PicturePool.most, let oldest = order.first {
            order.removeFirst()
            bytes -= kept.removeValue(forKey: oldest)?.count ?? 0
        }
    }

    /// Ends the children.
    public func stop() async {
        for process in processes { await process.stop() }
    }
}
