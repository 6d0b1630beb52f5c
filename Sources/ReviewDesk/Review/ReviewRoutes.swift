internal import HTTPTypes
internal import Hummingbird
internal import IntakeModel
internal import IntakePipeline
internal import Registry
internal import RegistryStore

/// 复核: the queue, one paper at a time for one reviewer at a time, and the decisions.
struct ReviewRoutes: Sendable {
    let desk: Desk

    func add(to members: RouterGroup<DeskContext>) {
        members.get("/review", use: queue)
        members.post("/review/next", use: next)
        members.get("/review/:id", use: show)
        members.post("/review/:id/decide", use: decide)
        members.post("/review/:id/keep") { _, context in
            try await desk.store.holdDocument(try context.number(), by: try context.member().id)
            return Response(status: .noContent)
        }
        members.post("/review/:id/release") { _, context in
            try await desk.store.releaseDocument(try context.number(), by: try context.member().id)
            return Response(status: .noContent)
        }
    }

    private func queue(_ request: Request, _ context: DeskContext) async throws -> Response {
        let person = try context.member()
        let waiting = try await desk.store.waitingDocuments(under: person.organization)
        return try desk.page(
            "queue", context, title: "queue",
            [
                "documents": waiting.map { waiting in
                    [
                        "id": waiting.document.id, "page": waiting.document.page,
                        "type": waiting.document.reading.documentType.title.text(context.language),
                        "doubtful": waiting.document.doubtful.count,
                        "heldBy": waiting.heldBy.map { $0 == person.id ? person.name : $0 } ?? "",
                        "isFree": waiting.heldBy == nil || waiting.heldBy == person.id,
                    ] as [String: Any]
                },
                "isEmpty": waiting.isEmpty,
            ])
    }

    private func next(_ request: Request, _ context: DeskContext) async throws -> Response {
        let last = context.form["after"].flatMap { Int64($0) } ?? 0
        let found = try await desk.store.takeNextDocument(after: last, by: try context.member().id)
        return Response.redirect(to: found.map { "/review/\($0)" } ?? "/review")
    }

    private func show(_ request: Request, _ context: DeskContext) async throws -> Response {
        let id = try context.number()
        let person = try context.member()
        try await desk.store.holdDocument(id, by: person.id)
        let document = try await desk.store.document(id)
        try await desk.views.record(page: document.page, by: person, store: desk.store)
        return try desk.page(
            "review", context, title: "reviewing",
            try await ReviewSheetValues(desk: desk, context: context).values(document))
    }

    /// One decision on one field; answers what is now decided and what is left.
    private func decide(_ request: Request, _ context: DeskContext) async throws -> Response {
        let id = try context.number()
        let person = try context.member()
        let form = context.form
        guard let action = form["action"].flatMap(FieldReview.Action.init), let name = form["field"] else {
            throw HTTPError(.badRequest)
        }
        let key = FieldKey(rawValue: name)
        // Holding it now keeps others away for longer than the decision takes.
        try await desk.store.holdDocument(id, by: person.id)
        let document = try await desk.store.document(id)
        var after: String?
        switch action {
        case .accept: try ReviewValues.requireReadable(key, of: document)
        case .correct: after = try ReviewValues.typed(form.raw("value") ?? "", for: key)
        case .unreadable: break
        case .reject:
            guard form["reason"] != nil else {
                throw IntakeError("review.reason", .deskReasonMissing, remedy: .deskReasonMissing, exit: .usage)
            }
        }
        let decided = try await desk.store.review(
            document: id, field: key, action: action, after: after, reason: form["reason"], by: person.id)
        if decided.status != .pending { try await desk.store.releaseDocument(id, by: person.id) }
        return try Desk.json([
            "status": decided.status.rawValue, "left": String(decided.doubtful.count),
            "value": decided.value(key) ?? "", "decision": Desk.word("action.\(action.rawValue)", context),
        ])
    }
}
