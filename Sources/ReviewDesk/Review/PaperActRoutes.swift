internal import HTTPTypes
internal import Hummingbird
internal import IntakeModel
internal import IntakeResources
internal import Registry
internal import RegistryStore

/// 整份处理: keeping, releasing and handing on a paper, and what is done with it as a whole.
struct PaperActRoutes: Sendable {
    let desk: Desk

    func add(to members: RouterGroup<DeskContext>) {
        members.post("/review/:id/keep") { _, context in
            let (id, person) = (try context.number(), try context.member())
            return try await desk.offline.orHeld {
                try await desk.store.holdDocument(id, by: person.id)
                if desk.offline.outbox != nil { await desk.offline.held.hold(id, for: person, desk: desk) }
                return Response(status: .noContent)
            } held: {
                await desk.offline.held.paper(id, of: person.id).map { _ in Response(status: .noContent) }
            }
        }
        members.post("/review/:id/release") { _, context in
            let (id, person) = (try context.number(), try context.member().id)
            return try await desk.offline.orHeld {
                try await desk.store.releaseDocument(id, by: person)
                return Response(status: .noContent)
            } held: {
                // Its lease ends by itself.
                await desk.offline.held.paper(id, of: person).map { _ in Response(status: .noContent) }
            }
        }
        members.post("/review/:id/hand-on") { _, context in
            try await act(context) { id, person, form in
                guard let receiver = form["person"] else { throw CaseRoutes.incomplete }
                try await desk.store.handOn(document: id, to: receiver, reason: form["reason"], by: person)
            }
        }
        members.post("/review/:id/note") { _, context in
            try await act(context) { id, person, form in
                guard let text = form["note"] else { throw CaseRoutes.incomplete }
                try await desk.store.note(document: id, String(text.prefix(500)), by: person)
            }
        }
        members.post("/review/:id/reassign") { _, context in
            try await act(context) { id, person, form in
                guard let type = form["kind"].flatMap(DocumentType.init), type != .blank else {
                    throw CaseRoutes.incomplete
                }
                _ = try await desk.store.reassign(document: id, to: type, fields: desk.forms.fields(type), by: person)
            }
        }
        members.post("/review/:id/rotate") { _, context in
            try await act(context) { id, person, _ in
                try await desk.store.rotate(document: id, by: 90, person: person)
            }
        }
        members.post("/review/:id/split") { _, context in
            try await act(context) { id, person, form in
                guard let percent = form["at"].flatMap({ Int($0) }), (5...95).contains(percent) else {
                    throw CaseRoutes.incomplete
                }
                let document = try await desk.store.document(id)
                let page = try await desk.store.page(document.page)
                let parts = PagePlace(
                    document, in: try await desk.store.reading(ofPage: document.page), turn: page.turn
                ).cut(document.reading.region, at: Double(percent) / 100, across: form["way"] != "down")
                _ = try await desk.store.split(
                    document: id, first: parts.first, second: parts.second, by: person)
            }
        }
        members.post("/review/:id/undo") { _, context in
            let (id, person) = (try context.number(), try context.member().id)
            return try await desk.offline.orHeld {
                await desk.offline.outbox?.deliver(document: id)
                return try await act(context) { id, person, _ in
                    _ = try await desk.store.takeBack(document: id, by: person)
                }
            } held: {
                try await desk.offline.outbox?.takeBack(document: id, by: person) == true
                    ? Response(status: .noContent) : nil
            }
        }
    }

    /// Holding it first keeps others away.
    private func act(
        _ context: DeskContext, _ body: (Int64, String, Form) async throws -> Void
    ) async throws -> Response {
        let id = try context.number()
        let person = try context.member().id
        try await desk.store.holdDocument(id, by: person)
        try await body(id, person, context.form)
        return Response(status: .noContent)
    }
}
