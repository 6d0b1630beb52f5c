internal import IntakeModel
internal import IntakePipeline
internal import Registry
internal import RegistryStore

/// 复核单: a paper as the review page shows it, doubtful fields first, each with its place on the page.
struct ReviewSheetValues {
    let desk: Desk
    let context: DeskContext

    func values(_ document: IntakeDocument) async throws -> [String: Any] {
        let person = try context.member()
        let page = try await desk.store.page(document.page)
        let place = PagePlace(document, in: try await desk.store.reading(ofPage: document.page), turn: page.turn)
        let open = Set(document.toCheck(by: person.id))
        let keyedByMe = Set(document.keyed.keys).subtracting(open)
        // What was decided on this paper stays reachable, to be decided anew.
        let decided = document.reviews.keys.filter { $0 != IntakeDocument.wholeKey && !open.contains($0) }
        let toDecide = order(open.union(decided).union(keyedByMe), document)
        let rest = order(Set(document.reading.allFields.keys).subtracting(toDecide), document)
        let fields = FieldValues(
            document: document, place: place, student: try await student(document),
            companions: try await desk.store.companionValues(of: document), context: context, person: person.id,
            open: open)
        return [
            "id": document.id, "page": document.page,
            "type": document.reading.documentType.title.text(context.language),
            "isUnknown": document.reading.documentType == .unknown, "isSampled": document.isSampled,
            "state": isDone(document, open) ? document.status.rawValue : "",
            "fields": toDecide.map(fields.values), "settled": rest.map(fields.values), "hasSettled": !rest.isEmpty,
            "seals": document.reading.seals.map { seal in
                [
                    "title": seal.role.title.text(context.language),
                    "text": seal.text ?? Desk.word("unreadValue", context),
                ]
            },
            "findings": document.reading.findings.filter { $0.field == nil }.map { ["text": $0.message] },
            "history": try await history(document),
            "kinds": DocumentType.allCases.filter { $0 != .blank && $0 != document.reading.documentType }.map {
                ["id": $0.rawValue, "name": $0.title.text(context.language)]
            },
            "colleagues": try await desk.store.people(under: person.organization).filter { $0.id != person.id }.map {
                ["id": $0.id, "name": $0.name]
            },
            "keyTable": DeskWords.keyTable.map { ["keys": $0.keys, "text": $0.phrase.text(context.language)] },
        ]
    }

    /// Nothing is left for this person: settled, or keyed and waiting for another.
    private func isDone(_ document: IntakeDocument, _ open: Set<FieldKey>) -> Bool {
        open.isEmpty && (document.status != .pending || !document.keyed.isEmpty)
    }

    /// Only of students who are the reviewer's concern.
    private func student(_ document: IntakeDocument) async throws -> Student? {
        guard let student = try await desk.store.student(namedOn: document) else { return nil }
        let person = try context.member()
        guard try await desk.store.isUnder(student.organization, person.organization) else { return nil }
        return student
    }

    /// As they stand on the paper, row by row from the top; what has no place comes last.
    private func order(_ keys: Set<FieldKey>, _ document: IntakeDocument) -> [FieldKey] {
        let placed = keys.sorted().compactMap { key in document.reading[key].map { (key, $0.region) } }
        return Region.inReadingOrder(placed) + keys.sorted().filter { document.reading[$0] == nil }
    }

    /// Who did what when, newest first. Values stay out, and of fields that wait for another person the reasons too: they
    /// work blind.
    private func history(_ document: IntakeDocument) async throws -> [[String: Any]] {
        let trail = try await desk.store.trail(ofDocument: document.id)
        let live = Set(trail.live.map(\.id))
        return trail.entries.reversed().map { entry in
            let field =
                entry.field == IntakeDocument.wholeKey
                ? Desk.word("document", context) : FieldValues.title(entry.field, context)
            return [
                "field": field, "action": Desk.word("action.\(entry.review.action.rawValue)", context),
                "person": entry.review.person, "at": Desk.moment(entry.review.at),
                "reason": document.keyed[entry.field] == nil ? Desk.shown(entry.review.reason) : [],
                "isUndone": entry.review.action != .undo && !live.contains(entry.id),
            ]
        }
    }
}
