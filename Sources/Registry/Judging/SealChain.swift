public import IntakeModel

/// 盖章次序一环: one seal that a paper of a case has to carry, in the order of the annex.
public struct SealLink: Sendable, Hashable {
    public var role: SealRole
    /// The rule that asks for it.
    public var rule: String
    /// Of a verified or pending paper.
    public var isThere: Bool
    public var text: String?
    /// ISO 8601, as it stands in the box; `nil` when nothing is written there.
    public var date: String?
    /// Its date is earlier than that of a seal before it.
    public var isTooEarly: Bool
}

extension CaseJudge {
    /// The seals of the case's form in the order that the rules ask for (annex 4: A ① ② ③ B C within the province); empty
    /// when no paper of the case needs more than one.
    public func sealChain(_ file: CaseFile) -> [SealLink] {
        let needs = (pack.plan(file.matter.kind)?.evidence ?? []).filter { file.holds($0.when) }
        guard let need = needs.first(where: { ($0.seals ?? []).count > 1 }) else { return [] }
        let document = file.papers(need.kinds.compactMap(DocumentType.init)).first
        var latest = ""
        return (need.seals ?? []).map { wanted in
            let seal = document?.reading.seals.first { $0.role == wanted.role }
            let date = wanted.role.dateField.flatMap { document?.value($0) }.flatMap { $0.isEmpty ? nil : $0 }
            defer { latest = max(latest, date ?? "") }
            return SealLink(
                role: wanted.role, rule: wanted.rule, isThere: seal != nil, text: seal?.text, date: date,
                isTooEarly: date.map { $0 < latest } ?? false)
        }
    }
}
