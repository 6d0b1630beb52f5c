internal import Foundation
internal import HTTPTypes
internal import Hummingbird
internal import ServiceLifecycle

/// One server-sent event.
struct StreamEvent: Sendable {
    let name: String
    /// What a browser that comes back says it has seen last.
    var id: String?
    /// JSON, without line breaks.
    let data: String

    init(_ name: String, id: String? = nil, _ value: some Encodable) throws {
        self.name = name
        self.id = id
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        data = String(decoding: try encoder.encode(value), as: UTF8.self)
    }

    var text: String { "event: \(name)\n" + (id.map { "id: \($0)\n" } ?? "") + "data: \(data)\n\n" }
}

/// 事件流: what changes on the desk, told to a page as it happens (server-sent events).
///
/// It ends when the desk is asked to end, when the session is over, which it does not prolong, and when the browser is gone,
/// which the next heartbeat notices.
struct EventStream: Sendable {
    /// Why the loop woke up.
    enum Wake: Sendable {
        case changed, heartbeat, replaced
    }

    let streams: EventStreams
    let heartbeat: Duration
    /// SHA-256 of the session's token.
    let session: String
    let sessionHolds: @Sendable () async -> Bool
    /// Asks to be told of changes until the answer is called.
    let listen: @Sendable (_ tell: @escaping @Sendable () -> Void) async -> @Sendable () async -> Void

    /// `news` answers what the browser does not know yet; it is asked at once and after every change.
    func response(_ news: @escaping @Sendable () async throws -> [StreamEvent]) -> Response {
        Response(
            status: .ok,
            headers: [.contentType: "text/event-stream; charset=utf-8", HTTPField.Name("X-Accel-Buffering")!: "no"],
            body: .init { writer in
                let (wakes, waker) = AsyncStream.makeStream(of: Wake.self, bufferingPolicy: .bufferingNewest(4))
                let id = UUID()
                await streams.enter(id, session: session) {
                    waker.yield(.replaced)
                    waker.finish()
                }
                let silence = await listen { waker.yield(.changed) }
                let heart = Task {
                    while !Task.isCancelled {
                        try await Task.sleep(for: heartbeat)
                        waker.yield(.heartbeat)
                    }
                }
                waker.yield(.changed)
                let ending: (any Error)?
                do {
                    try await withGracefulShutdownHandler {
                        try await write(to: &writer, wakes, news)
                    } onGracefulShutdown: {
                        waker.finish()
                    }
                    try await writer.finish(nil)
                    ending = nil
                } catch {
                    ending = error
                }
                heart.cancel()
                await silence()
                await streams.leave(id, session: session)
                if let ending { throw ending }
            })
    }

    private func write(
        to writer: inout any ResponseBodyWriter, _ wakes: AsyncStream<Wake>,
        _ news: @Sendable () async throws -> [StreamEvent]
    ) async throws {
        // A browser that lost the stream comes back after so many milliseconds.
        try await writer.write(ByteBuffer(string: "retry: 2000\n\n"))
        for await wake in wakes {
            switch wake {
            case .changed:
                let text = try await news().map(\.text).joined()
                if !text.isEmpty { try await writer.write(ByteBuffer(string: text)) }
            case .heartbeat:
                guard await sessionHolds() else {
                    return try await writer.write(ByteBuffer(string: "event: over\ndata: {}\n\n"))
                }
                try await writer.write(ByteBuffer(string: ": here\n\n"))
            case .replaced:
                return try await writer.write(ByteBuffer(string: "event: replaced\ndata: {}\n\n"))
            }
        }
    }
}
