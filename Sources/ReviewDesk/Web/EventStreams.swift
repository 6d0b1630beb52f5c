internal import Foundation

/// 事件流名额: how many streams of events a session has open. The newest is served; where there are too many the oldest
/// makes room, so that pages that were closed without a word never lock anybody out.
actor EventStreams {
    static let mostOfOneSession = 3

    private struct Stream {
        let id: UUID
        let end: @Sendable () -> Void
    }

    private var open: [String: [Stream]] = [:]

    /// `end` is called when a newer stream takes the place.
    func enter(_ id: UUID, session: String, end: @escaping @Sendable () -> Void) {
        open[session, default: []].append(Stream(id: id, end: end))
        while let streams = open[session], streams.count > EventStreams.mostOfOneSession {
            streams[0].end()
            open[session] = Array(streams.dropFirst())
        }
    }

    func leave(_ id: UUID, session: String) {
        open[session]?.removeAll { $0.id == id }
        if open[session]?.isEmpty == true { open[session] = nil }
    }

    func count(session: String) -> Int { open[session]?.count ?? 0 }
}
