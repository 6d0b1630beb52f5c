internal import HTTPTypes
internal import Hummingbird
internal import IntakeModel
internal import Registry
internal import RegistryStore

/// 归档: verified papers one after the other, each with the case that it belongs to, or what makes that a question.
struct FilingRoutes: Sendable {
    let desk: Desk

    func add(to members: RouterGroup<DeskContext>) {
        members.get("/filing") { request, context in
            let query = request.uri.queryParameters
            return try await page(
                at: query.get("at").flatMap { Int64($0) }, did: query.get("did").flatMap { Int64($0) }, context)
        }
        // What is searched for may be a name, so it stands in a form and never in a URL.
        members.post("/filing/search") { _, context in
            try await page(at: context.form["document"].flatMap { Int64($0) }, search: context.form["q"] ?? "", context)
        }
        members.post("/filing/attach") { _, context in
            try await act(context) { document, person, form in
                guard let number = form["case"].flatMap({ Int64($0) }) else { throw CaseRoutes.incomplete }
                let seen = (form.raw("doubts") ?? "").split(separator: ",").compactMap {
                    CaseProposal.Doubt(rawValue: String($0))
                }
                return try await desk.store.filePaper(
                    document, inCase: number, seen: seen, reason: form["reason"].map { String($0.prefix(500)) },
                    isOriginal: form["original"] != nil, keptAt: form["keptAt"].map { String($0.prefix(200)) },
                    by: person, language: context.language)
            }
        }
        members.post("/filing/keep-out") { _, context in
            try await act(context) { document, person, form in
                try await desk.store.keepPaperOut(
                    document, reason: form["reason"].map { String($0.prefix(500)) }, by: person)
            }
        }
        members.post("/filing/undo") { _, context in
            do {
                let act = try await desk.store.takeBackFiling(by: try context.member().id)
                return Response.redirect(to: "/filing?at=\(act.document)&did=\(act.id)")
            } catch let refusal as IntakeError where refusal.exit != .internalFault {
                return try await page(
                    at: context.form["document"].flatMap { Int64($0) }, context, alert: refusal)
            }
        }
    }

    private func page(
        at document: Int64?, did: Int64? = nil, search: String? = nil, _ context: DeskContext,
        alert: IntakeError? = nil
    ) async throws -> Response {
        try desk.page(
            "filing", context, title: "filing",
            try await FilingValues(desk: desk, context: context).values(at: document, did: did, search: search),
            alert: alert, status: alert?.httpStatus ?? .ok)
    }

    /// Does it, and leads on to the paper that comes next.
    private func act(
        _ context: DeskContext, _ body: (Int64, String, Form) async throws -> FilingAct
    ) async throws -> Response {
        let person = try context.member().id
        guard let document = context.form["document"].flatMap({ Int64($0) }) else { throw CaseRoutes.incomplete }
        do {
            let act = try await body(document, person, context.form)
            let next = try await desk.store.unfiledPapers(for: person).papers.map(\.document.id)
            let following = next.first { $0 > document } ?? next.first { $0 != document }
            return Response.redirect(to: "/filing?did=\(act.id)" + (following.map { "&at=\($0)" } ?? ""))
        } catch let refusal as IntakeError where refusal.exit != .internalFault {
            return try await page(at: document, context, alert: refusal)
        }
    }
}
