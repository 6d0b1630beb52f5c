internal import Hummingbird
internal import IntakeModel
internal import Registry
internal import RegistryStore

/// 首页: what came in today and what waits.
struct StartRoutes: Sendable {
    let desk: Desk

    func add(to members: RouterGroup<DeskContext>) {
        members.get("/") { _, context in
            let person = try context.member()
            let counts = try await desk.store.deskCounts(under: person.organization)
            let cases = try await desk.store.cases(concerning: person.organization, limit: 8)
            return try desk.page(
                "start", context, title: "start",
                [
                    "counts": [
                        "pages": counts.pagesToday, "reading": counts.reading, "review": counts.toReview,
                        "cases": counts.casesUnderWay, "overdue": counts.casesOverdue,
                    ],
                    "hasOverdue": counts.casesOverdue > 0,
                    "cases": cases.filter(\.state.isUnderWay).map { CaseLine.values($0, desk.store.today, context) },
                ])
        }
    }
}
