import ChildProcesses
import Foundation

/// 本机识别工人: `xueji worker` children of the desk, started again when they end, and ended with it.
///
/// Their input is a pipe of the desk's: when the desk is gone, however it went, they see its end and go too.
final class LocalWorkers: Sendable {
    private let tasks: [Task<Void, Never>]

    init(_ count: Int, command: LineChild.Command) {
        tasks = (0..<count).map { _ in Task { await LocalWorkers.supervise(command) } }
    }

    /// A child that ends at once is started again ever more slowly, at most once a minute.
    private static func supervise(_ command: LineChild.Command) async {
        var wait = Duration.seconds(1)
        while !Task.isCancelled {
            let started = ContinuousClock.now
            if let child = try? LineChild(command) {
                await withTaskCancellationHandler {
                    while true {
                        do { _ = try await child.receive(within: 3600) } catch LineChild.Failure.timedOut {
                            continue
                        } catch { break }
                    }
                } onCancel: {
                    child.terminate()
                }
            }
            wait = ContinuousClock.now - started > .seconds(60) ? .seconds(1) : min(wait * 2, .seconds(60))
            try? await Task.sleep(for: wait)
        }
    }

    /// Ends the children and waits until they are gone.
    func stop() async {
        for task in tasks { task.cancel() }
        for task in tasks { await task.value }
    }
}
