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
    /// Pixels: an A4 page at about 220 dpi.
    private static let pageSide = 2600
    private static let cropSide = 1400
    private static let smallSide = 360

    func add(to members: RouterGroup<DeskContext>) {
        members.get("/pages/:id/picture") { request, context in
            let page = try await desk.store.page(try context.number())
            let isOwn = try await desk.store.requirePage(page.id, visibleTo: try context.member())
            return try await picture(request, context, page, nil, keeping: { _ in isOwn ? .everything : .row(nil) })
        }
        members.get("/documents/:id/picture") { request, context in
            let document = try await desk.store.document(try context.number())
            let page = try await desk.store.page(document.page)
            let isOwn = try await desk.store.requirePage(page.id, visibleTo: try context.member())
            let row = PictureRoutes.field(request).flatMap(\.row)?.number
            return try await picture(request, context, page, document) { other in
                if let row { return .row(other.id == document.id ? row : nil) }
                return isOwn ? .everything : .row(nil)
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

    /// What of a ledger is shown.
    private enum Shown {
        case everything
        case row(Int?)
    }

    private static func field(_ request: Request) -> FieldKey? {
        request.uri.queryParameters.get("field").map { FieldKey(rawValue: String($0)) }
    }

    private func picture(
        _ request: Request, _ context: DeskContext, _ page: IntakePage, _ document: IntakeDocument?,
        keeping: (IntakeDocument) -> Shown
    ) async throws -> Response {
        let person = try context.member()
        let reading = try await desk.store.reading(ofPage: page.id)
        func place(_ document: IntakeDocument) -> PagePlace { PagePlace(document, in: reading, turn: page.turn) }
        let shown = document.map(place) ?? PagePlace(page: reading?.pages.first, turn: page.turn)
        let field = PictureRoutes.field(request).flatMap { document?.reading[$0] }
        if PictureRoutes.field(request) != nil, field == nil { throw HTTPError(.notFound) }
        var masks: [Region] = []
        for other in try await desk.store.documents(onPage: page.id) where place(other).number == shown.number {
            guard case .row(let row) = keeping(other) else { continue }
            masks += RowMasking.masks(other.reading, keeping: row, rotation: place(other).rotation)
        }
        let original = try await desk.vault.get(page.hash)
        try await desk.views.record(page: page.id, by: person, store: desk.store)
        let isSmall = request.uri.queryParameters.get("size") == "small"
        let bytes = try await desk.picture(
            original,
            PictureRequest(
                name: "page \(page.id)", page: shown.number, rotation: shown.rotation, region: field?.region,
                longestSide: isSmall
                    ? PictureRoutes.smallSide : field == nil ? PictureRoutes.pageSide : PictureRoutes.cropSide,
                redLifted: request.uri.queryParameters.get("red") == "lifted", masks: masks))
        return Response(
            status: .ok, headers: [.contentType: "image/jpeg"], body: .init(byteBuffer: ByteBuffer(bytes: bytes)))
    }
}
