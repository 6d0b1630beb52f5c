internal import IntakeModel
internal import Registry
internal import RegistryStore

/// 案卷页: what a case changes, what stands in its way and why, its papers, whose turn it is and until when.
struct CaseValues {
    let desk: Desk
    let context: DeskContext

    func values(_ number: Int64) async throws -> [String: Any] {
        let person = try context.member()
        let file = try await desk.store.caseFile(number)
        let matter = file.matter
        let judge = try desk.store.judge(matter)
        let steps = judge.steps(file)
        let isMine = person.organization == matter.organization
        let turn = matter.state == .submitted && matter.step < steps.count ? steps[matter.step] : nil
        // A unit outside the registry is spoken for by whoever started the case.
        let isMyTurn =
            turn.map {
                $0.isExternal
                    ? isMine : $0.organization == person.organization && $0.role == person.role
            } ?? false
        let mayAttach = isMine && (matter.state == .open || matter.state == .returned)
        var values = CaseLine.values(matter, desk.store.today, context)
        values["obstacles"] = obstacles(file, judge)
        values["noObstacles"] = obstacles(file, judge).isEmpty && matter.state.isUnderWay
        values["student"] = file.student.map { student in
            StudentField.allCases.filter { student[$0] != nil }.map {
                ["title": $0.key.heading.text(context.language), "value": student[$0] ?? ""]
            }
        }
        values["change"] = matter.field.map {
            [
                "title": $0.key.heading.text(context.language), "before": matter.oldValue ?? "—",
                "after": matter.newValue ?? "—",
            ]
        }
        values["details"] = matter.details.filter { !$0.value.isEmpty }.sorted { $0.key.rawValue < $1.key.rawValue }
            .map { ["title": Desk.word("detail.\($0.key.rawValue)", context), "value": $0.value] }
        values["pack"] = judge.pack.title
        values["turn"] = turn.map { step in
            [
                "title": step.title.text(context.language),
                "unit": file.organizations[step.organization]?.name ?? step.organization,
                "article": judge.pack.article(step.rule),
            ]
        }
        values["seals"] = SealChainValues.values(judge.sealChain(file), context)
        values["steps"] = steps.enumerated().map { index, step in
            [
                "number": index + 1, "title": step.title.text(context.language),
                "unit": file.organizations[step.organization]?.name ?? step.organization,
                "article": judge.pack.article(step.rule), "isDone": index < matter.step,
                "isNow": matter.state == .submitted && index == matter.step,
            ] as [String: Any]
        }
        values["evidence"] = evidence(file)
        values["decisions"] = try await desk.store.decisions(ofCase: number).map { decision in
            [
                "step": decision.step + 1, "outcome": Desk.word("outcome.\(decision.outcome.rawValue)", context),
                "person": decision.person, "reason": Desk.shown(decision.reason), "at": Desk.moment(decision.at),
            ] as [String: Any]
        }
        values["mayAttach"] = mayAttach
        values["maySubmit"] = mayAttach
        values["mayDecide"] = isMyTurn
        values["mayWithdraw"] = isMine && matter.state.isUnderWay
        values["mayFinish"] = isMine && matter.state == .approved
        values["mayAddDetails"] = isMine && (matter.state.isUnderWay || matter.state == .approved)
        values["allDetails"] = CaseDetail.allCases.map {
            ["id": $0.rawValue, "name": Desk.word("detail.\($0.rawValue)", context)]
        }
        let maySupersede = isMine && (mayAttach || matter.state == .submitted) && !file.valid.isEmpty
        values["maySupersede"] = maySupersede
        values["replaceable"] = file.valid.map {
            ["id": $0.id, "name": "\($0.id) · " + EvidenceItem.title($0.kind).text(context.language)] as [String: Any]
        }
        if mayAttach || maySupersede { values["pages"] = try await pages(file, person) }
        values["kinds"] = EvidenceItem.presentKinds.map {
            ["id": $0, "name": EvidenceItem.title($0).text(context.language)]
        }
        return values
    }

    private func obstacles(_ file: CaseFile, _ judge: CaseJudge) -> [[String: Any]] {
        let found =
            switch file.matter.state {
            case .open, .returned, .submitted: judge.objections(file)
            case .approved: judge.unfinished(file)
            default: [Objection]()
            }
        return found.map {
            [
                "weight": Desk.word("weight.\($0.weight.rawValue)", context), "isBlock": $0.weight == .block,
                "text": $0.message.text(context.language), "article": judge.pack.article($0.rule),
            ]
        }
    }

    private func evidence(_ file: CaseFile) -> [[String: Any]] {
        let valid = Set(file.valid.map(\.id))
        return file.evidence.map { item in
            let status =
                !valid.contains(item.id)
                ? "superseded" : item.document.map { "status.\($0.status.rawValue)" } ?? "present"
            return [
                "id": item.id, "page": item.page, "title": EvidenceItem.title(item.kind).text(context.language),
                "status": Desk.word(status, context), "hash": String(item.hash.prefix(12)),
                "supersedes": item.supersedes.map { [["id": $0, "reason": item.reason ?? ""] as [String: Any]] } ?? [],
                "isOriginal": item.isOriginal, "keptAt": Desk.shown(item.keptAt), "counts": valid.contains(item.id),
                "findings": (item.document?.reading.findings ?? []).filter { $0.code == .crossDocumentMismatch }
                    .map { ["text": $0.message] },
            ]
        }
    }

    /// Pages of the own organization that are not on the case yet, first those that were scanned for it.
    private func pages(_ file: CaseFile, _ person: Person) async throws -> [[String: Any]] {
        let attached = Set(file.evidence.map(\.page))
        let free = try await desk.store.pages(under: person.organization, limit: 40)
            .filter { !attached.contains($0.page.id) }
        let meant = free.filter { $0.page.caseNumber == file.matter.number }
        return (meant + free.filter { $0.page.caseNumber != file.matter.number })
            .map { listed in
                let papers = listed.documents.map { $0.type.title.text(context.language) }.joined(separator: "、")
                return ["id": listed.page.id, "name": "\(listed.page.id) · \(listed.page.name) · \(papers)"]
            }
    }
}
