internal import Foundation
internal import HTTPTypes
internal import Hummingbird
internal import IntakeModel
internal import IntakePipeline
internal import Registry
internal import RegistryStore

/// 图像: pages and parts of them, only to whom they concern, each look on record, never kept by the browser.
///
/// On ledgers whoever looks for one student's sake sees one row: a field's cut-out has its own, a case's page that of the
/// case's student, and a page that is seen only because of a case none.
struct PictureRoutes: Sendable {
    let desk: Desk
    func add(to members: RouterGroup<DeskContext>) {
        members.get("/pages/:id/picture") { request, context in
            let page = try await desk.store.page(try context.number())
            let isOwn = try await desk.store.requirePage(page.id, visibleTo: try context.member())
            return try await picture(request, context, page, nil, keeping: { _ in isOwn ? .everything : .row(nil) })
        }
        members.get("/documents/:id/picture") { request, context in
            let (id, person) = (try context.number(), try context.member().id)
            let (field, isRedLifted) = (PictureRoutes.field(request), PictureRoutes.isRedLifted(request))
            return try await desk.offline.orHeld {
                try await ofDocument(id, request, context)
            } held: {
                try await desk.offline.picture(document: id, field: field, redLifted: isRedLifted, for: person).map(
                    PictureRoutes.answer)
            }
        }
        members.get("/cases/:id/pages/:page/picture") { request, context in
            let number = try context.number()
            try await desk.store.requireCase(number, visibleTo: try context.member())
            let file = try await desk.store.caseFile(number)
            let page = try await desk.store.page(try context.number("page"))
            guard file.evidence.contains(where: { $0.page == page.id }) else { throw HTTPError(.notFound) }
            return try await picture(request, context, page, nil) {
                .row(RowMasking.row(of: file.student, in: $0))
            }
        }
    }

    private func ofDocument(_ id: Int64, _ request: Request, _ context: DeskContext) async throws -> Response {
        let document = try await desk.store.document(id)
        let page = try await desk.store.page(document.page)
        let isOwn = try await desk.store.requirePage(page.id, visibleTo: try context.member())
        let row = PictureRoutes.field(request).flatMap(\.row)?.number
        return try await picture(request, context, page, document) { other in
            if let row { return .row(other.id == document.id ? row : nil) }
            return isOwn ? .everything : .row(nil)
        }
    }

    private static func field(_ request: Request) -> FieldKey? {
        request.uri.queryParameters.get("field").map { FieldKey(rawValue: String($0)) }
    }

    private func picture(
        _ request: Request, _ context: DeskContext, _ page: IntakePage, _ document: IntakeDocument?,
        keeping: (IntakeDocument) -> PagePictures.Shown
    ) async throws -> Response {
        let person = try context.member()
        let pictures = PagePictures(
            page: page, reading: try await desk.store.reading(ofPage: page.id),
            documents: try await desk.store.documents(onPage: page.id))
        guard
            let wanted = pictures.request(
                document, field: PictureRoutes.field(request),
                isSmall: request.uri.queryParameters.get("size") == "small",
                redLifted: PictureRoutes.isRedLifted(request), keeping: keeping)
        else { throw HTTPError(.notFound) }
        let original = try await desk.vault.get(page.hash)
        try await desk.views.record(page: page.id, by: person, store: desk.store)
        return PictureRoutes.answer(try await desk.picture(original, wanted))
    }

    private static func isRedLifted(_ request: Request) -> Bool {
        request.uri.queryParameters.get("red") == "lifted"
    }

    private static func answer(_ bytes: Data) -> Response {
        Response(status: .ok, headers: [.contentType: "image/jpeg"], body: .init(byteBuffer: ByteBuffer(bytes: bytes)))
    }
}
