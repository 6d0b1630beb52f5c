internal import HTTPTypes
internal import Hummingbird
internal import IntakeModel
internal import Registry
internal import RegistryStore

/// 批次: what came in together, in its order; pages moved, turned, set aside, batches split and merged, all taken back by a key.
struct BatchRoutes: Sendable {
    let desk: Desk

    func add(to members: RouterGroup<DeskContext>) {
        members.get("/batches") { _, context in
            let batches = try await desk.store.batches(under: try context.member().organization)
            return try desk.page(
                "batches", context, title: "batches", ["batches": batches.map { BatchValues.line($0, context) }])
        }
        members.get("/batches/:id") { _, context in try await page("batch", context) }
        // The same without the frame, for the page's own script.
        members.get("/batches/:id/sheet") { _, context in try await page("batch-sheet", context) }
        members.post("/batches/:id/move") { _, context in
            try await act(context) { batch, person, form in
                guard let position = form["position"].flatMap({ Int($0) }) else { throw CaseRoutes.incomplete }
                try await desk.store.move(
                    entry: try BatchRoutes.entry(form), inBatch: batch, to: position, by: person)
            }
        }
        members.post("/batches/:id/turn") { _, context in
            try await act(context) { batch, person, form in
                try await desk.store.turn(
                    entry: try BatchRoutes.entry(form), inBatch: batch, by: 90, person: person)
            }
        }
        members.post("/batches/:id/aside") { _, context in
            try await act(context) { batch, person, form in
                try await desk.store.setAside(
                    entries: [try BatchRoutes.entry(form)], inBatch: batch, form["back"] == nil ? .person : nil,
                    by: person)
            }
        }
        members.post("/batches/:id/split") { _, context in
            let made = try await desk.store.split(
                batch: try context.number(), before: try BatchRoutes.entry(context.form), by: try context.member().id)
            return try Desk.json(["batch": made])
        }
        members.post("/batches/:id/merge") { _, context in
            guard let other = context.form["other"].flatMap({ Int64($0) }) else { throw CaseRoutes.incomplete }
            let batch = try context.number()
            try await desk.store.merge(batch: other, into: batch, by: try context.member().id)
            return Response.redirect(to: "/batches/\(batch)")
        }
        members.post("/batches/:id/go-on") { _, context in
            let person = try context.member()
            let batch = try await desk.store.batch(try context.number(), visibleTo: person.id)
            // Others look on; whose organization scanned it goes on with it.
            guard batch.organization == person.organization else { throw HTTPError(.forbidden) }
            let pages = try await desk.store.arrivals(inBatch: batch.id).map {
                ScanBatch.Page(number: $0.number, id: $0.page, isNew: $0.isNew)
            }
            try await desk.station.goOn(batch, pages, by: person)
            return Response.redirect(to: "/scan")
        }
        members.post("/batches/:id/collate") { _, context in
            try await act(context) { batch, person, _ in try await desk.store.collate(batch: batch, by: person) }
        }
        members.post("/batches/:id/cancel") { _, context in
            let batch = try context.number()
            _ = try await desk.store.cancelReading(.batch(batch), by: try context.member().id)
            return Response.redirect(to: "/batches/\(batch)")
        }
        members.post("/batches/:id/again") { _, context in
            let batch = try context.number()
            _ = try await desk.store.readAgain(.batch(batch), by: try context.member().id)
            return Response.redirect(to: "/batches/\(batch)")
        }
        members.post("/batches/:id/undo") { _, context in
            try await act(context) { batch, person, _ in
                _ = try await desk.store.takeBack(batch: batch, by: person)
            }
        }
    }

    private static func entry(_ form: Form) throws -> Int64 {
        guard let entry = form["entry"].flatMap({ Int64($0) }) else { throw CaseRoutes.incomplete }
        return entry
    }

    private func page(_ template: String, _ context: DeskContext) async throws -> Response {
        try desk.page(
            template, context, title: "batch",
            try await BatchValues(desk: desk, context: context).values(try context.number()))
    }

    private func act(
        _ context: DeskContext, _ body: (Int64, String, Form) async throws -> Void
    ) async throws -> Response {
        try await body(try context.number(), try context.member().id, context.form)
        return Response(status: .noContent)
    }
}
