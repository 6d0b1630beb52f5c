internal import IntakeModel

/// 凭据审查: whether the papers that a need asks for are there, read, sealed, original and kept.
struct EvidenceJudge {
    let file: CaseFile

    func objections(_ need: EvidenceNeed) -> [Objection] {
        let items = file.valid.filter { need.kinds.contains($0.kind) }
        guard !items.isEmpty else { return [Objection(need.rule, .obstacleNoPaper.with(phrases: titles(need.kinds)))] }
        guard need.read == true else { return kept(items, need) + original(items, need) }
        let verified = items.filter { $0.document?.status == .verified }
        guard let best = verified.first ?? items.first(where: { $0.document != nil }) else {
            return [Objection(need.rule, .obstacleNotRead.with(phrases: titles(need.kinds)))]
        }
        var found: [Objection] = []
        if verified.isEmpty { found += items.flatMap { unverified($0, rule: need.rule) } }
        if let document = best.document {
            if let article = need.complete { found += emptyCells(document, article) }
            found += (need.seals ?? []).flatMap { seal($0, document) }
        }
        return found + kept(verified.isEmpty ? items : verified, need)
            + original(verified.isEmpty ? items : verified, need)
    }

    /// 关键栏目 that the machine doubted and that nobody but the clerk who attached the paper has settled: whoever decides
    /// is the second pair of eyes and is told which fields to look at.
    func seenByOne(_ item: EvidenceItem) -> Objection? {
        guard let document = item.document, document.status == .verified, let clerk = item.person else { return nil }
        let critical = Set(StudentField.keyFields.map(\.key))
        let keys = Doubt.keys(document.reading, document.thresholds).filter { key in
            guard critical.contains(key.plain), let review = document.reviews[key] else { return false }
            return review.person == clerk && review.keying == nil
        }
        guard !keys.isEmpty else { return nil }
        return Objection(
            "R06-3", .notice,
            .obstacleSeenByOne.with(phrases: document.reading.documentType.title, .list(keys.map(\.title))))
    }

    private func titles(_ kinds: [String]) -> Phrase {
        .list(kinds.map(EvidenceItem.title), chinese: "／", english: " / ")
    }

    /// What is doubtful on a paper keeps it from being evidence.
    private func unverified(_ item: EvidenceItem, rule: String) -> [Objection] {
        guard let document = item.document else { return [] }
        switch document.status {
        case .verified: return []
        case .rejected: return [Objection(rule, .obstacleRejected.with(String(document.id)))]
        case .pending:
            let number = Phrase(String(document.id), String(document.id))
            return [
                Objection(rule, .obstacleUnverified.with(phrases: number, .list(document.doubtful.map(\.title))))
            ]
        }
    }

    /// A reviewer may have filled in what the machine missed.
    private func emptyCells(_ document: IntakeDocument, _ article: String) -> [Objection] {
        let empty = document.reading.findings.filter { $0.code == .requiredEmpty }.compactMap(\.field)
            .filter { (document.value($0) ?? "").isEmpty }
        guard !empty.isEmpty else { return [] }
        return [Objection(article, .obstacleEmptyCells.with(phrases: .list(Set(empty).sorted().map(\.title))))]
    }

    private func seal(_ need: EvidenceNeed.SealNeed, _ document: IntakeDocument) -> [Objection] {
        guard document.reviews[IntakeDocument.sealsKey]?.action != .accept else { return [] }
        let there = document.reading.seals.count { $0.role == need.role }
        guard there < need.count ?? 1 else { return [] }
        return [Objection(need.rule, .obstacleSeal.with(phrases: need.role.title))]
    }

    private func original(_ items: [EvidenceItem], _ need: EvidenceNeed) -> [Objection] {
        guard let rule = need.original, !items.contains(where: \.isOriginal) else { return [] }
        return [Objection(rule, .obstacleNotOriginal.with(phrases: titles(need.kinds)))]
    }

    private func kept(_ items: [EvidenceItem], _ need: EvidenceNeed) -> [Objection] {
        if let rule = need.kept, !items.contains(where: { $0.keptAt != nil }) {
            return [Objection(rule, .obstacleNotKept.with(phrases: titles(need.kinds)))]
        }
        // 第十一条: every paper has its place, though a case may go on without.
        guard items.allSatisfy({ $0.keptAt == nil }), need.kept == nil else { return [] }
        let application = need.kinds.contains(EvidenceItem.writtenApplication)
        return [
            Objection(application ? "R16-14" : "R11-1", .notice, .obstacleNotKept.with(phrases: titles(need.kinds)))
        ]
    }
}
