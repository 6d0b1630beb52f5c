public import ChildProcesses
internal import Foundation
public import IntakeModel

/// 识别进程: a child that decodes and reads files, so that a crash or a hang on hostile input costs one file only.
///
/// One file at a time; the child is started when first needed and again after it died.
public actor ReadingProcess {
    private let command: LineChild.Command
    private let language: Language
    /// Seconds a file may take before the child is killed.
    private let timeout: Double
    private var child: LineChild?

    public init(_ command: LineChild.Command, language: Language, timeout: Double = 120) {
        var command = command
        // Two Tesseract threads on a busy machine are several times slower than one.
        command.environment["OMP_THREAD_LIMIT"] = "1"
        // Pictures go back to the system when they are done with; glibc would keep them in pieces, page after page.
        // What a line needs, up to 4 MB, stays at hand: fetching it anew for every line costs a sixth of the time.
        command.environment["MALLOC_MMAP_THRESHOLD_"] = String(4 << 20)
        command.environment["MALLOC_TRIM_THRESHOLD_"] = String(16 << 20)
        command.environment["MALLOC_TOP_PAD_"] = String(16 << 20)
        command.environment["MALLOC_ARENA_MAX"] = "2"
        self.command = command
        self.language = language
        self.timeout = timeout
    }

    /// Reads one file; an answer comes back whatever happens to the child. Not to be called again before it did.
    public func read(_ request: ReadingRequest) async -> FileReading {
        await answer(request) { error, seconds in FileReading(file: request.name, error: error, seconds: seconds) }
    }

    /// Reads one picture of one text line; the same holds.
    public func readLine(_ request: ReadingRequest) async -> LineFileReading {
        await answer(request) { error, seconds in LineFileReading(file: request.name, seconds: seconds, error: error) }
    }

    private func answer<Answer: Decodable>(
        _ request: ReadingRequest, otherwise: (FailureReport, _ seconds: Double) -> Answer
    ) async -> Answer {
        let clock = ContinuousClock()
        let start = clock.now
        func failed(_ error: IntakeError) -> Answer {
            otherwise(error.report(language), Double((clock.now - start) / .milliseconds(1)) / 1000)
        }
        do {
            let running = try child ?? LineChild(command)
            child = running
            try await running.send(JSONEncoder().encode(request))
            return try JSONDecoder().decode(Answer.self, from: await running.receive(within: timeout))
        } catch LineChild.Failure.timedOut {
            stop()
            return failed(IntakeError("worker.timeout", .readingTimedOut.with(request.name), remedy: .scanAgain))
        } catch {
            stop()
            return failed(
                IntakeError(
                    "worker.crashed", .readingCrashed.with(request.name), remedy: .scanAgain, underlying: "\(error)"))
        }
    }

    /// Ends the child.
    public func stop() {
        child?.kill()
        child = nil
    }
}
