internal import IntakeModel
internal import Registry
internal import RegistryStore

/// 复核单: a paper as the review page shows it, doubtful fields first, each with its place on the page.
struct ReviewSheetValues {
    let sheet: ReviewSheet
    let context: DeskContext

    private var document: IntakeDocument { sheet.document }

    func values() throws -> [String: Any] {
        let person = try context.member()
        let open = Set(document.toCheck(by: person.id))
        let toDecide = sheet.toDecide(by: person.id)
        let rest = sheet.order(Set(document.reading.allFields.keys).subtracting(toDecide))
        let fields = FieldValues(
            document: document, place: sheet.place(of: document), student: sheet.student,
            companions: sheet.companions, context: context, person: person.id, open: open)
        return [
            "id": document.id, "page": document.page,
            "type": document.reading.documentType.title.text(context.language),
            "isUnknown": document.reading.documentType == .unknown, "isSampled": document.isSampled,
            "state": isDone(open) ? document.status.rawValue : "",
            "fields": toDecide.map(fields.values), "settled": rest.map(fields.values), "hasSettled": !rest.isEmpty,
            "seals": document.reading.seals.map { seal in
                [
                    "title": seal.role.title.text(context.language),
                    "text": seal.text ?? Desk.word("unreadValue", context),
                ]
            },
            "findings": document.reading.findings.filter { $0.field == nil }.map { ["text": $0.message] },
            "history": history(),
            "kinds": DocumentType.allCases.filter { $0 != .blank && $0 != document.reading.documentType }.map {
                ["id": $0.rawValue, "name": $0.title.text(context.language)]
            },
            "colleagues": sheet.colleagues.map { ["id": $0.id, "name": $0.name] },
            "keyTable": DeskWords.keyTable.map { ["keys": $0.keys, "text": $0.phrase.text(context.language)] },
        ]
    }

    /// Nothing is left for this person: settled, or keyed and waiting for another.
    private func isDone(_ open: Set<FieldKey>) -> Bool {
        open.isEmpty && (document.status != .pending || !document.keyed.isEmpty)
    }

    /// Who did what when, newest first. Values stay out, and of fields that wait for another person the reasons too: they
    /// work blind.
    private func history() -> [[String: Any]] {
        let live = Set(sheet.trail.live.map(\.id))
        return sheet.trail.entries.reversed().map { entry in
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
