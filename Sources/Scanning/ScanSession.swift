internal import ChildProcesses
public import Foundation
public import IntakeModel

/// A page that came whole from the scanner and lies on the disk.
public struct ScannedPage: Sendable {
    /// From 1, in the order of scanning.
    public let number: Int
    /// PNG without loss, synced.
    public let file: URL
    public let width: Int
    public let height: Int
    public let dpi: Double?
}

/// How far a page has come; `total` is 0 while the device does not say.
public struct ScanProgress: Sendable {
    public let page: Int
    public let bytes: Int
    public let total: Int
}

/// 扫描会话: one scan from the parent's side, with a watchdog over the child that talks to the device.
public struct ScanSession: Sendable {
    /// What a scan came to: the pages that were delivered and, if it broke off, why and at which page.
    public struct Outcome: Sendable {
        /// How many were delivered this time.
        public var pages: Int
        public var fault: ScanFault?
        /// The sentence for the person, with the page to put back.
        public var error: IntakeError?
    }

    private let command: LineChild.Command
    private let request: ScanRequest
    /// Seconds without a byte before the child is killed. Lamps warm up for half a minute.
    private let patience: Double

    init(worker: LineChild.Command, request: ScanRequest, patience: Double) {
        command = worker
        self.request = request
        self.patience = patience
    }

    /// Scans until the paper or the wish for pages ends.
    ///
    /// `deliver` is awaited before the next page starts: when it returns, the page must be safe. When it throws, the scan
    /// stops and the error goes on to the caller; pages delivered before stay delivered. Cancelling the task gives up the
    /// page that is being scanned; a device that does not heed that is left to itself after a few seconds.
    public func run(
        progress: @Sendable (ScanProgress) -> Void, deliver: @Sendable (ScannedPage) async throws -> Void
    ) async throws -> Outcome {
        let child: LineChild
        do {
            child = try LineChild(command)
        } catch {
            return broken(.workerDied, pages: 0, detail: [])
        }
        defer { child.kill() }
        return try await withTaskCancellationHandler {
            try await run(child, progress: progress, deliver: deliver)
        } onCancel: {
            child.terminate()
            Task.detached {
                try? await Task.sleep(for: .seconds(ScanSession.grace))
                child.kill()
            }
        }
    }

    /// Seconds that a device has to end a page that nobody wants any more.
    private static let grace = 5

    private func run(
        _ child: LineChild, progress: @Sendable (ScanProgress) -> Void,
        deliver: @Sendable (ScannedPage) async throws -> Void
    ) async throws -> Outcome {
        var delivered = 0
        while true {
            let event: ScanEvent
            do {
                event = try JSONDecoder().decode(ScanEvent.self, from: await child.receive(within: patience))
            } catch LineChild.Failure.timedOut {
                return broken(.noProgress, pages: delivered, detail: [])
            } catch {
                return broken(.workerDied, pages: delivered, detail: [])
            }
            switch event.kind {
            case .ready, .waiting, .devices: continue
            case .progress:
                progress(ScanProgress(page: event.page, bytes: event.bytes, total: event.total))
            case .page:
                let file = URL(filePath: event.file ?? "")
                try await deliver(
                    ScannedPage(
                        number: event.page, file: file, width: event.width, height: event.height, dpi: event.dpi))
                delivered += 1
                let reply: ScanReply = Task.isCancelled ? .stop : .next
                do {
                    try await child.send(Data(reply.rawValue.utf8))
                } catch {
                    return broken(.workerDied, pages: delivered, detail: [])
                }
            case .finished:
                await child.finish(within: 5)
                return Outcome(pages: delivered)
            case .fault:
                await child.finish(within: 5)
                return broken(event.fault ?? .other, pages: delivered, detail: event.detail ?? [])
            }
        }
    }

    private func broken(_ fault: ScanFault, pages: Int, detail: [String]) -> Outcome {
        // However the child ended, it was asked to.
        let fault = Task.isCancelled ? .cancelled : fault
        let page = request.first + pages
        return Outcome(
            pages: pages, fault: fault, error: fault.error(device: request.device, page: page, detail: detail))
    }
}
