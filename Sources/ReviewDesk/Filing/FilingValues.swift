internal import IntakeModel
internal import Registry
internal import RegistryStore

/// 归档页: the paper at hand, the cases that it may go to, and what else waits.
struct FilingValues {
    let desk: Desk
    let context: DeskContext
    /// Fields that say whose paper it is, in the order in which people look at them.
    private static let telling: [FieldKey] = [.name, .sex, .birthDate, .citizenID, .studentNumber]

    func values(at wanted: Int64?, did: Int64?, search: String?) async throws -> [String: Any] {
        let person = try context.member()
        let (total, papers) = try await desk.store.unfiledPapers(for: person.id)
        let place = papers.firstIndex { $0.document.id == wanted } ?? (papers.isEmpty ? nil : 0)
        let certain = papers.filter { $0.proposals.first?.isCertain == true }.count
        var values: [String: Any] = [
            "isEmpty": papers.isEmpty,
            "waiting": Phrase.filingWaiting.with(String(total), String(certain)).text(context.language),
            "said": Desk.shown(try await said(did, person)),
            "papers": papers.enumerated().map { line($0.element, isCurrent: $0.offset == place) },
        ]
        if let place {
            values["paper"] = try await paper(papers[place], search: search, person)
            values["previous"] = place > 0 ? [["id": papers[place - 1].document.id]] : []
            values["next"] = place + 1 < papers.count ? [["id": papers[place + 1].document.id]] : []
        }
        return values
    }

    private func said(_ did: Int64?, _ person: Person) async throws -> String? {
        guard let did, let act = try await desk.store.filing(did, by: person.id) else { return nil }
        let isWaiting = try await desk.store.isTakenBack(filing: act.id)
        let document = String(act.document)
        if isWaiting { return Phrase.filingTakenBack.with(document).text(context.language) }
        return act.caseNumber.map { Phrase.filingDidAttach.with(document, String($0)).text(context.language) }
            ?? Phrase.filingDidKeepOut.with(document).text(context.language)
    }

    private func line(_ paper: RegistryStore.UnfiledPaper, isCurrent: Bool) -> [String: Any] {
        let best = paper.proposals.first
        let state = best.map { $0.isCertain ? "filingCertain" : "filingQuestion" } ?? "filingUnplaced"
        return [
            "id": paper.document.id, "page": paper.page.id, "isCurrent": isCurrent,
            "type": paper.document.reading.documentType.title.text(context.language),
            "case": best.map { String($0.caseNumber) } ?? "—", "state": Desk.word(state, context),
            "isCertain": best?.isCertain == true,
        ]
    }

    private func paper(
        _ paper: RegistryStore.UnfiledPaper, search: String?, _ person: Person
    ) async throws -> [String: Any] {
        let document = paper.document
        var choices: [[String: Any]] = []
        for proposal in paper.proposals {
            choices.append(try await choice(proposal.caseNumber, proposal.doubts, row: proposal.row, choices.count))
        }
        var found: [[String: Any]] = []
        if let search {
            for matter in try await desk.store.openCases(matching: search, for: person.id) {
                let doubts = try await desk.store.filingDoubts(document.id, inCase: matter.number, for: person.id)
                try await desk.store.recordCaseView(matter.number, by: person.id)
                found.append(try await choice(matter.number, doubts, row: nil, choices.count + found.count))
            }
        }
        let said = FilingValues.telling.compactMap { key -> [String: Any]? in
            guard let value = document.value(key), !value.isEmpty else { return nil }
            return ["title": key.heading.text(context.language), "value": value]
        }
        return [
            "id": document.id, "page": document.page, "name": paper.page.name, "at": Desk.moment(paper.page.takenAt),
            "type": document.reading.documentType.title.text(context.language), "fields": said,
            "twins": try await desk.store.twins(ofPage: document.page).map {
                ["text": Phrase.twinNote.with(String($0)).text(context.language)]
            },
            "choices": choices, "noChoice": choices.isEmpty, "found": found, "hasSearched": search != nil,
            "notFound": search != nil && found.isEmpty, "q": search ?? "",
            "students": paper.students.map {
                ["id": $0.id, "name": $0[.name] ?? String($0.id), "kind": kind(document.reading.documentType)]
            },
            "nobody": paper.students.isEmpty,
        ]
    }

    private func choice(
        _ number: Int64, _ doubts: [CaseProposal.Doubt], row: Int?, _ index: Int
    ) async throws -> [String: Any] {
        let file = try await desk.store.caseFile(number)
        return [
            "number": number, "key": index < 9 ? String(index + 1) : "", "row": row.map { [["number": $0]] } ?? [],
            "kind": Desk.word("kind.\(file.matter.kind.rawValue)", context),
            "student": file.student?[.name] ?? "", "isCertain": doubts.isEmpty,
            "doubts": doubts.map { ["text": $0.phrase.text(context.language)] },
            "seen": doubts.map(\.rawValue).joined(separator: ","),
            "needsReason": doubts.contains(where: \.needsReason),
        ]
    }

    /// The first kind of case that asks for such a paper, to begin with.
    private func kind(_ type: DocumentType) -> String {
        guard let pack = desk.store.library[RuleLibrary.standard] else { return "" }
        return CaseKind.allCases.first { kind in
            pack.plan(kind)?.evidence.contains { $0.kinds.contains(type.rawValue) } == true
        }?.rawValue ?? ""
    }
}
