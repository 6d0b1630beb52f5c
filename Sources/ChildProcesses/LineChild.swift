public import Foundation

/// 子进程: a child of this program that is spoken to in lines, with a deadline on every answer.
///
/// Blocking reads and writes run on a queue of the child's own, never on the cooperative pool. The child dies with this
/// object.
public final class LineChild: Sendable {
    /// How to start the child.
    public struct Command: Sendable {
        public var executable: URL
        public var arguments: [String]
        public var environment: [String: String]

        public init(
            executable: URL, arguments: [String], environment: [String: String] = ProcessInfo.processInfo.environment
        ) {
            self.executable = executable
            self.arguments = arguments
            self.environment = environment
        }
    }

    public enum Failure: Error, Sendable, Equatable {
        /// The executable could not be started.
        case notStarted(String)
        /// No line came in time; the child may hang.
        case timedOut
        /// The child ended, by itself or by a signal.
        case ended
    }

    private let queue = DispatchQueue(label: "xueji.child")
    private let pipes: ChildPipes

    public init(_ command: Command) throws(Failure) { pipes = try ChildPipes(command) }

    deinit { pipes.kill() }

    public var processIdentifier: Int32 { pipes.processIdentifier }

    /// Writes one line; a newline is added.
    public func send(_ line: Data) async throws(Failure) {
        let sent = await withCheckedContinuation { continuation in
            queue.async { [pipes] in continuation.resume(returning: pipes.write(line + [0x0A])) }
        }
        if !sent { throw .ended }
    }

    /// The next line without its newline.
    public func receive(within seconds: Double) async throws(Failure) -> Data {
        let result: Result<Data, Failure> = await withCheckedContinuation { continuation in
            queue.async { [pipes] in continuation.resume(returning: pipes.readLine(within: seconds)) }
        }
        return try result.get()
    }

    /// Asks the child to end (SIGTERM).
    public func terminate() { pipes.signal(SIGTERM) }

    /// Ends the child at once (SIGKILL).
    public func kill() { pipes.kill() }

    /// Closes the child's input and waits for it to end by itself, at most so long; then kills it.
    public func finish(within seconds: Double) async {
        await withCheckedContinuation { continuation in
            queue.async { [pipes] in
                pipes.closeInput()
                pipes.waitUntilEnd(within: seconds)
                pipes.kill()
                continuation.resume()
            }
        }
    }
}
