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
        return ["pages": pages.map { IntakeRoutes.line($0, context) }]
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
