internal import Hummingbird
internal import IntakeModel
internal import Registry
internal import RegistryStore

/// 收件: files by drag and drop, and the list of what came in.
struct IntakeRoutes: Sendable {
    let desk: Desk

    func add(to members: RouterGroup<DeskContext>) {
        members.get("/intake") { _, context in
            try desk.page("intake", context, title: "intake", try await list(context))
        }
        members.get("/intake/list") { _, context in
            try desk.page("intake-list", context, title: "intake", try await list(context))
        }
        UploadRoutes(desk: desk).add(to: members)
    }

    private func list(_ context: DeskContext) async throws -> [String: Any] {
        let person = try context.member()
        let pages = try await desk.store.pages(under: person.organization)
        let lanes = try await desk.store.queueLanes(under: person.organization)
        return [
            "pages": pages.map { IntakeRoutes.line($0, context) },
            "queue": Desk.shown(IntakeRoutes.queue(lanes, context.language)),
        ]
    }

    /// What waits to be read, and about how long that takes; `nil` when nothing does.
    static func queue(_ lanes: [RegistryStore.QueueLane], _ language: Language) -> String? {
        let (queued, leased) = lanes.reduce(into: (0, 0)) { $0 = ($0.0 + $1.queued, $0.1 + $1.leased) }
        guard queued + leased > 0 else { return nil }
        let left = lanes.compactMap(\.secondsLeft).max().map { seconds in
            Phrase.queueLeft.with(
                phrases: seconds < 100
                    ? .deskSeconds.with(String(seconds)) : .deskMinutes.with(String((seconds + 59) / 60)))
        }
        return Phrase.deskQueued.with(
            phrases: Phrase(String(queued), String(queued)), Phrase(String(leased), String(leased)),
            left ?? Phrase("", "")
        ).text(language)
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
}
