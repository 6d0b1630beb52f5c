internal import IntakeModel
internal import IntakePipeline
internal import Registry
internal import RegistryStore

/// 复核单: a paper as the review page shows it, doubtful fields first, each with its place on the page.
struct ReviewSheetValues {
    let desk: Desk
    let context: DeskContext

    func values(_ document: IntakeDocument) async throws -> [String: Any] {
        let place = PagePlace(document, in: try await desk.store.reading(ofPage: document.page))
        let student = try await student(document)
        let doubtful = document.doubtful
        // What was decided on this paper stays reachable, to be decided anew.
        let decided = document.reviews.keys.filter { $0 != "document" && !doubtful.contains($0) }
        let toDecide = order(Set(doubtful).union(decided), document)
        let rest = order(Set(document.reading.allFields.keys).subtracting(toDecide), document)
        return [
            "id": document.id, "page": document.page,
            "type": document.reading.documentType.title.text(context.language),
            "isUnknown": document.reading.documentType == .unknown,
            "isDone": document.status != .pending, "isRejected": document.status == .rejected,
            "fields": toDecide.map { field($0, document, place, student, isOpen: doubtful.contains($0)) },
            "settled": rest.map { field($0, document, place, student, isOpen: false) },
            "hasSettled": !rest.isEmpty,
            "seals": document.reading.seals.map { seal in
                [
                    "title": seal.role.title.text(context.language),
                    "text": seal.text ?? Desk.word("unreadValue", context),
                ]
            },
            "findings": document.reading.findings.filter { $0.field == nil }.map { ["text": $0.message] },
        ]
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

    private func field(
        _ key: FieldKey, _ document: IntakeDocument, _ place: PagePlace, _ student: Student?, isOpen: Bool
    ) -> [String: Any] {
        let reading = document.reading[key]
        let isSeals = key == IntakeDocument.sealsKey
        let value = document.value(key)
        let findings = document.reading.findings.filter { ($0.field ?? IntakeDocument.sealsKey) == key }
        let percent = reading.map { "\(Int(($0.confidence * 100).rounded(.down))) %" } ?? ""
        let region = reading?.region ?? findings.lazy.compactMap { $0.regions?.first }.first
        return [
            "key": key.rawValue,
            "title": isSeals ? Desk.word("sealsField", context) : key.heading.text(context.language),
            "value": value ?? "", "isUnread": value == nil && !isSeals, "isBlank": value == "", "isSeals": isSeals,
            "confidence": percent, "isOpen": isOpen,
            "decision": isOpen
                ? "" : document.reviews[key].map { Desk.word("action.\($0.action.rawValue)", context) } ?? "",
            "alternatives": (reading?.alternatives ?? []).prefix(9).enumerated().map {
                ["number": $0.offset + 1, "text": $0.element] as [String: Any]
            },
            "findings": findings.map { ["text": $0.message] },
            "onRecord": Desk.shown(StudentField(rawValue: key.plain.rawValue).flatMap { student?[$0] }),
            "hasPicture": reading.map { $0.region.area > 0 } ?? false,
            "place": region.flatMap(place.share)?.map { String(($0 * 10_000).rounded() / 10_000) }
                .joined(separator: " ") ?? "",
        ]
    }
}
