import AsyncHTTPClient
import Foundation
import HummingbirdTesting
import NIOCore
import NIOHTTP1
import TestSupport
import Testing

/// Somebody signed in at a desk that really listens, by HTTP alone.
struct LiveMember: Sendable {
    /// Redirects are answers here.
    private static let client = HTTPClient(
        eventLoopGroupProvider: .singleton, configuration: .init(redirectConfiguration: .disallow))
    let base: String
    private let cookies: String
    private let token: String

    init(_ base: String, as person: String = "clerk") async throws {
        let login = try await LiveMember.ask(base + "/login")
        let visit = try #require(LiveMember.cookie(login.0))
        let body = "login=\(person)&password=correct+horse&csrf=" + LiveMember.token(login.1)
        let signedIn = try await LiveMember.ask(base + "/login", .POST, cookies: visit, body: body)
        try #require(signedIn.0.status == .seeOther)
        cookies = try #require(LiveMember.cookie(signedIn.0))
        token = LiveMember.token(try await LiveMember.ask(base + "/", cookies: cookies).1)
        self.base = base
    }

    /// Answers status and body.
    @discardableResult
    func post(_ path: String, _ fields: [String: String] = [:]) async throws -> (status: Int, text: String) {
        let allowed = CharacterSet.alphanumerics
        let body = fields.merging(["csrf": token]) { $1 }.map { name, value in
            name + "=" + (value.addingPercentEncoding(withAllowedCharacters: allowed) ?? "")
        }.joined(separator: "&")
        let answer = try await LiveMember.ask(base + path, .POST, cookies: cookies, body: body)
        return (Int(answer.0.status.code), answer.1)
    }

    func get(_ path: String) async throws -> (status: Int, text: String) {
        let answer = try await LiveMember.ask(base + path, cookies: cookies)
        return (Int(answer.0.status.code), answer.1)
    }

    /// A stream of events that is open until the answer is let go.
    func events(lastSeen: String? = nil) async throws -> EventReader {
        var request = HTTPClientRequest(url: base + "/scan/events")
        request.headers.add(name: "Cookie", value: cookies)
        if let lastSeen { request.headers.add(name: "Last-Event-ID", value: lastSeen) }
        let response = try await LiveMember.client.execute(request, deadline: .distantFuture)
        try #require(response.status == .ok)
        #expect(response.headers.first(name: "Content-Type")?.hasPrefix("text/event-stream") == true)
        #expect(response.headers.first(name: "Content-Security-Policy")?.contains("default-src 'none'") == true)
        return EventReader(response.body)
    }

    private static func ask(
        _ url: String, _ method: HTTPMethod = .GET, cookies: String = "", body: String? = nil
    ) async throws -> (HTTPClientResponse, String) {
        var request = HTTPClientRequest(url: url)
        request.method = method
        request.headers.add(name: "Accept", value: method == .GET ? "text/html" : "application/json")
        if !cookies.isEmpty { request.headers.add(name: "Cookie", value: cookies) }
        if let body {
            request.headers.add(name: "Content-Type", value: "application/x-www-form-urlencoded")
            request.body = .bytes(ByteBuffer(string: body))
        }
        let response = try await LiveMember.client.execute(request, timeout: .seconds(60))
        return (response, String(buffer: try await response.body.collect(upTo: 8 << 20)))
    }

    private static func cookie(_ response: HTTPClientResponse) -> String? {
        response.headers[canonicalForm: "Set-Cookie"].map { String($0.split(separator: ";")[0]) }.first {
            !$0.hasSuffix("=")
        }
    }

    private static func token(_ page: String) -> String {
        guard let mark = page.range(of: "data-csrf=\"") else { return "" }
        return String(page[mark.upperBound...].prefix { $0 != "\"" })
    }
}

/// Reads events one by one.
final class EventReader {
    struct Event {

        var name = ""
        var id: String?
        var data: [String: Any] = [:]

        func text(_ key: String) -> String { data[key] as? String ?? "" }
        func number(_ key: String) -> Int { data[key] as? Int ?? -1 }
    }

    private var bytes: HTTPClientResponse.Body.AsyncIterator
    private var rest = ""

    init(_ body: HTTPClientResponse.Body) { bytes = body.makeAsyncIterator() }

    /// `nil` when the desk has ended the stream.
    func next() async throws -> Event? {
        while true {
            if let end = rest.range(of: "\n\n") {
                let event = EventReader.event(rest[..<end.lowerBound])
                rest = String(rest[end.upperBound...])
                if !event.name.isEmpty { return event }
                continue
            }
            guard let more = try await bytes.next() else { return nil }
            rest += String(buffer: more)
        }
    }

    /// All events up to the first that `wanted` accepts, which is the last.
    func until(_ wanted: (Event) -> Bool) async throws -> [Event] {
        var seen: [Event] = []
        while let event = try await next() {
            seen.append(event)
            if wanted(event) { return seen }
        }
        throw CocoaError(.fileReadUnknown, userInfo: [NSLocalizedDescriptionKey: "the stream ended: \(seen)"])
    }

    private static func event(_ text: Substring) -> Event {
        var event = Event()
        for line in text.split(separator: "\n") {
            if line.hasPrefix("event: ") { event.name = String(line.dropFirst(7)) }
            if line.hasPrefix("id: ") { event.id = String(line.dropFirst(4)) }
            if line.hasPrefix("data: ") {
                let value = try? JSONSerialization.jsonObject(with: Data(line.dropFirst(6).utf8))
                event.data = value as? [String: Any] ?? [:]
            }
        }
        return event
    }
}
