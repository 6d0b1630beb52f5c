internal import Foundation
internal import HTTPTypes
internal import Hummingbird
internal import IntakeModel
internal import IntakePipeline
internal import Registry
internal import RegistryStore

/// 断点续传: `POST /intake/uploads` begins a file or finds it again, `PUT` adds raw bytes at `Upload-Offset`, `HEAD` and `GET` tell
/// how far it is, `DELETE` gives it up. A broken connection costs the bytes that were under way.
struct UploadRoutes: Sendable {
    let desk: Desk
    private static let offset = HTTPField.Name("Upload-Offset")!
    private static let length = HTTPField.Name("Upload-Length")!

    func add(to members: RouterGroup<DeskContext>) {
        members.post("/intake/uploads") { _, context in
            let found = try await desk.shelf.begin(try await wanted(context))
            return try answer(found.upload, found.offset, context, status: .created)
        }
        members.get("/intake/uploads/:id") { _, context in
            let found = try await desk.shelf.find(try id(context), of: try context.member().id)
            return try answer(found.upload, found.offset, context)
        }
        members.head("/intake/uploads/:id") { _, context in
            let found = try await desk.shelf.find(try id(context), of: try context.member().id)
            return Response(status: .ok, headers: headers(found.upload, found.offset))
        }
        members.put("/intake/uploads/:id", use: put)
        members.delete("/intake/uploads/:id") { _, context in
            try await desk.shelf.remove(try id(context), of: try context.member().id)
            return Response(status: .noContent)
        }
    }

    private func id(_ context: DeskContext) throws -> String {
        guard let id = context.parameters.get("id"), UUID(uuidString: id) != nil else { throw HTTPError(.notFound) }
        return id
    }

    private func wanted(_ context: DeskContext) async throws -> Upload {
        let person = try context.member()
        let form = context.form
        let sha256 = form["sha256"]?.lowercased()
        guard let size = form["size"].flatMap({ Int($0) }), (form["identity"] ?? "").utf8.count <= 200,
            sha256 == nil || sha256?.count == 64
        else { throw IntakeError("upload.form", .deskFieldMissing, remedy: .uploadAgain, exit: .usage) }
        let number = form["case"].flatMap { Int64($0) }
        if let number { try await desk.store.requireCase(number, visibleTo: person) }
        return Upload(
            id: UUID().uuidString.lowercased(), person: person.id, organization: person.organization,
            name: UploadName.plain(form.raw("name") ?? ""), size: size, identity: form["identity"] ?? "",
            sha256: sha256, caseNumber: number)
    }

    /// What arrives is kept, however the request ends.
    private func put(_ request: Request, _ context: DeskContext) async throws -> Response {
        let person = try context.member()
        let id = try id(context)
        guard let at = request.headers[UploadRoutes.offset].flatMap({ Int($0) }) else {
            throw IntakeError("upload.offset", .uploadOffset, remedy: .uploadAgain, exit: .usage)
        }
        let turn = try await desk.shelf.open(id, at: at, of: person.id)
        do {
            for try await chunk in request.body {
                try await desk.shelf.append(Data(chunk.readableBytesView), to: id, turn: turn)
            }
        } catch {
            _ = try? await desk.shelf.close(id, turn: turn)
            throw error
        }
        let closed = try await desk.shelf.close(id, turn: turn)
        if closed.isWhole { await desk.uploads.begin(closed.upload) }
        return try answer(closed.upload, closed.offset, context)
    }

    private func headers(_ upload: Upload, _ offset: Int) -> HTTPFields {
        [UploadRoutes.offset: String(offset), UploadRoutes.length: String(upload.size)]
    }

    private func answer(
        _ upload: Upload, _ offset: Int, _ context: DeskContext, status: HTTPResponse.Status = .ok
    ) throws -> Response {
        let news = UploadNews(upload, offset, context.language)
        var response = try Desk.json(news, status: status)
        for field in headers(upload, offset) { response.headers[field.name] = field.value }
        return response
    }
}

/// How far an upload is, for the page that sends it.
private struct UploadNews: Encodable {
    let id: String
    let offset: Int
    let size: Int
    /// `receiving`, `taking` or `done`.
    let stage: String
    let pages: Int
    let known: Int
    /// What could not be taken in, in words, some of them.
    let failures: [String]
    let failed: Int

    init(_ upload: Upload, _ offset: Int, _ language: Language) {
        id = upload.id
        self.offset = offset
        size = upload.size
        stage = upload.stage.rawValue
        pages = upload.taken.count
        known = upload.taken.filter { !$0.isNew }.count
        failures = upload.failures.prefix(5).map { $0.message.text(language) + " " + $0.remedy.text(language) }
        failed = upload.failures.count
    }
}
