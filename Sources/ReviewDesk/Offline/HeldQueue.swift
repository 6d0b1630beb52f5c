internal import Hummingbird
internal import IntakeModel
internal import Registry

/// 本机留存的文书: what a reviewer can go on with while the store is away, and what waits to be delivered.
struct HeldQueue: Sendable {
    let desk: Desk

    /// `nil` where nothing is held and nothing waits.
    func page(_ context: DeskContext) async throws -> Response? {
        let person = try context.member()
        let sheets = await desk.offline.sheets(of: person.id)
        let waiting = await desk.offline.outbox?.submissions(of: person.id).filter { !$0.decisions.isEmpty } ?? []
        guard !sheets.isEmpty || !waiting.isEmpty else { return nil }
        let open = sheets.filter { $0.isOpen(for: person.id) }
        return try desk.page(
            "held", context, title: "queue",
            [
                "hasOpen": !open.isEmpty,
                "said": Phrase.deskHeld.with(String(open.count), String(waiting.count)).text(context.language),
                "documents": sheets.map { sheet in
                    [
                        "id": sheet.document.id,
                        "type": sheet.document.reading.documentType.title.text(context.language),
                        "page": sheet.page.id,
                        "state": sheet.isOpen(for: person.id)
                            ? String(sheet.document.toCheck(by: person.id).count)
                            : Desk.word("keptShort", context),
                    ] as [String: Any]
                },
            ])
    }
}
