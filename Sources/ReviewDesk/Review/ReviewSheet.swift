internal import IntakeModel
internal import IntakePipeline
internal import Registry
internal import RegistryStore

/// 复核单的内容: everything that the store knows of a paper and that helps a person to decide it.
struct ReviewSheet: Sendable {
    var document: IntakeDocument
    let page: IntakePage
    let reading: FileReading?
    /// Every paper of the page.
    let neighbours: [IntakeDocument]
    let trail: ReviewTrail
    /// Of those who are the reviewer's concern.
    let student: Student?
    let companions: [FieldKey: [RegistryStore.CompanionValue]]
    let colleagues: [Person]
    /// Fields that need two people.
    let twice: Set<FieldKey>

    static func load(_ id: Int64, for person: Person, store: RegistryStore) async throws -> ReviewSheet {
        // The history first: what is decided while the rest is read is newer than what the sheet says it knows.
        let trail = try await store.trail(ofDocument: id)
        let document = try await store.document(id)
        return ReviewSheet(
            document: document, page: try await store.page(document.page),
            reading: try await store.reading(ofPage: document.page),
            neighbours: try await store.documents(onPage: document.page), trail: trail,
            student: try await student(document, person, store),
            companions: try await store.companionValues(of: document),
            colleagues: try await store.people(under: person.organization).filter { $0.id != person.id },
            twice: try await store.keyedTwice(document))
    }

    private static func student(
        _ document: IntakeDocument, _ person: Person, _ store: RegistryStore
    ) async throws -> Student? {
        guard let student = try await store.student(namedOn: document),
            try await store.isUnder(student.organization, person.organization)
        else { return nil }
        return student
    }

    /// Number of the newest entry of the history.
    var version: Int64 { trail.entries.last?.id ?? 0 }

    func place(of document: IntakeDocument) -> PagePlace { PagePlace(document, in: reading, turn: page.turn) }

    /// Fields shown with their cut-outs: to be decided by a person, or decided and still to be changed.
    func toDecide(by person: String) -> [FieldKey] {
        let open = Set(document.toCheck(by: person))
        let keyedByMe = Set(document.keyed.keys).subtracting(open)
        // What was decided on this paper stays reachable, to be decided anew.
        let decided = document.reviews.keys.filter { $0 != IntakeDocument.wholeKey && !open.contains($0) }
        return order(open.union(decided).union(keyedByMe))
    }

    /// As they stand on the paper, row by row from the top; what has no place comes last.
    func order(_ keys: Set<FieldKey>) -> [FieldKey] {
        let placed = keys.sorted().compactMap { key in document.reading[key].map { (key, $0.region) } }
        return Region.inReadingOrder(placed) + keys.sorted().filter { document.reading[$0] == nil }
    }
}
