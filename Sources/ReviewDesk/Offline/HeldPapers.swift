internal import Foundation
internal import IntakeModel
internal import Registry
internal import RegistryStore

/// 留存架: what this desk holds for its reviewers: the paper under review and the next few, in memory only. They are let go
/// when they are decided, given to somebody else, or their reviewer signs out.
actor HeldPapers {
    /// Papers kept ahead of the one under review: some minutes of work. More would be of no use, since their leases run
    /// out after five minutes, and every one costs a handful of pictures.
    static let ahead = 5
    /// Bytes of pictures for everybody; what would be more is not held.
    static let largest = 256 << 20

    /// In the order in which they will be given.
    private var shelves: [String: [HeldPaper]] = [:]
    private var filling: [String: (number: Int, task: Task<Void, Never>)] = [:]
    private var fills = 0

    /// Papers of everybody.
    var count: Int { shelves.values.reduce(0) { $0 + $1.count } }

    func papers(of person: String) -> [HeldPaper] { shelves[person] ?? [] }

    func paper(_ id: Int64, of person: String) -> HeldPaper? { shelves[person]?.first { $0.id == id } }

    /// Holds a paper that `person` has open, and what comes after it, and lets go what is no more theirs. Answers at once.
    func hold(_ id: Int64, for person: Person, desk: Desk) {
        filling[person.id]?.task.cancel()
        fills += 1
        let number = fills
        let task = Task {
            await fill(id, for: person, desk: desk)
            if filling[person.id]?.number == number { filling[person.id] = nil }
        }
        filling[person.id] = (number, task)
    }

    /// Waits until nothing is being fetched for a person.
    func settled(_ person: String) async { while let task = filling[person]?.task { await task.value } }

    func forget(_ person: String) {
        filling[person]?.task.cancel()
        filling[person] = nil
        shelves[person] = nil
    }

    func stop() { for person in Array(filling.keys) { forget(person) } }

    private func fill(_ id: Int64, for person: Person, desk: Desk) async {
        do {
            let next = try await desk.store.holdAhead(of: id, most: HeldPapers.ahead, by: person.id)
            let wanted = [id] + next
            shelves[person.id] = papers(of: person.id).filter { wanted.contains($0.id) }
            for id in wanted {
                let version = try await desk.store.trail(ofDocument: id).entries.last?.id ?? 0
                if paper(id, of: person.id)?.sheet.version == version { continue }
                try Task.checkCancellation()
                let paper = try await HeldPaper.load(id, for: person, desk: desk)
                try Task.checkCancellation()
                put(paper, wanted, person.id)
            }
        } catch {
            // What cannot be fetched now is fetched with the next paper; the one under review is on the screen.
            return
        }
    }

    private func put(_ paper: HeldPaper, _ wanted: [Int64], _ person: String) {
        var shelf = papers(of: person).filter { $0.id != paper.id }
        let others = shelves.filter { $0.key != person }.values.joined().reduce(0) { $0 + $1.size }
        guard others + shelf.reduce(paper.size, { $0 + $1.size }) <= HeldPapers.largest else { return }
        shelf.append(paper)
        let place = Dictionary(wanted.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
        shelves[person] = shelf.sorted { (place[$0.id] ?? 0) < (place[$1.id] ?? 0) }
    }
}
