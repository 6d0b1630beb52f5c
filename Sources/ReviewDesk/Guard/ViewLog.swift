internal import IntakeModel
internal import Registry
internal import RegistryStore

/// 查看留痕: a look at a page, a photo or a sheet of photos is one audit entry, however many pictures of it the screen asks
/// for.
actor ViewLog {
    private enum Subject: Hashable {
        case page(Int64)
        case photo(Int64)
        case photoRun(Int64)
    }

    private struct Look: Hashable {
        let person: String
        let subject: Subject
    }

    private var looks: [Look: ContinuousClock.Instant] = [:]
    /// Pictures asked for within this time belong to the same look.
    private static let oneLook = Duration.seconds(600)

    /// Throws when the entry cannot be written: then the picture is not shown.
    func record(page: Int64, by person: Person, store: RegistryStore) async throws(IntakeError) {
        guard isNew(.page(page), person) else { return }
        try await store.recordPageView(page, by: person.id)
        note(.page(page), person)
    }

    /// The same for a photo of a run that is opened large.
    func record(photo: Int64, by person: Person, store: RegistryStore) async throws(IntakeError) {
        guard isNew(.photo(photo), person) else { return }
        try await store.recordPhotoView(photo, by: person.id)
        note(.photo(photo), person)
    }

    /// The same for the sheet of a run and the small pictures on it.
    func record(photoRun: Int64, by person: Person, store: RegistryStore) async throws(IntakeError) {
        guard isNew(.photoRun(photoRun), person) else { return }
        try await store.recordPhotoRunView(photoRun, by: person.id)
        note(.photoRun(photoRun), person)
    }

    private func isNew(_ subject: Subject, _ person: Person) -> Bool {
        guard let last = looks[Look(person: person.id, subject: subject)] else { return true }
        return ContinuousClock.now - last >= ViewLog.oneLook
    }

    private func note(_ subject: Subject, _ person: Person) {
        let now = ContinuousClock.now
        if looks.count > 5000 { looks = looks.filter { now - $0.value < ViewLog.oneLook } }
        looks[Look(person: person.id, subject: subject)] = now
    }
}
