internal import CSANE
public import Foundation
internal import ImageCodecs
internal import IntakeModel
internal import Synchronization

/// 扫描子进程: the side that touches libsane; killed without harm when a device hangs or its driver crashes.
///
/// Speaks JSON lines: events on standard output, `next` or `stop` on standard input after every page.
public enum ScanWorker {
    private static let stopped = Atomic<Bool>(false)

    /// Lists devices and returns.
    public static func listDevices() {
        do {
            let sane = try SaneLibrary()
            var event = ScanEvent(.devices)
            event.devices = try sane.devices()
            say(event)
        } catch {
            report(error, page: 0)
        }
    }

    /// Scans as asked, each page into a file of `spool` that is complete when it has its name.
    public static func scan(_ request: ScanRequest, spool: URL) {
        // Asked to end: finish the read under way, tell the device, go.
        signal(SIGTERM) { _ in ScanWorker.stopped.store(true, ordering: .relaxed) }
        // A connection that is gone is an answer of the device's, not the end of this process.
        signal(SIGPIPE, SIG_IGN)
        let first = max(1, request.first)
        do {
            let sane = try SaneLibrary()
            _ = sane
            let scanner = try opened(request)
            var page = first
            do {
                try scan(request, with: scanner, spool: spool, page: &page)
            } catch {
                // Before the device is closed: over a dead connection, libsane may crash in that.
                report(error, page: page)
            }
        } catch {
            report(error, page: first)
        }
    }

    /// `page` is the one under way.
    private static func scan(
        _ request: ScanRequest, with scanner: borrowing SaneScanner, spool: URL, page: inout Int
    ) throws(SaneFailure) {
        let first = page
        try scanner.configure(request)
        say(ScanEvent(.ready))
        if let wait = request.wait { try hold(until: wait, scanner) }
        let wanted = request.pages ?? (request.source == .adf || request.source == .adfDuplex ? Int.max : 1)
        if request.source == .adfDuplex, first.isMultiple(of: 2) {
            guard try picture(of: first, from: scanner) != nil else { throw SaneFailure(.outOfPaper) }
        }
        while page - first < wanted, !stopped.load(ordering: .relaxed) {
            let isTrimmed = request.size == .auto && (request.source == .adf || request.source == .adfDuplex)
            guard try scan(page: page, from: scanner, isTrimmed: isTrimmed, spool: spool) else {
                if page == first { throw SaneFailure(.outOfPaper) }
                break
            }
            page += 1
            guard readLine() == ScanReply.next.rawValue else { break }
        }
        scanner.cancel()
        var event = ScanEvent(.finished)
        event.page = page - first
        say(event)
    }

    /// A device that is busy or asleep is asked again: after half a second, one, two, at most four.
    private static func opened(_ request: ScanRequest) throws(SaneFailure) -> SaneScanner {
        var pause: useconds_t = 500_000
        for _ in 0..<max(0, request.retries ?? 0) {
            do throws(SaneFailure) {
                return try SaneScanner(device: request.device)
            } catch {
                guard [.busy, .asleep].contains(error.fault), !stopped.load(ordering: .relaxed) else { throw error }
            }
            // The parent hears that this child lives.
            say(ScanEvent(.waiting))
            usleep(pause)
            pause = min(pause * 2, 4_000_000)
        }
        return try SaneScanner(device: request.device)
    }

    /// Waits for the button or the paper; a device without such a sensor is refused, saying what it has.
    private static func hold(until wait: ScanRequest.Wait, _ scanner: borrowing SaneScanner) throws(SaneFailure) {
        guard let sensor = scanner.options.sensor(wait) else {
            throw SaneFailure(.unsupportedOption, [wait.rawValue] + scanner.options.sensors)
        }
        while !scanner.options.senses(sensor) {
            if stopped.load(ordering: .relaxed) { throw SaneFailure(.cancelled) }
            say(ScanEvent(.waiting))
            usleep(300_000)
        }
    }

    /// `false` when the feeder is empty.
    private static func scan(
        page: Int, from scanner: borrowing SaneScanner, isTrimmed: Bool, spool: URL
    ) throws(SaneFailure) -> Bool {
        guard let whole = try picture(of: page, from: scanner) else { return false }
        let picture = isTrimmed ? PaperEnd.trimmed(whole) : whole
        let file = spool.appending(path: "page-\(page)-\(UUID().uuidString).png")
        do {
            try DurableFile.write(try PNGFile.encode(picture), to: file)
        } catch {
            throw SaneFailure(.inputOutput, ["\(error)"])
        }
        var event = ScanEvent(.page)
        event.page = page
        event.file = file.path
        event.width = picture.width
        event.height = picture.height
        event.dpi = picture.dpi
        say(event)
        return true
    }

    /// Tells how far the page has come; `nil` when the feeder is empty.
    private static func picture(
        of page: Int, from scanner: borrowing SaneScanner
    ) throws(SaneFailure) -> PageImage? {
        var told = Date.distantPast
        return try scanner.page { bytes, total in
            if Date().timeIntervalSince(told) > 0.2 {
                told = Date()
                var event = ScanEvent(.progress)
                event.page = page
                event.bytes = bytes
                event.total = total
                say(event)
            }
            return !stopped.load(ordering: .relaxed)
        }
    }

    private static func report(_ failure: SaneFailure, page: Int) {
        var event = ScanEvent(.fault)
        event.page = page
        event.fault = failure.fault
        event.detail = failure.detail
        say(event)
    }

    private static func say(_ event: ScanEvent) {
        guard let line = try? JSONEncoder().encode(event) else { return }
        FileHandle.standardOutput.write(line + [0x0A])
    }
}
