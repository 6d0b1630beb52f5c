import ArgumentParser
import AsyncHTTPClient
import Foundation
import Hummingbird
import IntakeModel
import IntakePipeline
import IntakeResources
import NIOHTTP1
import Registry
import RegistryStore
import ReviewDesk

/// `xueji bench-desk`: the desk under many reviewers at once beside a route that does nothing; called by scripts/bench.
struct DeskBenchCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "bench-desk", abstract: "测量工作台 / measure the desk", shouldDisplay: false)

    @Option(help: "empty folder for store and vault") var folder: String
    @Option(help: "pictures to review") var samples: String
    @Option(help: "reviewers at once") var reviewers: Int = 50
    @Option(help: "requests of each") var requests: Int = 40
    @OptionGroup var common: CommonOptions

    func run() async throws {
        let console = common.console
        try await console.run {
            let place = try await DeskBenchPlace(
                folder: URL(filePath: folder), pictures: InputFiles.expand([samples]), reviewers: reviewers)
            let pictures = PicturePool(
                OwnProcess.command(["picture-worker"]), processes: min(4, ProcessInfo.processInfo.activeProcessorCount))
            let desk = try await Desk(
                store: place.store, vault: place.vault, resources: ResourceLocation.find(),
                workshop: DeskWorkshop(folder: URL(filePath: folder), program: OwnProcess.command),
                language: console.language
            ) { try await pictures.picture($0, $1) }
            let bare = Router()
            bare.get("/") { _, _ in "ok" }
            let runs = try await DeskBenchServer.run(bare) { bareURL in
                try await DeskBenchServer.run(desk.router()) { url in
                    try await measure(url, bareURL, place)
                }
            }
            await pictures.stop()
            for figures in runs { console.say(figures.line) }
            console.say("desk: \(reviewers) reviewers " + runs.map(\.summary).joined(separator: " "))
            return .ok
        }
    }

    private func measure(_ url: String, _ bareURL: String, _ place: DeskBenchPlace) async throws -> [DeskBenchFigures] {
        let sessions = try await DeskBenchClient.signIn(url, place.people)
        let documents = place.documents
        func load(
            _ name: String, each: Int, _ path: @escaping @Sendable (_ reviewer: Int, _ number: Int) -> String
        ) async throws -> DeskBenchFigures {
            try await DeskBenchClient.load(name, sessions: sessions, each: each, path)
        }
        let pages = max(1, documents.count)
        // Each reviewer has papers of their own; the first look makes the pictures, the second finds them made.
        let picture: @Sendable (Int, Int) -> String = { reviewer, number in
            url + "/documents/\(documents[(reviewer * 2 + number) % pages])/picture"
        }
        return [
            try await load("bare", each: requests) { _, _ in bareURL + "/" },
            try await load("queue", each: requests) { _, _ in url + "/review" },
            try await load("picture-new", each: 2, picture), try await load("picture-again", each: requests, picture),
        ]
    }
}

/// Times of one kind of request.
struct DeskBenchFigures: Sendable {
    let name: String
    /// Seconds, ascending.
    let times: [Double]
    let seconds: Double

    var perSecond: Double { Double(times.count) / seconds }
    func share(_ part: Double) -> Double { times[min(times.count - 1, Int(Double(times.count) * part))] * 1000 }

    var line: String {
        String(
            format: "%@  %d requests  %.0f/s  p50 %.1f ms  p99 %.1f ms",
            name.padding(toLength: 14, withPad: " ", startingAt: 0), times.count, perSecond, share(0.5), share(0.99))
    }
    var summary: String { String(format: "%@ %.0f/s p99 %.0f ms", name, perSecond, share(0.99)) }
}

/// Reviewers' browsers, as far as the desk notices them.
enum DeskBenchClient {
    /// A connection for every reviewer; a redirect is an answer.
    private static func client(_ sessions: Int) -> HTTPClient {
        var configuration = HTTPClient.Configuration(redirectConfiguration: .disallow)
        configuration.connectionPool.concurrentHTTP1ConnectionsPerHostSoftLimit = sessions
        return HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration)
    }

    static func signIn(_ url: String, _ people: [String]) async throws -> [String] {
        let client = client(1)
        do {
            var sessions: [String] = []
            for person in people { sessions.append(try await signIn(client, url, person)) }
            try await client.shutdown()
            return sessions
        } catch {
            try await client.shutdown()
            throw error
        }
    }

    private static func signIn(_ client: HTTPClient, _ url: String, _ person: String) async throws -> String {
        let page = try await client.execute(HTTPClientRequest(url: url + "/login"), timeout: .seconds(30))
        let html = String(buffer: try await page.body.collect(upTo: 1 << 20))
        guard let mark = html.range(of: "data-csrf=\""), let end = html[mark.upperBound...].firstIndex(of: "\"") else {
            throw CocoaError(.coderValueNotFound)
        }
        var request = HTTPClientRequest(url: url + "/login")
        request.method = .POST
        request.headers.add(name: "Cookie", value: cookie(page.headers["Set-Cookie"]))
        request.headers.add(name: "Content-Type", value: "application/x-www-form-urlencoded")
        request.body = .bytes(
            ByteBuffer(
                string: "login=\(person)&password=\(DeskBenchPlace.password)&csrf=\(html[mark.upperBound..<end])"))
        let answer = try await client.execute(request, timeout: .seconds(30))
        guard answer.status == .seeOther else { throw CocoaError(.coderInvalidValue) }
        return cookie(answer.headers["Set-Cookie"])
    }

    private static func cookie(_ lines: [String]) -> String {
        lines.compactMap { $0.split(separator: ";").first }.filter { !$0.hasSuffix("=") }.joined(separator: "; ")
    }

    /// Every session sends its requests one after the other, all sessions at once; every answer must be whole.
    static func load(
        _ name: String, sessions: [String], each: Int, _ path: @escaping @Sendable (Int, Int) -> String
    ) async throws -> DeskBenchFigures {
        let client = client(sessions.count)
        defer { Task { try? await client.shutdown() } }
        let started = ContinuousClock.now
        let times = try await withThrowingTaskGroup(of: [Double].self) { group in
            for (reviewer, session) in sessions.enumerated() {
                group.addTask {
                    var times: [Double] = []
                    for number in 0..<each {
                        var request = HTTPClientRequest(url: path(reviewer, number))
                        request.headers.add(name: "Cookie", value: session)
                        let from = ContinuousClock.now
                        let answer = try await client.execute(request, timeout: .seconds(120))
                        _ = try await answer.body.collect(upTo: 64 << 20)
                        guard answer.status == .ok else { throw CocoaError(.coderInvalidValue) }
                        times.append((ContinuousClock.now - from) / .seconds(1))
                    }
                    return times
                }
            }
            return try await group.reduce(into: [Double]()) { $0 += $1 }
        }
        return DeskBenchFigures(
            name: name, times: times.sorted(), seconds: (ContinuousClock.now - started) / .seconds(1))
    }
}
