import ChildProcesses
import Foundation
import Synchronization

/// 本机识别进程: `xueji worker` children of the desk, started again when they end, and ended with it.
///
/// Their input is a pipe of the desk's: when the desk is gone, however it went, they see its end and go too.
final class LocalWorkers: Sendable {
    private let tasks: [Task<Void, Never>]
    private let count: Running
    var wanted: Int { tasks.count }
    /// Children that live now.
    var running: Int { count.number }

    init(_ wanted: Int, command: LineChild.Command) {
        let count = Running()
        self.count = count
        tasks = (0..<wanted).map { _ in Task { await LocalWorkers.supervise(command, count) } }
    }

    private final class Running: Sendable {
        private let value = Atomic<Int>(0)
        var number: Int { value.load(ordering: .relaxed) }
        func change(_ by: Int) { value.add(by, ordering: .relaxed) }
    }

    /// A child that ends at once is started again ever more slowly, at most once a minute.
    private static func supervise(_ command: LineChild.Command, _ count: Running) async {
        var wait = Duration.seconds(1)
        while !Task.isCancelled {
            let started = ContinuousClock.now
            if let child = try? LineChild(command) {
                count.change(1)
                defer { count.change(-1) }
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
