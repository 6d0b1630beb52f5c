internal import IntakeModel
internal import IntakePipeline
internal import Registry

/// 请求的核定: one decision on one field as a browser sends it, checked the same whether the store is there or not.
struct AskedDecision {
    let key: FieldKey
    let action: FieldReview.Action
    let form: Form

    /// What was typed; throws what cannot stand in the field, what cannot be waved through, a missing reason.
    func after(_ document: IntakeDocument) throws(IntakeError) -> String? {
        switch action {
        case .accept: try ReviewValues.requireReadable(key, of: document)
        case .correct: return try ReviewValues.typed(form.raw("value") ?? "", for: key)
        case .reject:
            guard form["reason"] != nil else {
                throw IntakeError("review.reason", .deskReasonMissing, remedy: .deskReasonMissing, exit: .usage)
            }
        default: break
        }
        return nil
    }

    /// The same for the outbox, with what the store would check by itself.
    func submitted(
        _ document: IntakeDocument, by person: String, at now: Int64
    ) throws(IntakeError) -> ReviewSubmission.Decision {
        let typed = try after(document)
        let others = (document.keyed[key] ?? []).contains { $0.person != person }
        if others, action == .accept {
            throw IntakeError("review.blind", .reviewBlind, remedy: .reviewTypeIt, exit: .usage)
        }
        let isThere =
            action == .reject || key == IntakeDocument.sealsKey || document.reading[key] != nil
            || document.reading.findings.contains { $0.field == key }
        guard isThere else {
            throw IntakeError("registry.not-found", .notFound.with(key.rawValue), remedy: .notFoundRemedy)
        }
        return ReviewSubmission.Decision(
            field: action == .reject ? IntakeDocument.wholeKey : key, action: action,
            value: action == .accept ? document.value(key) : typed, reason: form["reason"], at: now,
            effort: ReviewRoutes.effort(form))
    }
}
