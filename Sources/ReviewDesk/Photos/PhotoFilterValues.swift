internal import IntakeModel
internal import Registry
internal import RegistryStore

/// The choices above a contact sheet, each with how many photos it leads to.
struct PhotoFilterValues {
    let query: PhotoQuery
    let facets: RegistryStore.PhotoFacets
    let context: DeskContext

    var values: [String: Any] {
        [
            "outcomes": choices(PhotoOutcome.allCases, "photoOutcome", facets.outcomes, query.filter.outcome),
            "verdicts": choices(RunPhoto.Verdict.allCases, "photoVerdict", facets.verdicts, query.filter.verdict),
            "reasons": [option("", Desk.word("photoAll", context), nil, query.filter.reason == nil)]
                + facets.reasons.map { reason in
                    option(
                        reason.code, PhotoTileValues.short(reason.code, context.language), reason.count,
                        reason.code == query.filter.reason)
                },
            "classes": [option("", Desk.word("photoAll", context), nil, query.filter.className == nil)]
                + facets.classes.map { option($0.name, $0.name, $0.count, $0.name == query.filter.className) },
            "hasClasses": !facets.classes.isEmpty,
        ]
    }

    private func choices<Choice: RawRepresentable & Hashable>(
        _ all: [Choice], _ group: String, _ counts: [Choice: Int], _ chosen: Choice?
    ) -> [[String: Any]] where Choice.RawValue == String {
        [option("", Desk.word("photoAll", context), nil, chosen == nil)]
            + all.map {
                option($0.rawValue, Desk.word("\(group).\($0.rawValue)", context), counts[$0] ?? 0, $0 == chosen)
            }
    }

    private func option(_ id: String, _ name: String, _ count: Int?, _ isChosen: Bool) -> [String: Any] {
        ["id": id, "name": count.map { "\(name) · \($0)" } ?? name, "isChosen": isChosen]
    }
}
