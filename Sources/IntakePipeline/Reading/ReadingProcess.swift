public import Foundation
public import IntakeModel

/// 识别进程: a child that decodes and reads files, so that a crash or a hang on hostile input costs one file only.
///
/// Calls are served one at a time on a thread of their own; the child is started when first needed and again after it
/// died.
public final class ReadingProcess: Sendable {
    /// How to start the child and how long to wait.
    public struct Settings: Sendable {
        public var executable: URL
        public var arguments: [String]
        public var environment: [String: String]
        /// Seconds a file may take before the child is killed.
        public var timeout: Double

        public init(
            executable: URL, arguments: [String], environment: [String: String] = ProcessInfo.processInfo.environment,
            timeout: Double = 120
        ) {
            self.executable = executable
            self.arguments = arguments
            self.environment = environment
            self.timeout = timeout
        }
    }

    private let queue = DispatchQueue(label: "xueji.reading-process")
    private let child: ChildBox
    private let language: Language

    public init(_ settings: Settings, language: Language) {
        child = ChildBox(settings: settings)
        self.language = language
    }

    /// Reads one file; an answer comes back whatever happens to the child.
    public func read(_ request: ReadingRequest) async -> FileReading {
        await withCheckedContinuation { continuation in
            queue.async { [child, language] in
                continuation.resume(returning: child.read(request, language: language))
            }
        }
    }

    /// Ends the child.
    public func stop() { queue.async { [child] in child.stop() } }
}

/// The running child; touched on the process's own queue only.
private final class ChildBox: @unchecked Sendable {
    private let settings: ReadingProcess.Settings
    private var process: Process?
    private var input: FileHandle?
    private var output: FileHandle?
    private var buffer = Data()

    init(settings: ReadingProcess.Settings) { self.settings = settings }

    deinit { stop() }

    func read(_ request: ReadingRequest, language: Language) -> FileReading {
        let start = Date()
        do {
            try startIfNeeded()
            let line = try JSONEncoder().encode(request) + [0x0A]
            try input?.write(contentsOf: line)
            let answer = try readLine(until: start.addingTimeInterval(settings.timeout))
            return try JSONDecoder().decode(FileReading.self, from: answer)
        } catch let error as IntakeError {
            stop()
            return FileReading(
                file: request.name, error: error.report(language), seconds: Date().timeIntervalSince(start))
        } catch {
            stop()
            let crashed = IntakeError(
                "worker.crashed", .readingCrashed.with(request.name), remedy: .scanAgain, underlying: "\(error)")
            return FileReading(
                file: request.name, error: crashed.report(language), seconds: Date().timeIntervalSince(start))
        }
    }

    func stop() {
        guard let process else { return }
        try? input?.close()
        if process.isRunning { kill(process.processIdentifier, SIGKILL) }
        process.waitUntilExit()
        self.process = nil
        input = nil
        output = nil
        buffer = Data()
    }

    private func startIfNeeded() throws {
        if let process, process.isRunning { return }
        stop()
        let child = Process()
        child.executableURL = settings.executable
        child.arguments = settings.arguments
        // Two Tesseract threads on a busy machine are several times slower than one.
        child.environment = settings.environment.merging(["OMP_THREAD_LIMIT": "1"]) { _, new in new }
        let toChild = Pipe()
        let fromChild = Pipe()
        child.standardInput = toChild
        child.standardOutput = fromChild
        try child.run()
        process = child
        input = toChild.fileHandleForWriting
        output = fromChild.fileHandleForReading
    }

    private func readLine(until deadline: Date) throws -> Data {
        guard let output else { throw CocoaError(.fileReadUnknown) }
        while true {
            if let end = buffer.firstIndex(of: 0x0A) {
                let line = buffer[buffer.startIndex..<end]
                buffer = Data(buffer[(end + 1)...])
                return Data(line)
            }
            var waiting = pollfd(fd: output.fileDescriptor, events: Int16(POLLIN), revents: 0)
            let left = deadline.timeIntervalSinceNow
            guard left > 0, poll(&waiting, 1, Int32(min(left, 3600) * 1000)) > 0 else {
                throw IntakeError("worker.timeout", .readingTimedOut, remedy: .scanAgain)
            }
            let chunk = output.availableData
            guard !chunk.isEmpty else { throw CocoaError(.fileReadUnknown) }
            buffer.append(chunk)
        }
    }
}
