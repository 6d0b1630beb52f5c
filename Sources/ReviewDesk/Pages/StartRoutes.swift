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
            let cases = try await desk.store.cases(
                .init(.underWay, limit: 12), concerning: person.organization)
            let forecast = try await desk.store.queueForecast(under: person.organization)
            let pages = try await desk.store.pages(
                under: person.organization, since: desk.store.today.beginning, limit: 12)
            return try desk.page(
                "start", context, title: "start",
                [
                    "counts": [
                        "pages": counts.pagesToday.text(context.language),
                        "reading": counts.reading.text(context.language),
                        "review": counts.toReview.text(context.language),
                        "filing": String(try await desk.store.unfiledCount(of: person.organization)),
                        "cases": counts.casesUnderWay.text(context.language),
                        "overdue": counts.casesOverdue.text(context.language),
                    ],
                    "forecast": QueueRoutes.text(forecast, context.language),
                    "pages": pages.map { IntakeRoutes.line($0, context) },
                    "hasOverdue": counts.casesOverdue != 0,
                    "cases": cases.map { CaseLine.values($0, desk.store.today, context) },
                ])
        }
    }
}
