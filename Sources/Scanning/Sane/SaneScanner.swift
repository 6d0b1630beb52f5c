internal import CSANE
internal import Foundation
internal import IntakeModel

/// An open scanner. Not thread-safe; lives in the scanning child only.
struct SaneScanner: ~Copyable {
    private let handle: SANE_Handle

    init(device: String) throws(SaneFailure) {
        var opened: SANE_Handle?
        let status = sane_open(device, &opened)
        // A device on the list that does not answer when it is opened sleeps, or is switched off.
        if status == SANE_STATUS_IO_ERROR { throw SaneFailure(.asleep, [device]) }
        try SaneFailure.check(status)
        guard let opened else { throw SaneFailure(.deviceGone, [device]) }
        handle = opened
    }

    deinit { sane_close(handle) }

    var options: SaneOptions { SaneOptions(handle: handle) }

    /// Sets what was asked for; everything is refused here, before the motor moves.
    func configure(_ request: ScanRequest) throws(SaneFailure) {
        if let source = request.source {
            let offered = options.words("source")
            if let word = SaneScanner.word(for: source, among: offered) {
                try options.set("source", to: word)
            } else if source != .flatbed || !offered.isEmpty {
                throw SaneFailure(.badValue, ["source"] + (offered.isEmpty ? ["flatbed"] : offered))
            }
        }
        if let mode = request.mode, options.contains("mode") {
            let offered = options.words("mode")
            guard let word = SaneScanner.word(for: mode, among: offered) else {
                throw SaneFailure(.badValue, ["mode"] + offered)
            }
            try options.set("mode", to: word)
        }
        if let resolution = request.resolution, options.contains("resolution") {
            try options.set("resolution", to: String(resolution))
        }
        if request.isPreview { try preparePreview() } else if let size = request.size { try set(size) }
        if let brightness = request.brightness, brightness != 0 {
            guard let level = options.level("brightness", percent: brightness) else {
                throw SaneFailure(.unsupportedOption, ["brightness"] + options.names)
            }
            try options.set("brightness", to: String(level))
        }
        if let area = request.area { try set(area) }
        for (name, value) in request.options.sorted(by: { $0.key < $1.key }) { try options.set(name, to: value) }
    }

    private static func word(for source: ScanRequest.Source, among offered: [String]) -> String? {
        offered.first { word in
            let lower = word.lowercased()
            let feeder = lower.contains("adf") || lower.contains("feeder")
            switch source {
            case .flatbed: return lower.contains("flatbed") || lower == "fb" || lower.contains("platen")
            case .adf: return feeder && !lower.contains("duplex")
            case .adfDuplex: return lower.contains("duplex")
            }
        }
    }

    private static func word(for mode: ScanRequest.Mode, among offered: [String]) -> String? {
        let beginnings: [String] =
            switch mode {
            case .color: ["color", "colour", "24bit"]
            case .gray: ["gray", "grey", "true gray"]
            case .lineart: ["lineart", "binary", "black"]
            }
        return offered.first { word in beginnings.contains { word.lowercased().hasPrefix($0) } }
    }

    func cancel() { sane_cancel(handle) }

    /// Scans one page; `nil` when the feeder is empty.
    ///
    /// A page counts only when every byte came: lines × bytes per line, of every frame. `progress` gets bytes so far and
    /// in all (0 when the device does not know), and answers whether to go on.
    func page(progress: (Int, Int) -> Bool) throws(SaneFailure) -> PageImage? {
        do {
            return try wholePage(progress: progress)
        } catch {
            // SANE has one status for both; devices that can tell have a sensor.
            throw error.fault == .jammed && options.senses("double-feed")
                ? SaneFailure(.doubleFeed, error.detail) : error
        }
    }

    private func wholePage(progress: (Int, Int) -> Bool) throws(SaneFailure) -> PageImage? {
        var frames: [SaneFrame] = []
        var last = false
        while !last {
            let status = sane_start(handle)
            // Only before the first frame is this the end of the paper; later it is a page that did not come whole.
            if status == SANE_STATUS_NO_DOCS, frames.isEmpty { return nil }
            if status == SANE_STATUS_NO_DOCS { throw SaneFailure(.truncatedPage) }
            try SaneFailure.check(status)
            var parameters = SANE_Parameters()
            try SaneFailure.check(sane_get_parameters(handle, &parameters))
            let frame = try read(parameters, progress: progress)
            last = parameters.last_frame != 0 || frames.count >= 2
            frames.append(frame)
        }
        guard let image = SaneFrame.picture(frames, dpi: options.resolution) else { throw SaneFailure(.truncatedPage) }
        return image
    }

    /// Whether the other end of a network scanner's data connection is gone, with nothing left to read from it: SANE
    /// itself does not tell. Devices that are no sockets answer `false`.
    private var isCutOff: Bool {
        var descriptor: SANE_Int = -1
        guard sane_get_select_fd(handle, &descriptor) == SANE_STATUS_GOOD else { return false }
        var byte: UInt8 = 0
        return recv(descriptor, &byte, 1, Int32(MSG_PEEK | MSG_DONTWAIT)) == 0
    }

    private func read(_ parameters: SANE_Parameters, progress: (Int, Int) -> Bool) throws(SaneFailure) -> SaneFrame {
        let perLine = Int(parameters.bytes_per_line)
        let announced = parameters.lines > 0 ? Int(parameters.lines) * perLine : 0
        guard perLine > 0, announced <= SaneFrame.mostBytes else { throw SaneFailure(.truncatedPage) }
        var data = Data(capacity: announced)
        var chunk = [UInt8](repeating: 0, count: 1 << 18)
        while true {
            var length: SANE_Int = 0
            let status = sane_read(handle, &chunk, SANE_Int(chunk.count), &length)
            if status == SANE_STATUS_EOF { break }
            try SaneFailure.check(status)
            if length == 0 {
                if isCutOff { throw SaneFailure(.connectionLost) }
                // A dead device answers like this for ever: the parent's watchdog sees no progress.
                usleep(5000)
                continue
            }
            data.append(contentsOf: chunk[0..<Int(length)])
            guard data.count <= SaneFrame.mostBytes else { throw SaneFailure(.truncatedPage) }
            guard progress(data.count, announced) else { throw SaneFailure(.cancelled) }
        }
        guard !data.isEmpty else { throw SaneFailure(.emptyPage) }
        guard announced > 0 ? data.count == announced : data.count % perLine == 0 else {
            throw SaneFailure(.truncatedPage)
        }
        return SaneFrame(
            kind: parameters.format, depth: Int(parameters.depth), width: Int(parameters.pixels_per_line),
            bytesPerLine: perLine, lines: data.count / perLine, data: data)
    }
}
