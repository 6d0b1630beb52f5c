internal import IntakeModel
internal import Registry
internal import RegistryStore

/// 批次页: a batch with its pages as they stand now, and what was done with it.
struct BatchValues {
    let desk: Desk
    let context: DeskContext

    static func line(_ listed: RegistryStore.ListedBatch, _ context: DeskContext) -> [String: Any] {
        let batch = listed.batch
        return [
            "id": batch.id, "at": Desk.moment(batch.startedAt), "person": batch.person,
            "origin": Desk.word("batchOrigin.\(batch.origin.rawValue)", context), "device": Desk.shown(batch.device),
            "case": Desk.shown(batch.caseNumber.map(String.init)), "pages": listed.pages, "aside": listed.aside,
            "reading": listed.reading, "doubtful": listed.doubtful, "mayCancel": listed.queued > 0,
            "mayReadAgain": listed.unread > 0, "state": state(listed, context),
        ]
    }

    private static func state(_ listed: RegistryStore.ListedBatch, _ context: DeskContext) -> String {
        guard let end = listed.end else { return Desk.word("batchState.open", context) }
        return Desk.word(end.detail == nil ? "batchState.done" : "batchState.broken", context)
    }

    func values(_ id: Int64) async throws -> [String: Any] {
        let person = try context.member()
        let listed = try await desk.store.listedBatch(id, visibleTo: person.id)
        let entries = try await desk.store.entries(ofBatch: id)
        var pages: [[String: Any]] = []
        for (index, entry) in entries.enumerated() { pages.append(try await tile(entry, index, of: id)) }
        let acts = try await desk.store.acts(ofBatch: id)
        let undone = Set(acts.compactMap(\.undoes))
        let others = try await desk.store.batches(under: listed.batch.organization, limit: 20).filter {
            $0.batch.id != id && $0.batch.organization == listed.batch.organization
        }
        var values = BatchValues.line(listed, context)
        values["entries"] = pages
        values["next"] = try await desk.store.nextNumber(inBatch: id)
        values["mayGoOn"] = listed.batch.request != nil
        values["others"] = others.map {
            ["id": $0.batch.id, "name": "\($0.batch.id) · \(Desk.moment($0.batch.startedAt)) · \($0.pages)"]
                as [String: Any]
        }
        values["hasOthers"] = !others.isEmpty
        values["history"] = acts.reversed().map { act in
            [
                "at": Desk.moment(act.at), "person": act.person, "isUndone": undone.contains(act.id),
                "action": Desk.word("batchAct.\(act.action.rawValue)", context),
                "page": Desk.shown(act.page.map(String.init)), "detail": Desk.shown(act.detail),
            ] as [String: Any]
        }
        return values
    }

    private func tile(_ entry: BatchEntry, _ index: Int, of batch: Int64) async throws -> [String: Any] {
        let page = try await desk.store.page(entry.page)
        let papers = try await desk.store.documents(onPage: page.id).map {
            $0.reading.documentType.title.text(context.language)
        }
        let twins = try await desk.store.twins(ofPage: page.id)
        return [
            "twins": twins.map { ["text": Phrase.twinNote.with(String($0)).text(context.language)] },
            "entry": entry.id, "position": index + 1, "page": page.id, "name": page.name, "turn": page.turn,
            "isAside": entry.aside != nil, "isKnown": !entry.isNew, "papers": papers.joined(separator: "、"),
            "reason": Desk.shown(entry.aside.map { Desk.word("batchReason.\($0.rawValue)", context) }),
            "meant": Desk.shown(page.caseNumber.map(String.init)),
            "came": entry.origin == batch && entry.number == index + 1 ? [] : [["number": entry.number]],
        ]
    }
}
