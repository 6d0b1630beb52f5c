internal import Foundation
internal import Synchronization

/// The process and its two pipes. `input`, `output` and `buffer` are touched on the child's queue only; the process
/// itself may be signalled from anywhere.
final class ChildPipes: @unchecked Sendable {
    private let process = Process()
    private let input: FileHandle
    private let output: FileHandle
    private var buffer = Data()
    private let inputIsOpen = Atomic<Bool>(true)

    init(_ command: LineChild.Command) throws(LineChild.Failure) {
        // A child that died turns writes into errors, not into a signal that ends this process.
        _ = Foundation.signal(SIGPIPE, SIG_IGN)
        let toChild = Pipe()
        let fromChild = Pipe()
        process.executableURL = command.executable
        process.arguments = command.arguments
        process.environment = command.environment
        process.standardInput = toChild
        process.standardOutput = fromChild
        if command.environment["XUEJI_DEBUG"] == nil { process.standardError = FileHandle.nullDevice }
        do {
            try process.run()
        } catch {
            throw .notStarted("\(error)")
        }
        input = toChild.fileHandleForWriting
        output = fromChild.fileHandleForReading
    }

    var processIdentifier: Int32 { process.processIdentifier }

    func write(_ data: Data) -> Bool { (try? input.write(contentsOf: data)) != nil }

    func closeInput() {
        if inputIsOpen.exchange(false, ordering: .relaxed) { try? input.close() }
    }

    func readLine(within seconds: Double) -> Result<Data, LineChild.Failure> {
        let deadline = Date().addingTimeInterval(seconds)
        while true {
            if let end = buffer.firstIndex(of: 0x0A) {
                let line = Data(buffer[buffer.startIndex..<end])
                buffer = Data(buffer[(end + 1)...])
                return .success(line)
            }
            var waiting = pollfd(fd: output.fileDescriptor, events: Int16(POLLIN), revents: 0)
            let left = deadline.timeIntervalSinceNow
            guard left > 0 else { return .failure(.timedOut) }
            let ready = poll(&waiting, 1, Int32(min(left, 3600) * 1000) + 1)
            if ready < 0, errno == EINTR { continue }
            guard ready > 0 else { return .failure(.timedOut) }
            let chunk = output.availableData
            guard !chunk.isEmpty else { return .failure(.ended) }
            buffer.append(chunk)
        }
    }

    func signal(_ number: Int32) {
        if process.isRunning { _ = Foundation.kill(process.processIdentifier, number) }
    }

    func waitUntilEnd(within seconds: Double) {
        let deadline = Date().addingTimeInterval(seconds)
        while process.isRunning, deadline.timeIntervalSinceNow > 0 { usleep(20_000) }
    }

    func kill() {
        guard process.isRunning else { return }
        _ = Foundation.kill(process.processIdentifier, SIGKILL)
        process.waitUntilExit()
    }
}
