internal import HTTPTypes
internal import Hummingbird
internal import IntakeModel
internal import Registry
internal import RegistryStore

/// 案卷: a case and its moves; a refusal is told on the case's own page.
struct CaseRoutes: Sendable {
    let desk: Desk

    func add(to members: RouterGroup<DeskContext>) {
        CaseListRoutes(desk: desk).add(to: members)
        CaseOpeningRoutes(desk: desk).add(to: members)
        members.get("/cases/:id") { _, context in
            try await page(try context.number(), context)
        }
        members.get("/cases/:id/file.pdf") { _, context in
            let number = try context.number()
            let print = CaseFilePrint(
                store: desk.store, vault: desk.vault, language: context.language, picture: desk.picture)
            let bytes = try await print.pdf(number, for: try context.member())
            return Response(
                status: .ok,
                headers: [
                    .contentType: "application/pdf",
                    .contentDisposition: "attachment; filename=\"case-\(number).pdf\"",
                ], body: .init(byteBuffer: ByteBuffer(bytes: bytes)))
        }
        members.post("/cases/:id/attach") { _, context in
            try await move(context) { number, person, form in
                guard let page = form["page"].flatMap({ Int64($0) }) else { throw CaseRoutes.incomplete }
                // What the person may not look at, they may not attach either.
                try await desk.store.requirePage(page, visibleTo: person)
                try await desk.store.attach(
                    RegistryStore.Attachment(
                        page: page, kind: form["kind"], isOriginal: form["original"] != nil, keptAt: form["keptAt"],
                        supersedes: form["supersedes"].flatMap { Int64($0) }, reason: form["reason"]),
                    toCase: number, by: person.id, language: context.language)
            }
        }
        members.post("/cases/:id/details") { _, context in
            try await move(context) { number, person, form in
                _ = try await desk.store.setDetails(
                    try CaseOpeningRoutes.details(form), ofCase: number, by: person.id)
            }
        }
        members.post("/cases/:id/submit") { _, context in
            try await move(context) { number, person, _ in
                _ = try await desk.store.submitCase(number, by: person.id)
            }
        }
        members.post("/cases/:id/decide") { _, context in
            try await move(context) { number, person, form in
                guard let outcome = form["outcome"].flatMap(DecisionOutcome.init) else { throw CaseRoutes.incomplete }
                _ = try await desk.store.decideCase(
                    number, outcome: outcome, reason: form["reason"], by: person.id)
            }
        }
        members.post("/cases/:id/withdraw") { _, context in
            try await move(context) { number, person, form in
                guard let reason = form["reason"] else {
                    throw IntakeError("case.reason", .deskReasonMissing, remedy: .deskReasonMissing, exit: .usage)
                }
                _ = try await desk.store.withdrawCase(number, reason: reason, by: person.id)
            }
        }
        members.post("/cases/:id/finish") { _, context in
            try await move(context) { number, person, _ in
                _ = try await desk.store.finishCase(number, by: person.id)
            }
        }
    }

    static var incomplete: IntakeError {
        IntakeError("case.incomplete-form", .deskFieldMissing, remedy: .deskForgedRemedy, exit: .usage)
    }

    private func page(
        _ number: Int64, _ context: DeskContext, alert: IntakeError? = nil
    ) async throws -> Response {
        let person = try context.member()
        try await desk.store.requireCase(number, visibleTo: person)
        try await desk.store.recordCaseView(number, by: person.id)
        return try desk.page(
            "case", context, title: "case", try await CaseValues(desk: desk, context: context).values(number),
            alert: alert, status: alert?.httpStatus ?? .ok)
    }

    private func move(
        _ context: DeskContext, _ body: (Int64, Person, Form) async throws -> Void
    ) async throws -> Response {
        let number = try context.number()
        let person = try context.member()
        try await desk.store.requireCase(number, visibleTo: person)
        do {
            try await body(number, person, context.form)
        } catch let refusal as IntakeError where refusal.exit != .internalFault {
            return try await page(number, context, alert: refusal)
        }
        return Response.redirect(to: "/cases/\(number)")
    }
}
