public import ChildProcesses
internal import Foundation
public import IntakeModel
public import Photos

/// 照片进程组: children that decode photos, so that a hostile file costs one photo and never the run.
///
/// Answers come in the order of the photos, whichever child was faster, or as they come.
public struct PhotoPool: Sendable {
    private let command: LineChild.Command
    private let jobs: Int
    private let language: Language
    /// Seconds that a photo may take.
    private let timeout: Double
    /// Photos that a child has beside the one it works on, so that it never waits for the next.
    private static let ahead = 3

    public init(_ command: LineChild.Command, jobs: Int, language: Language, timeout: Double = 60) {
        var command = command
        // Pictures of some megabytes come and go; fetching their pages anew each time costs a tenth of the time.
        command.environment["MALLOC_MMAP_THRESHOLD_"] = String(256 << 20)
        command.environment["MALLOC_TRIM_THRESHOLD_"] = String(48 << 20)
        command.environment["MALLOC_ARENA_MAX"] = "1"
        // Coefficients of large photos are walked through again and again: huge pages save a twentieth of the time.
        let tunables = [command.environment["GLIBC_TUNABLES"], "glibc.malloc.hugetlb=1"].compactMap(\.self)
        command.environment["GLIBC_TUNABLES"] = tunables.joined(separator: ":")
        command.environment["OMP_THREAD_LIMIT"] = "1"
        self.command = command
        self.jobs = max(1, jobs)
        self.language = language
        self.timeout = timeout
    }

    /// An answer, and the line of JSON that it came as; a photo that ended its child has none.
    struct Reply: Sendable {
        let index: Int
        let answer: PhotoAnswer
        let line: Data?
    }

    /// Calls `body` for every request, in their order. What `body` throws ends the run.
    public func run(_ requests: [PhotoRequest], _ body: (Int, PhotoAnswer) async throws -> Void) async throws {
        try await replies(requests, inOrder: true) { try await body($0.index, $0.answer) }
    }

    /// - Parameter inOrder: an answer waits until those before it are there.
    func replies(
        _ requests: [PhotoRequest], inOrder: Bool, _ body: (Reply) async throws -> Void
    ) async throws {
        let queue = PhotoQueue(requests.count)
        let (answers, sink) = AsyncStream.makeStream(of: Reply.self)
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<min(jobs, max(1, requests.count)) {
                group.addTask { await serve(requests, queue, sink) }
            }
            group.addTask { if requests.isEmpty { sink.finish() } }
            var waiting: [Int: Reply] = [:]
            var next = 0
            for await reply in answers {
                guard inOrder else {
                    try await body(reply)
                    next += 1
                    if next == requests.count { break }
                    continue
                }
                waiting[reply.index] = reply
                while let ready = waiting.removeValue(forKey: next) {
                    try await body(ready)
                    next += 1
                }
                if next == requests.count { break }
            }
            sink.finish()
            group.cancelAll()
        }
    }

    /// One child after another, until nothing is left to do.
    private func serve(
        _ requests: [PhotoRequest], _ queue: PhotoQueue, _ sink: AsyncStream<Reply>.Continuation
    ) async {
        let encoder = JSONEncoder()
        let decoder = JSONDecoder()
        var child: LineChild?
        var sent: [Int] = []
        var unsent: [Int] = []
        defer { child?.kill() }
        while !Task.isCancelled {
            while sent.count <= PhotoPool.ahead, unsent.isEmpty || !sent.contains(unsent[0]) {
                guard let index = unsent.first ?? queue.next() else { break }
                if unsent.first == index { unsent.removeFirst() }
                do {
                    let running = try child ?? LineChild(command)
                    child = running
                    sent.append(index)
                    try await running.send(encoder.encode(requests[index]))
                } catch {
                    break
                }
            }
            guard let current = sent.first else { return }
            var answer: PhotoAnswer?
            var line: Data?
            if let child, let received = try? await child.receive(within: timeout) {
                answer = try? decoder.decode(PhotoAnswer.self, from: received)
                line = received
            }
            sent.removeFirst()
            if answer == nil {
                // Whatever the child had beside this photo is given to the next child.
                child?.kill()
                child = nil
                unsent = sent + unsent
                sent = []
            }
            sink.yield(
                Reply(index: current, answer: answer ?? failed(requests[current]), line: answer == nil ? nil : line))
        }
    }

    private func failed(_ request: PhotoRequest) -> PhotoAnswer {
        PhotoAnswer(
            report: PhotoReport(
                file: request.file.name,
                reasons: [PhotoReason(.unreadable, message: .photoCrashed, language: language)]))
    }
}
