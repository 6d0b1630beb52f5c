internal import Foundation
internal import HTTPTypes
internal import Hummingbird
internal import ImageCodecs
internal import IntakeModel
internal import IntakePipeline
internal import Registry
internal import RegistryStore

/// 收件: files by drag and drop, each one raw streamed `PUT`; the list of what came in.
struct IntakeRoutes: Sendable {
    let desk: Desk
    private static let nameHeader = HTTPField.Name("X-File-Name")!

    func add(to members: RouterGroup<DeskContext>) {
        members.get("/intake") { _, context in
            try desk.page("intake", context, title: "intake", try await list(context))
        }
        members.get("/intake/list") { _, context in
            try desk.page("intake-list", context, title: "intake", try await list(context))
        }
        members.put("/intake/files", use: take)
    }

    private func list(_ context: DeskContext) async throws -> [String: Any] {
        let person = try context.member()
        let pages = try await desk.store.pages(under: person.organization)
        return ["pages": pages.map { IntakeRoutes.line($0, context) }]
    }

    /// A page that came in, with what became of it.
    static func line(_ listed: RegistryStore.ListedPage, _ context: DeskContext) -> [String: Any] {
        [
            "id": listed.page.id, "name": listed.page.name, "at": Desk.moment(listed.page.takenAt),
            "job": listed.job.map { Desk.word("job.\($0.rawValue)", context) } ?? "",
            "documents": listed.documents.map { document in
                [
                    "id": document.id, "type": document.type.title.text(context.language),
                    "status": Desk.word("status.\(document.status.rawValue)", context),
                    "isPending": document.status == .pending,
                ] as [String: Any]
            },
        ]
    }

    private func take(_ request: Request, _ context: DeskContext) async throws -> Response {
        let person = try context.member()
        let data = try await IntakeRoutes.bytes(request)
        let name = IntakeRoutes.name(request.headers[IntakeRoutes.nameHeader])
        guard ImageFormat(firstBytes: data) != nil else {
            throw (data.isEmpty ? ImageFailure.empty : .unknownFormat).error(file: name)
        }
        let intake = PageIntake(
            store: desk.store, vault: desk.vault, person: person.id, organization: person.organization)
        let taken = try await intake.take(data, name: name, origin: .file, batch: UUID().uuidString)
        return try Desk.json(["page": String(taken.page.id), "isNew": taken.isNew ? "1" : ""], status: .created)
    }

    /// The body, refused as soon as it is known to be too large: by its announced length, else while it streams.
    private static func bytes(_ request: Request) async throws -> Data {
        let most = ImageLimits.standard.bytes
        if let announced = request.headers[.contentLength].flatMap({ Int($0) }), announced > most {
            throw HTTPError(.contentTooLarge)
        }
        var data = Data()
        for try await chunk in request.body {
            guard data.count + chunk.readableBytes <= most else { throw HTTPError(.contentTooLarge) }
            data.append(contentsOf: chunk.readableBytesView)
        }
        return data
    }

    /// What the sender calls the file: its last part, without control characters, never a path.
    static func name(_ header: String?) -> String {
        let given = header?.removingPercentEncoding ?? ""
        let last = given.split(whereSeparator: { $0 == "/" || $0 == "\\" }).last.map(String.init) ?? ""
        let plain = String(
            last.unicodeScalars.filter {
                !$0.properties.isDefaultIgnorableCodePoint && $0.value >= 32 && $0.value != 127
            })
        return plain.isEmpty ? "upload" : String(plain.prefix(200))
    }
}
