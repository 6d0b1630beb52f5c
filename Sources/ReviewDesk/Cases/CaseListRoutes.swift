internal import Foundation
internal import Hummingbird
internal import IntakeModel
internal import Registry
internal import RegistryStore

/// 案卷清单: under way, ours to act on, overdue, ended; by kind, page by page. A student's name stands in a form, never in
/// a URL.
struct CaseListRoutes: Sendable {
    /// Cases a page.
    private static let length = 50
    let desk: Desk

    func add(to members: RouterGroup<DeskContext>) {
        members.get("/cases") { request, context in
            let asked = request.uri.queryParameters
            return try await list(
                share: asked["show"].flatMap { .init(rawValue: String($0)) } ?? .underWay,
                kind: asked["kind"].flatMap { CaseKind(rawValue: String($0)) },
                page: max(1, min(asked["page"].flatMap { Int($0) } ?? 1, 10_000)), context)
        }
        members.post("/cases/find") { _, context in
            try await list(share: .all, kind: nil, page: 1, student: context.form["student"], context)
        }
    }

    private func list(
        share: RegistryStore.CaseQuery.Share, kind: CaseKind?, page: Int, student: String? = nil, _ context: DeskContext
    ) async throws -> Response {
        let person = try context.member()
        var query = RegistryStore.CaseQuery(
            share, kind: kind, offset: (page - 1) * CaseListRoutes.length, limit: CaseListRoutes.length + 1)
        if let student {
            query.students = try await desk.store.students(matching: student, visibleTo: person.id).prefix(50).map(\.id)
        }
        let found = try await desk.store.cases(query, concerning: person.organization)
        func address(_ share: RegistryStore.CaseQuery.Share, page: Int = 1) -> String {
            "/cases?show=\(share.rawValue)" + (kind.map { "&kind=\($0.rawValue)" } ?? "")
                + (page > 1 ? "&page=\(page)" : "")
        }
        return try desk.page(
            "cases", context, title: "cases",
            [
                "asked": student ?? "",
                "shares": RegistryStore.CaseQuery.Share.allCases.map {
                    [
                        "address": address($0), "name": Desk.word("share.\($0.rawValue)", context),
                        "isChosen": $0 == share && student == nil,
                    ] as [String: Any]
                },
                "share": share.rawValue,
                "kinds": CaseKind.allCases.map {
                    [
                        "id": $0.rawValue, "name": Desk.word("kind.\($0.rawValue)", context), "isChosen": $0 == kind,
                    ] as [String: Any]
                },
                "cases": found.prefix(CaseListRoutes.length).map { CaseLine.values($0, desk.store.today, context) },
                "earlier": page > 1 ? [["address": address(share, page: page - 1)]] : [],
                "later": found.count > CaseListRoutes.length && student == nil
                    ? [["address": address(share, page: page + 1)]] : [],
            ])
    }
}
