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
        return try await desk.offline.orHeld {
            await desk.offline.outbox?.deliver(document: id)
            try await desk.store.holdDocument(id, by: person.id)
            let sheet = try await ReviewSheet.load(id, for: person, store: desk.store)
            try await desk.views.record(page: sheet.page.id, by: person, store: desk.store)
            if desk.offline.outbox != nil { await desk.offline.held.hold(id, for: person, desk: desk) }
            return try page(sheet, context)
        } held: {
            guard let sheet = await desk.offline.sheet(id, for: person.id) else { return nil }
            try await desk.offline.outbox?.open(sheet, for: person.id, isSeen: false)
            return try page(sheet, context, isHeld: true)
        }
    }

    private func page(_ sheet: ReviewSheet, _ context: DeskContext, isHeld: Bool = false) throws -> Response {
        var values = try ReviewSheetValues(sheet: sheet, context: context).values()
        values["isHeld"] = isHeld
        return try desk.page("review", context, title: "reviewing", values)
    }

    /// One decision on one field; answers what is now decided and what is left for this reviewer.
    private func decide(_ request: Request, _ context: DeskContext) async throws -> Response {
        let id = try context.number()
        let person = try context.member()
        let form = context.form
        guard let action = form["action"].flatMap(FieldReview.Action.init), action.isValue || action == .reject,
            let name = form["field"]
        else { throw HTTPError(.badRequest) }
        let asked = AskedDecision(key: FieldKey(rawValue: name), action: action, form: form)
        return try await desk.offline.orHeld {
            await desk.offline.outbox?.deliver(document: id)
            // Holding it now keeps others away for longer than the decision takes.
            try await desk.store.holdDocument(id, by: person.id)
            let document = try await desk.store.document(id)
            let decided = try await desk.store.review(
                document: id, field: asked.key, action: action, after: try asked.after(document),
                reason: form["reason"], by: person.id, effort: ReviewRoutes.effort(form))
            if decided.toCheck(by: person.id).isEmpty || decided.status == .rejected {
                try await desk.store.releaseDocument(id, by: person.id)
            }
            return try answer(asked, decided, wasSampled: document.isSampled, context)
        } held: {
            guard let outbox = desk.offline.outbox, let sheet = await desk.offline.sheet(id, for: person.id) else {
                return nil
            }
            let decision = try asked.submitted(sheet.document, by: person.id, at: desk.store.moment)
            try await outbox.add(decision, to: sheet, by: person.id)
            guard let now = await desk.offline.sheet(id, for: person.id) else { return nil }
            return try answer(asked, now.document, wasSampled: sheet.document.isSampled, context, isKept: true)
        }
    }

    private func answer(
        _ asked: AskedDecision, _ decided: IntakeDocument, wasSampled: Bool, _ context: DeskContext,
        isKept: Bool = false
    ) throws -> Response {
        let person = try context.member().id
        let own = decided.keyed[asked.key]?.last { $0.person == person }
        return try Desk.json([
            "status": decided.status.rawValue, "left": String(decided.toCheck(by: person).count),
            "wasSample": wasSampled ? "1" : "", "value": own.map { $0.after ?? "" } ?? decided.value(asked.key) ?? "",
            "decision": Desk.word(own == nil ? "action.\(asked.action.rawValue)" : "action.keyed", context),
            "kept": isKept ? Desk.word("keptHere", context) : "",
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
