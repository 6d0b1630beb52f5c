public import ChildProcesses
public import Foundation
public import IntakeModel

/// 扫描子进程的启动: the one place that knows how a scanning child is asked for devices or pages.
public struct ScanWorkers: Sendable {
    private let program: @Sendable ([String]) -> LineChild.Command
    /// Seconds without a byte before a child is killed. Lamps warm up for half a minute.
    private let patience: Double

    /// `program` is how `xueji` is started with some arguments.
    public init(patience: Double = 45, _ program: @escaping @Sendable ([String]) -> LineChild.Command) {
        self.program = program
        self.patience = patience
    }

    /// One scan; each page is a file of `spool` until somebody takes it away.
    public func session(_ request: ScanRequest, spool: URL) throws -> ScanSession {
        let asked = String(decoding: try JSONEncoder().encode(request), as: UTF8.self)
        return ScanSession(
            worker: program(["scan-worker", "--request", asked, "--spool", spool.path]), request: request,
            patience: patience)
    }

    /// The devices that SANE reaches. A hanging driver costs at most 30 s.
    public func devices() async throws(IntakeError) -> [ScannerDevice] {
        do {
            let child = try LineChild(program(["scan-worker", "--list"]))
            defer { child.kill() }
            let event = try JSONDecoder().decode(ScanEvent.self, from: await child.receive(within: 30))
            if let fault = event.fault { throw fault.error(device: "", page: 0, detail: event.detail ?? []) }
            return event.devices ?? []
        } catch let error as IntakeError {
            throw error
        } catch LineChild.Failure.timedOut {
            throw ScanFault.noProgress.error(device: "SANE", page: 0)
        } catch {
            throw ScanFault.workerDied.error(device: "SANE", page: 0)
        }
    }
}
