internal import HTTPTypes
internal import Hummingbird
internal import IntakeModel
internal import Registry
internal import RegistryStore

/// 复核冲突: what was decided here while the store was away beside what somebody else decided meanwhile.
struct ConflictRoutes: Sendable {
    let desk: Desk

    func add(to members: RouterGroup<DeskContext>) {
        members.get("/conflicts", use: list)
        members.get("/conflicts/:id", use: show)
        members.post("/conflicts/:id/settle", use: settle)
    }

    private func list(_ request: Request, _ context: DeskContext) async throws -> Response {
        let conflicts = try await desk.store.reviewConflicts(for: try context.member())
        return try desk.page(
            "conflicts", context, title: "conflicts",
            [
                "isEmpty": conflicts.isEmpty,
                "conflicts": conflicts.map { conflict in
                    [
                        "id": conflict.id, "document": conflict.submission.document,
                        "person": conflict.submission.person,
                        "fields": conflict.submission.decisions.count, "at": Desk.moment(conflict.at),
                    ] as [String: Any]
                },
            ])
    }

    private func show(_ request: Request, _ context: DeskContext) async throws -> Response {
        let person = try context.member()
        let conflict = try await desk.store.reviewConflict(try context.number(), for: person)
        let document = try await desk.store.document(conflict.submission.document)
        try await desk.views.record(page: document.page, by: person, store: desk.store)
        return try desk.page(
            "conflict", context, title: "conflicts",
            try ConflictValues(conflict: conflict, document: document, context: context).values())
    }

    private func settle(_ request: Request, _ context: DeskContext) async throws -> Response {
        let person = try context.member()
        guard let choice = context.form["choice"].flatMap(RegistryStore.ConflictChoice.init) else {
            throw HTTPError(.badRequest)
        }
        let conflict = try await desk.store.reviewConflict(try context.number(), for: person)
        let document = try await desk.store.settle(conflict: conflict, choice, by: person)
        // What could not be entered as it was is decided on the paper itself.
        let isLeft = choice == .mine && document.status == .pending && !document.toCheck(by: person.id).isEmpty
        return Response.redirect(to: isLeft ? "/review/\(document.id)" : "/conflicts")
    }
}

/// 冲突对照: both decisions field by field, with the pixels.
struct ConflictValues {
    let conflict: ReviewConflict
    let document: IntakeDocument
    let context: DeskContext

    func values() throws -> [String: Any] {
        [
            "id": conflict.id, "document": document.id, "page": document.page,
            "type": document.reading.documentType.title.text(context.language),
            "person": conflict.submission.person, "cause": Desk.shown(conflict.cause),
            "fields": conflict.submission.decisions.map(field),
            "state": Desk.word("status." + document.status.rawValue, context),
        ]
    }

    private func field(_ decision: ReviewSubmission.Decision) -> [String: Any] {
        let key = decision.field
        let isWhole = key == IntakeDocument.wholeKey
        let keyed = (document.keyed[key] ?? []).filter { $0.person != conflict.submission.person }
        let review = document.reviews[key] ?? document.reviews[IntakeDocument.wholeKey]
        let newest = keyed.last ?? review
        // What a first person keyed stays hidden from the second.
        let theirs =
            !keyed.isEmpty
            ? Desk.word("hiddenKeying", context) : isWhole ? "" : shown(document.value(key), review?.action)
        let mine = isWhole ? decision.reason ?? "" : shown(decision.value, decision.action)
        return [
            "key": key.rawValue,
            "title": isWhole ? Desk.word("document", context) : FieldValues.title(key, context),
            "hasPicture": document.reading[key].map { $0.region.area > 0 } ?? false,
            "mine": mine, "mineAction": Desk.word("action.\(decision.action.rawValue)", context),
            "mineAt": Desk.moment(decision.at), "theirs": theirs,
            "theirsNote": [
                newest?.person,
                newest.map { Desk.word(keyed.isEmpty ? "action.\($0.action.rawValue)" : "action.keyed", context) },
                newest.map { Desk.moment($0.at) },
            ].compactMap(\.self).joined(separator: " · "),
            "differs": !keyed.isEmpty || isWhole || document.value(key) != decision.value,
        ]
    }

    private func shown(_ value: String?, _ action: FieldReview.Action?) -> String {
        guard let value else {
            return action == .accept ? Desk.word("sealsField", context) : Desk.word("unreadValue", context)
        }
        return value.isEmpty ? Desk.word("emptyValue", context) : value
    }
}
