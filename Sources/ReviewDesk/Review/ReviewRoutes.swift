internal import HTTPTypes
internal import Hummingbird
internal import IntakeModel
internal import IntakePipeline
internal import Registry
internal import RegistryStore

/// 复核: one paper at a time for one reviewer at a time, and the decisions on its fields.
struct ReviewRoutes: Sendable {
    let desk: Desk

    func add(to members: RouterGroup<DeskContext>) {
        QueueRoutes(desk: desk).add(to: members)
        GroupRoutes(desk: desk).add(to: members)
        members.get("/review/:id", use: show)
        members.post("/review/:id/decide", use: decide)
        PaperActRoutes(desk: desk).add(to: members)
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

    /// One decision on one field; answers what is now decided and what is left for this reviewer.
    private func decide(_ request: Request, _ context: DeskContext) async throws -> Response {
        let id = try context.number()
        let person = try context.member()
        let form = context.form
        guard let action = form["action"].flatMap(FieldReview.Action.init), action.isValue || action == .reject,
            let name = form["field"]
        else { throw HTTPError(.badRequest) }
        let key = FieldKey(rawValue: name)
        // Holding it now keeps others away for longer than the decision takes.
        try await desk.store.holdDocument(id, by: person.id)
        let document = try await desk.store.document(id)
        var after: String?
        switch action {
        case .accept: try ReviewValues.requireReadable(key, of: document)
        case .correct: after = try ReviewValues.typed(form.raw("value") ?? "", for: key)
        case .reject:
            guard form["reason"] != nil else {
                throw IntakeError("review.reason", .deskReasonMissing, remedy: .deskReasonMissing, exit: .usage)
            }
        default: break
        }
        let decided = try await desk.store.review(
            document: id, field: key, action: action, after: after, reason: form["reason"], by: person.id,
            effort: ReviewRoutes.effort(form))
        let left = decided.toCheck(by: person.id)
        if left.isEmpty || decided.status == .rejected {
            try await desk.store.releaseDocument(id, by: person.id)
        }
        let own = decided.keyed[key]?.last { $0.person == person.id }
        return try Desk.json([
            "status": decided.status.rawValue, "left": String(left.count), "wasSample": document.isSampled ? "1" : "",
            "value": own.map { $0.after ?? "" } ?? decided.value(key) ?? "",
            "decision": Desk.word(own == nil ? "action.\(action.rawValue)" : "action.keyed", context),
        ])
    }

    /// What a browser says a decision cost; nonsense is left out.
    static func effort(_ form: Form) -> ReviewEffort {
        func number(_ name: String, atMost most: Int) -> Int? {
            form[name].flatMap { Int($0) }.flatMap { (0...most).contains($0) ? $0 : nil }
        }
        return ReviewEffort(
            keystrokes: number("keys", atMost: 10_000), milliseconds: number("ms", atMost: 3_600_000))
    }
}
