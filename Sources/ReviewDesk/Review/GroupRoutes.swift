internal import HTTPTypes
internal import Hummingbird
internal import IntakeModel
internal import Registry
internal import RegistryStore

/// 成组核对: one field of many papers on one screen; what is not right is picked out and reviewed by itself.
struct GroupRoutes: Sendable {
    let desk: Desk
    /// Cut-outs on one screen.
    private static let atOnce = 24

    func add(to members: RouterGroup<DeskContext>) {
        members.get("/review/group") { request, context in
            try await page(request.uri.queryParameters.get("field").map { FieldKey(rawValue: String($0)) }, context)
        }
        members.post("/review/group", use: accept)
    }

    private func page(_ field: FieldKey?, _ context: DeskContext, said: String? = nil) async throws -> Response {
        let person = try context.member()
        let groups = try await desk.store.groups(for: person.id)
        let items = field.flatMap { groups[$0] } ?? []
        for item in items.prefix(GroupRoutes.atOnce) {
            try await desk.views.record(page: item.page, by: person, store: desk.store)
        }
        return try desk.page(
            "group", context, title: "groups",
            [
                "said": Desk.shown(said), "isEmpty": groups.isEmpty, "hasItems": !items.isEmpty,
                "field": field?.rawValue ?? "", "heading": field.map { FieldValues.title($0, context) } ?? "",
                "groups": groups.sorted { ($1.value.count, $0.key) < ($0.value.count, $1.key) }.map { key, items in
                    [
                        "key": key.rawValue, "title": FieldValues.title(key, context), "count": items.count,
                        "isChosen": key == field,
                    ] as [String: Any]
                },
                "items": items.prefix(GroupRoutes.atOnce).enumerated().map { index, item in
                    [
                        "index": index, "document": item.document, "key": item.field.rawValue, "value": item.value,
                        "confidence": "\(Int((item.confidence * 100).rounded(.down))) %",
                    ] as [String: Any]
                },
            ])
    }

    private func accept(_ request: Request, _ context: DeskContext) async throws -> Response {
        let form = context.form
        guard let field = form["field"].map(FieldKey.init(rawValue:)) else { throw CaseRoutes.incomplete }
        let shown = (0..<GroupRoutes.atOnce).compactMap { index -> (RegistryStore.GroupItem, Bool)? in
            guard let document = form["document\(index)"].flatMap({ Int64($0) }), let key = form["key\(index)"],
                let value = form.raw("value\(index)")
            else { return nil }
            let item = RegistryStore.GroupItem(
                document: document, field: FieldKey(rawValue: key), value: value)
            return (item, form["except\(index)"] != nil)
        }
        let accepted = try await desk.store.accept(
            group: shown.filter { !$0.1 }.map(\.0), by: try context.member().id, effort: ReviewRoutes.effort(form))
        let left = shown.count - accepted
        return try await page(
            field, context,
            said: Phrase.deskGroupAccepted.with(String(accepted), String(left)).text(context.language))
    }
}
