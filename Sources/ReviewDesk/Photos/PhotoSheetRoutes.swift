internal import Foundation
internal import HTTPTypes
internal import Hummingbird
internal import IntakeModel
internal import Registry
internal import RegistryStore

/// 照片一览: the photos of a run in pages of sixty, by what is wrong with them, decided by keyboard.
struct PhotoSheetRoutes: Sendable {
    let desk: Desk
    /// Photos on one page.
    static let atOnce = 60

    func add(to members: RouterGroup<DeskContext>) {
        members.get("/photos/:id", use: show)
    }

    private func show(_ request: Request, _ context: DeskContext) async throws -> Response {
        let person = try context.member()
        let listed = try await desk.store.photoRun(try context.number(), visibleTo: person)
        try await desk.views.record(photoRun: listed.run.id, by: person, store: desk.store)
        let query = PhotoQuery(request)
        let facets = try await desk.store.photoFacets(ofRun: listed.run.id)
        let found = try await desk.store.photos(
            ofRun: listed.run.id, query.filter, from: query.from, count: PhotoSheetRoutes.atOnce)
        let values = PhotoTileValues(context: context, run: listed.run.id)
        let last = min(found.total, query.from + PhotoSheetRoutes.atOnce)
        var page: [String: Any] = [
            "id": listed.run.id, "name": listed.run.name, "open": listed.open, "usable": listed.usable,
            "unfiled": try await desk.store.unfiledPhotos(ofRun: listed.run.id, count: 0).total,
            "isChecked": listed.run.state == .checked, "isEmpty": found.photos.isEmpty,
            "shown": found.photos.isEmpty
                ? ""
                : Phrase.deskPhotosShown.with(String(query.from + 1), String(last), String(found.total)).text(
                    context.language),
            "photos": found.photos.map(values.tile), "className": query.filter.className ?? "",
        ]
        page.merge(PhotoFilterValues(query: query, facets: facets, context: context).values) { first, _ in first }
        if query.from > 0 { page["previous"] = query.link(from: max(0, query.from - PhotoSheetRoutes.atOnce)) }
        if last < found.total { page["next"] = query.link(from: last) }
        return try desk.page("photosheet", context, title: "photoRun", page)
    }
}

/// Which photos a page of the sheet shows, as its address says.
struct PhotoQuery: Sendable {
    var filter: RegistryStore.PhotoFilter
    var from: Int

    init(_ request: Request) {
        func given(_ name: String) -> String? {
            let text = request.uri.queryParameters.get(name).map { String($0) }
            return text?.isEmpty == false ? text : nil
        }
        filter = RegistryStore.PhotoFilter(
            outcome: given("outcome").flatMap { PhotoOutcome(rawValue: $0) },
            verdict: given("verdict").flatMap { RunPhoto.Verdict(rawValue: $0) },
            reason: given("reason"), className: given("class"))
        from = max(0, given("from").flatMap { Int($0) } ?? 0)
    }

    func link(from: Int) -> String {
        let parts = [
            ("outcome", filter.outcome?.rawValue), ("verdict", filter.verdict?.rawValue), ("reason", filter.reason),
            ("class", filter.className), ("from", from > 0 ? String(from) : nil),
        ]
        let letters = CharacterSet.alphanumerics.intersection(
            CharacterSet(charactersIn: UnicodeScalar(0)..<UnicodeScalar(128)))
        return "?"
            + parts.compactMap { name, value in
                value?.addingPercentEncoding(withAllowedCharacters: letters).map { "\(name)=\($0)" }
            }.joined(separator: "&")
    }
}
