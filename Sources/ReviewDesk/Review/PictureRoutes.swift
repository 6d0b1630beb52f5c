internal import HTTPTypes
internal import Hummingbird
internal import IntakeModel
internal import IntakePipeline
internal import Registry
internal import RegistryStore

/// 图像: pages and parts of them, only to whom they concern, each look on record, never kept by the browser.
struct PictureRoutes: Sendable {
    let desk: Desk
    /// Pixels: an A4 page at about 220 dpi.
    private static let pageSide = 2600
    private static let cropSide = 1400
    private static let smallSide = 360

    func add(to members: RouterGroup<DeskContext>) {
        members.get("/pages/:id/picture") { request, context in
            try await picture(request, context, page: try context.number(), document: nil)
        }
        members.get("/documents/:id/picture") { request, context in
            let document = try await desk.store.document(try context.number())
            return try await picture(request, context, page: document.page, document: document)
        }
    }

    private func picture(
        _ request: Request, _ context: DeskContext, page number: Int64, document: IntakeDocument?
    ) async throws -> Response {
        let person = try context.member()
        try await desk.store.requirePage(number, visibleTo: person)
        let page = try await desk.store.page(number)
        let reading = try await desk.store.reading(ofPage: number)
        let place = document.map { PagePlace($0, in: reading) } ?? PagePlace(page: reading?.pages.first)
        let field = request.uri.queryParameters.get("field").flatMap {
            document?.reading[FieldKey(rawValue: String($0))]
        }
        if request.uri.queryParameters.get("field") != nil, field == nil { throw HTTPError(.notFound) }
        let isSmall = request.uri.queryParameters.get("size") == "small"
        let original = try await desk.vault.get(page.hash)
        try await desk.views.record(page: number, by: person, store: desk.store)
        let bytes = try await desk.picture(
            original,
            PictureRequest(
                name: "page \(number)", page: place.number, rotation: place.rotation, region: field?.region,
                longestSide: isSmall
                    ? PictureRoutes.smallSide : field == nil ? PictureRoutes.pageSide : PictureRoutes.cropSide,
                redLifted: request.uri.queryParameters.get("red") == "lifted"))
        return Response(
            status: .ok, headers: [.contentType: "image/jpeg"], body: .init(byteBuffer: ByteBuffer(bytes: bytes)))
    }
}
