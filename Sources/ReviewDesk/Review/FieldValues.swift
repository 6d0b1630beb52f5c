internal import IntakeModel
internal import Registry
internal import RegistryStore

/// 栏目一行: a field with everything that helps to decide it; nothing of it for a second person, who types what they see.
struct FieldValues {
    let document: IntakeDocument
    let place: PagePlace
    let student: Student?
    let companions: [FieldKey: [RegistryStore.CompanionValue]]
    let context: DeskContext
    let person: String
    /// Fields that the person has to decide.
    let open: Set<FieldKey>

    static func title(_ key: FieldKey, _ context: DeskContext) -> String {
        key == IntakeDocument.sealsKey ? Desk.word("sealsField", context) : key.heading.text(context.language)
    }

    func values(_ key: FieldKey) -> [String: Any] {
        let reading = document.reading[key]
        let isSeals = key == IntakeDocument.sealsKey
        let others = (document.keyed[key] ?? []).filter { $0.person != person }
        let own = document.keyed[key]?.last { $0.person == person }
        let isBlind = !others.isEmpty && own == nil
        // Whoever keyed a field sees what they keyed, a third person what the two keyed, as alternatives.
        let value = isBlind ? nil : own.map { $0.after ?? "" } ?? document.value(key)
        let alternatives = isBlind ? (others.count > 1 ? others.compactMap(\.after) : []) : reading?.alternatives ?? []
        let findings = document.reading.findings.filter { ($0.field ?? IntakeDocument.sealsKey) == key }
        let region = reading?.region ?? findings.lazy.compactMap { $0.regions?.first }.first
        let isOpen = open.contains(key)
        var values: [String: Any] = [
            "key": key.rawValue, "title": FieldValues.title(key, context), "value": value ?? "",
            "isUnread": value == nil && !isSeals && !isBlind, "isBlank": value == "" && own == nil, "isSeals": isSeals,
            "isBlind": isBlind && others.count == 1, "isDispute": isBlind && others.count > 1, "isOpen": isOpen,
            "needsTyping": value == nil && !isSeals,
            "confidence": isBlind ? "" : reading.map { "\(Int(($0.confidence * 100).rounded(.down))) %" } ?? "",
            "decision": isOpen ? "" : decision(key, own),
            "alternatives": alternatives.prefix(9).enumerated().map {
                ["number": $0.offset + 1, "text": $0.element] as [String: Any]
            },
            "hasPicture": reading.map { $0.region.area > 0 } ?? false,
            "place": region.flatMap(place.share)?.map { String(($0 * 10_000).rounded() / 10_000) }
                .joined(separator: " ") ?? "",
        ]
        guard !isBlind else { return values }
        values["findings"] = findings.map { ["text": $0.message] }
        values["onRecord"] = Desk.shown(StudentField(rawValue: key.plain.rawValue).flatMap { student?[$0] })
        values["companions"] = (companions[key] ?? []).map { companion in
            [
                "paper": Phrase.deskCompanion.with(
                    companion.type.title.text(context.language), String(companion.page)
                ).text(context.language),
                "text": companion.value, "differs": companion.value != value,
            ] as [String: Any]
        }
        return values
    }

    private func decision(_ key: FieldKey, _ own: FieldReview?) -> String {
        if own != nil { return Desk.word("action.keyed", context) }
        return document.reviews[key].map { Desk.word("action.\($0.action.rawValue)", context) } ?? ""
    }
}
