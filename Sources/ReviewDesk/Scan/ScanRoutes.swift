internal import Foundation
internal import HTTPTypes
internal import Hummingbird
internal import IntakeModel
internal import Registry
internal import RegistryStore
internal import Scanning

/// 扫描: from a scanner into the pool or for a case; the page is told by a stream of events what becomes of it.
struct ScanRoutes: Sendable {
    let desk: Desk

    func add(to members: RouterGroup<DeskContext>) {
        members.get("/scan") { _, context in
            await desk.scanners.lookIfStale()
            return try desk.page("scan", context, title: "scan", try await values(context))
        }
        members.get("/scan/events") { request, context in try events(request, context) }
        members.get("/scan/preview/:id") { _, context in try await picture(context) }
        members.post("/scan/devices") { _, _ in
            await desk.scanners.look()
            await desk.station.tellAll()
            return ScanRoutes.accepted
        }
        members.post("/scan/start") { _, context in
            let person = try context.member()
            let number = context.form["case"].flatMap { Int64($0) }
            if let number { try await desk.store.requireCase(number, visibleTo: person) }
            try await desk.station.start(
                try ScanRequest(context.form, desk.scanProfiles()), profile: context.form["profile"], case: number,
                by: person)
            return ScanRoutes.accepted
        }
        members.get("/scan/profile") { request, _ in
            let asked = request.uri.queryParameters
            let settings = try desk.scanProfiles().request(
                asked["name"].map(String.init), device: asked["device"].map(String.init) ?? "")
            return try Desk.json(ProfileNews(settings))
        }
        members.post("/scan/profile") { _, context in
            let name = context.form["name"] ?? ""
            let profiles = try desk.scanProfiles()
            try profiles.keep(ScanRequest(context.form, profiles), as: name)
            return try Desk.json(["name": name, "said": Phrase.scanProfileKept.with(name).text(context.language)])
        }
        members.post("/scan/preview") { _, context in
            var request = try ScanRequest(context.form, desk.scanProfiles())
            request.source = .flatbed
            try await desk.station.preview(request, by: try context.member())
            return ScanRoutes.accepted
        }
        members.post("/scan/continue") { _, context in
            try await desk.station.goOn(by: try context.member())
            return ScanRoutes.accepted
        }
        members.post("/scan/stop") { _, context in
            await desk.station.stop(by: try context.member())
            return ScanRoutes.accepted
        }
    }

    private static var accepted: Response { Response(status: .noContent) }

    private func values(_ context: DeskContext) async throws -> [String: Any] {
        let person = try context.member()
        func option(_ value: String, _ title: String, isChosen: Bool = false) -> [String: Any] {
            ["value": value, "title": title, "isChosen": isChosen]
        }
        let cases = try await desk.store.cases(.init(.underWay, limit: 60), concerning: person.organization)
            .filter(\.matter.state.isUnderWay)
        return [
            "devices": await desk.scanners.devices.map { option($0.name, $0.title) },
            "profiles": try desk.scanProfiles().all.map { option($0.name, $0.title(context)) },
            "sizes": (["auto"] + ScanSize.papers.map(\.name)).map {
                option($0, DeskWords.all["size.\($0)"]?.text(context.language) ?? $0)
            },
            "sources": ScanRequest.Source.allCases.map {
                option($0.rawValue, Desk.word("source.\($0.rawValue)", context))
            },
            "modes": ScanRequest.Mode.allCases.map { option($0.rawValue, Desk.word("mode.\($0.rawValue)", context)) },
            "resolutions": ScanRequest.offeredResolutions.map {
                option(String($0), "\($0) dpi", isChosen: $0 == 300)
            },
            "cases": cases.map { listed in
                let matter = listed.matter
                let parts = [
                    String(matter.number), Desk.word("kind.\(matter.kind.rawValue)", context), listed.studentName,
                ]
                return option(String(matter.number), parts.compactMap(\.self).joined(separator: " · "))
            },
        ]
    }

    private func events(_ request: Request, _ context: DeskContext) throws -> Response {
        let person = try context.member()
        let session = Secrets.hash(context.token)
        let feed = ScanFeed(
            person: person.id, language: context.language, station: desk.station, scanners: desk.scanners,
            lastSeen: request.headers[ScanRoutes.lastSeen])
        let stream = EventStream(
            streams: desk.streams, heartbeat: desk.workshop.heartbeat, session: session,
            sessionHolds: { (try? await desk.store.sessionPerson(tokenHash: session, isUse: false)) != nil },
            listen: { tell in
                let id = UUID()
                await desk.station.listen(id, person: person.id, tell: tell)
                return { await desk.station.silence(id) }
            })
        return stream.response { try await feed.news() }
    }

    private static let lastSeen = HTTPField.Name("Last-Event-ID")!

    /// The preview's picture, to whoever asked for it only.
    private func picture(_ context: DeskContext) async throws -> Response {
        let preview = await desk.station.preview(of: try context.member().id)
        guard let preview, preview.id == context.parameters.get("id"), case .there(let png, _, _) = preview.state else {
            throw HTTPError(.notFound)
        }
        return Response(
            status: .ok, headers: [.contentType: "image/png"], body: .init(byteBuffer: ByteBuffer(bytes: png)))
    }
}

extension ScanProfiles.Choice {
    /// Profiles that come with the program have a name in both languages; a school's own has what its file says.
    fileprivate func title(_ context: DeskContext) -> String {
        isShipped ? DeskWords.all["profile." + name]?.text(context.language) ?? title : title
    }
}

/// What a profile sets on the page; what it leaves open stays as it is there.
private struct ProfileNews: Encodable {
    let source: String?
    let resolution: String?
    let mode: String?
    let size: String?
    let brightness: String?

    init(_ request: ScanRequest) {
        source = request.source?.rawValue
        resolution = request.resolution.map { String(Int($0)) }
        mode = request.mode?.rawValue
        size = (request.size ?? .auto).rawValue
        brightness = request.brightness.map { String(Int($0)) } ?? ""
    }
}
