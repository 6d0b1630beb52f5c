internal import FormDrawing
public import Foundation
public import IntakeModel
internal import IntakePipeline
public import Registry
public import RegistryStore

/// 案卷打印: a case with its decisions, an evidence list with the originals' SHA-256, and the scans, searchable.
///
/// Rows of other students are covered on the scans and missing from the text behind them.
public struct CaseFilePrint: Sendable {
    let store: RegistryStore
    let vault: any Vault
    let picture: Desk.Picture
    let language: Language
    /// Pixels: an A4 page at 150 dpi.
    private static let scanSide = 1754

    public init(store: RegistryStore, vault: any Vault, language: Language, picture: @escaping Desk.Picture) {
        self.store = store
        self.vault = vault
        self.picture = picture
        self.language = language
    }

    /// The PDF; the case, every page of it and the print itself are on record afterwards. Throws `desk.foreign` for a case
    /// that is none of the person's business.
    public func pdf(_ number: Int64, for person: Person) async throws -> Data {
        try await store.requireCase(number, visibleTo: person)
        let file = try await store.caseFile(number)
        let judge = try store.judge(file.matter)
        try await store.recordCasePrint(number, by: person.id)
        var scans: [CaseFilePrinter.Scan] = []
        for item in file.evidence { scans.append(try await scan(item, file, person)) }
        let kind = DeskWords.phrase("kind.\(file.matter.kind.rawValue)")
        let printer = CaseFilePrinter(
            title: Phrase.caseFileTitle.with(phrases: Phrase(String(number), String(number)), kind).text(language),
            subtitle: Phrase.caseFilePrinted.with(Desk.moment(store.moment), person.name).text(language),
            sections: try await sections(file, judge), scans: scans, pageNumber: .caseFilePage,
            missingPicture: Phrase.caseFileNoScan.text(language), language: language)
        return try await withCheckedThrowingContinuation { continuation in
            DispatchQueue.global().async { continuation.resume(with: Result { try printer.pdf() }) }
        }
    }

    private func word(_ name: String) -> String { DeskWords.phrase(name).text(language) }

    private func sections(_ file: CaseFile, _ judge: CaseJudge) async throws -> [CaseFilePrinter.Section] {
        let matter = file.matter
        func pair(_ title: String, _ value: String) -> String { "\(title)：\(value)" }
        var facts = [pair(word("state"), word("state.\(matter.state.rawValue)")), pair(word("pack"), judge.pack.title)]
        if let due = matter.due { facts.append(pair(word("due"), due.iso)) }
        if let field = matter.field {
            facts.append(
                pair(
                    word("change"),
                    "\(field.key.title.text(language)) \(matter.oldValue ?? "—") → \(matter.newValue ?? "—")"))
        }
        facts += matter.details.filter { !$0.value.isEmpty }.sorted { $0.key.rawValue < $1.key.rawValue }.map {
            pair(word("detail.\($0.key.rawValue)"), $0.value)
        }
        let student = StudentField.allCases.compactMap { field in
            file.student?[field].map { pair(field.key.heading.text(language), $0) }
        }
        let steps = judge.steps(file).enumerated().map { index, step in
            let unit = file.organizations[step.organization]?.name ?? step.organization
            return "\(index + 1). \(step.title.text(language)) · \(unit) 〔\(judge.pack.article(step.rule))〕"
        }
        let decisions = try await store.decisions(ofCase: matter.number).map { decision in
            [
                String(decision.step + 1), word("outcome.\(decision.outcome.rawValue)"), decision.person,
                Desk.moment(decision.at), decision.reason ?? "",
            ].filter { !$0.isEmpty }.joined(separator: " · ")
        }
        let valid = Set(file.valid.map(\.id))
        let evidence = file.evidence.flatMap { item in
            [
                title(item, counts: valid.contains(item.id)),
                "    " + Phrase.caseFileHash.with(item.hash).text(language),
            ]
        }
        return [
            (word("case"), facts), (word("student"), student), (word("steps"), steps), (word("decisions"), decisions),
            (Phrase.caseFileEvidenceList.text(language), evidence),
        ].filter { !$0.1.isEmpty }.map { CaseFilePrinter.Section($0.0, $0.1) }
    }

    private func title(_ item: EvidenceItem, counts: Bool) -> String {
        let status = !counts ? "superseded" : item.document.map { "status.\($0.status.rawValue)" } ?? "present"
        let reason = item.reason.map { " · " + $0 } ?? ""
        return Phrase.caseFileEvidence.with(
            String(item.id), EvidenceItem.title(item.kind).text(language), String(item.page), word(status)
        ).text(language) + reason
    }

    private func scan(_ item: EvidenceItem, _ file: CaseFile, _ person: Person) async throws -> CaseFilePrinter.Scan {
        let page = try await store.page(item.page)
        let reading = try await store.reading(ofPage: page.id)
        try await store.recordPageView(page.id, by: person.id)
        let place =
            item.document.map { PagePlace($0, in: reading, turn: page.turn) }
            ?? PagePlace(page: reading?.pages.first, turn: page.turn)
        var masks: [Region] = []
        for other in try await store.documents(onPage: page.id) {
            let row = RowMasking.row(of: file.student, in: other)
            masks += RowMasking.masks(other.reading, keeping: row, rotation: place.rotation)
        }
        // A scan that cannot be shown leaves its line in the list of evidence and its hash.
        let jpeg = try? await picture(
            try await vault.get(page.hash),
            PictureRequest(
                name: "page \(page.id)", page: place.number, rotation: place.rotation,
                longestSide: CaseFilePrint.scanSide, masks: masks))
        return CaseFilePrinter.Scan(
            caption: title(item, counts: file.valid.contains { $0.id == item.id })
                + (masks.isEmpty ? "" : " · " + Phrase.caseFileMasked.text(language)),
            footnote: Phrase.caseFileHash.with(item.hash).text(language), jpeg: jpeg,
            words: item.document.map { words($0, place, RowMasking.row(of: file.student, in: $0)) } ?? [])
    }

    private func words(
        _ document: IntakeDocument, _ place: PagePlace, _ row: Int?
    ) -> [(text: String, place: [Double])] {
        let fields = document.reading.allFields.filter { $0.key.row == nil || $0.key.row?.number == row }
        return fields.sorted { $0.key < $1.key }.compactMap { key, reading in
            guard let value = document.value(key), !value.isEmpty, let share = place.share(reading.region) else {
                return nil
            }
            return (value, share)
        }
            + document.reading.seals.compactMap { seal in
                guard let text = seal.text, let share = place.share(seal.region) else { return nil }
                return (text, share)
            }
    }
}
