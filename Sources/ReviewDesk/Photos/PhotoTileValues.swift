internal import IntakeModel
internal import Registry
internal import RegistryStore

/// One photo as the sheet shows it: picture, marks, reasons, and what was decided.
struct PhotoTileValues {
    let context: DeskContext
    let run: Int64

    func tile(_ decided: RegistryStore.DecidedPhoto) -> [String: Any] {
        let photo = decided.photo
        // What does not pass is shown as it was handed in, with its faults marked; what passes as it will be used.
        let kind = photo.seen != nil ? "seen" : photo.finished != nil ? "finished" : ""
        let path = "/photos/\(run)/photos/\(decided.id)/picture?kind="
        return [
            "id": decided.id, "title": photo.title ?? photo.name, "file": photo.name,
            "className": Desk.shown(photo.className), "verdict": photo.verdict.rawValue,
            "verdictWord": Desk.word("photoVerdict.\(photo.verdict.rawValue)", context),
            "outcome": decided.outcome.rawValue,
            "outcomeWord": Desk.word("photoOutcome.\(decided.outcome.rawValue)", context),
            "picture": kind.isEmpty ? [] : [["path": path + kind + "&size=small"]],
            "seen": photo.seen == nil ? "" : path + "seen", "finished": photo.finished == nil ? "" : path + "finished",
            "marks": kind == "seen" ? photo.marks.map { [PhotoMarks.values($0, photo.reasons)] } ?? [] : [],
            "reasons": photo.reasons.map(reason), "first": Desk.shown(photo.reasons.first.map(short)),
            "more": photo.reasons.count > 1 ? "+\(photo.reasons.count - 1)" : "",
            "trail": decided.trail.map(entry), "isUnknown": photo.student == nil,
            "caseNumber": decided.caseNumber.map { [["number": $0]] } ?? [],
        ]
    }

    private func reason(_ reason: RunPhoto.Reason) -> [String: Any] {
        let words = PhotoTileValues.words(reason, context.language)
        return [
            "message": words.message, "remedy": words.remedy, "verdict": reason.verdict.rawValue,
            "figures": reason.measured.map { measured in
                [
                    [
                        "measured": PhotoTileValues.number(measured),
                        "limit": Desk.shown(reason.limit.map(PhotoTileValues.number)),
                    ] as [String: Any]
                ]
            } ?? [],
        ]
    }

    private func entry(_ decision: PhotoDecision) -> [String: Any] {
        [
            "action": Desk.word("photoAction.\(decision.action.rawValue)", context), "person": decision.person,
            "at": Desk.moment(decision.at), "reason": Desk.shown(decision.reason),
        ]
    }

    private func short(_ reason: RunPhoto.Reason) -> String { PhotoTileValues.short(reason.code, context.language) }

    /// The reason without its figures: what stands before the first stop.
    static func short(_ code: String, _ language: Language) -> String {
        guard let words = Phrase.photoReasons[code]?.message else { return code }
        let text = words.with("", "").text(language)
        let end = text.firstIndex { "：，；。（:;.(".contains($0) } ?? text.endIndex
        return String(text[..<end])
    }

    /// In the reader's language: as the run said it, or anew from its code and figures.
    private static func words(_ reason: RunPhoto.Reason, _ language: Language) -> (message: String, remedy: String) {
        guard reason.language != language, let known = Phrase.photoReasons[reason.code] else {
            return (reason.message, reason.remedy)
        }
        let figures = [reason.measured, reason.limit].map { $0.map(number) ?? "—" }
        return (known.message.with(figures[0], figures[1]).text(language), known.remedy.text(language))
    }

    /// Two decimals, whole numbers from 100 on.
    static func number(_ value: Double) -> String {
        let short = abs(value) >= 100 ? value.rounded() : (value * 100).rounded() / 100
        return short == short.rounded() ? String(Int(short)) : String(short)
    }
}
