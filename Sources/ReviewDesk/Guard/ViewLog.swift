internal import IntakeModel
internal import Registry
internal import RegistryStore

/// 查看留痕: a look at a page is one audit entry, however many pictures of it the screen asks for.
actor ViewLog {
    private struct Look: Hashable {
        let person: String
        let page: Int64
    }

    private var looks: [Look: ContinuousClock.Instant] = [:]
    /// Pictures asked for within this time belong to the same look.
    private static let oneLook = Duration.seconds(600)

    /// Throws when the entry cannot be written: then the picture is not shown.
    func record(page: Int64, by person: Person, store: RegistryStore) async throws(IntakeError) {
        let look = Look(person: person.id, page: page)
        let now = ContinuousClock.now
        if let last = looks[look], now - last < ViewLog.oneLook { return }
        try await store.recordPageView(page, by: person.id)
        if looks.count > 5000 { looks = looks.filter { now - $0.value < ViewLog.oneLook } }
        looks[look] = now
    }
}
