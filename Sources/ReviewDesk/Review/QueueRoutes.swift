internal import HTTPTypes
internal import Hummingbird
internal import IntakeModel
internal import Registry
internal import RegistryStore

/// 待复核队列: what waits, with whom, and how long it will take.
struct QueueRoutes: Sendable {
    let desk: Desk

    func add(to members: RouterGroup<DeskContext>) {
        members.get("/review") { request, context in
            try await desk.offline.orHeld {
                try await queue(request, context)
            } held: {
                try await HeldQueue(desk: desk).page(context)
            }
        }
        members.post("/review/next", use: next)
    }

    private func queue(_ request: Request, _ context: DeskContext) async throws -> Response {
        let person = try context.member()
        let waiting = try await desk.store.waitingDocuments(under: person.organization, for: person.id)
        let forecast = try await desk.store.queueForecast(under: person.organization)
        let conflicts = try await desk.store.reviewConflicts(for: person)
        let undelivered = await desk.offline.outbox?.submissions(of: person.id).filter { !$0.decisions.isEmpty }
        return try desk.page(
            "queue", context, title: "queue",
            [
                "documents": waiting.map { line($0, person, context) }, "isEmpty": waiting.isEmpty,
                "forecast": QueueRoutes.text(forecast, context.language),
                "conflicts": Desk.shown(
                    conflicts.isEmpty
                        ? nil : Phrase.deskConflicts.with(String(conflicts.count)).text(context.language)),
                "undelivered": Desk.shown(
                    undelivered?.isEmpty == false
                        ? Phrase.deskUndelivered.with(String(undelivered?.count ?? 0)).text(context.language) : nil),
            ])
    }

    private func line(
        _ waiting: RegistryStore.WaitingDocument, _ person: Person, _ context: DeskContext
    ) -> [String: Any] {
        var state: [String] = []
        if let holder = waiting.heldBy { state.append(holder == person.id ? person.name : holder) }
        if let receiver = waiting.handedTo { state.append(Desk.word("handedTo", context) + " " + receiver) }
        if waiting.isDoneByMe { state.append(Desk.word("waitsForOther", context)) }
        return [
            "id": waiting.id, "page": waiting.page, "type": waiting.type.title.text(context.language),
            "doubtful": waiting.isSample
                ? Desk.word("sample", context) : waiting.openFields.map(String.init) ?? "—",
            "heldBy": state.joined(separator: " · "),
            "isFree": waiting.heldBy == nil || waiting.heldBy == person.id,
        ]
    }

    static func text(_ forecast: RegistryStore.QueueForecast, _ language: Language) -> String {
        let count = Phrase.deskForecast.with(forecast.papers.text(language), forecast.samples.text(language))
            .text(language)
        guard let total = forecast.total, let each = forecast.perPaper, total > 0 else { return count }
        let minutes = max(1, (total + 59_999) / 60_000)
        let span =
            minutes < 60
            ? Phrase.deskMinutes.with(String(minutes))
            : Phrase.deskHours.with(String(minutes / 60), String(minutes % 60))
        let isMore = forecast.papers.isMore || forecast.samples.isMore
        let time = isMore ? Phrase.deskForecastTimeAtLeast : .deskForecastTime
        return count + (language == .chinese ? "，" : ", ")
            + time.with(span.text(language), String((each + 500) / 1000)).text(language)
    }

    private func next(_ request: Request, _ context: DeskContext) async throws -> Response {
        let last = context.form["after"].flatMap { Int64($0) } ?? 0
        let person = try context.member().id
        func lead(_ found: Int64?) -> Response { Response.redirect(to: found.map { "/review/\($0)" } ?? "/review") }
        return try await desk.offline.orHeld {
            lead(try await desk.store.takeNextDocument(after: last, by: person))
        } held: {
            await desk.offline.held.papers(of: person).isEmpty
                ? nil : lead(await desk.offline.next(after: last, for: person))
        }
    }
}
