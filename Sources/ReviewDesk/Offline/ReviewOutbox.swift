internal import EvidenceVault
internal import Foundation
internal import ImageCodecs
internal import IntakeModel
internal import Logging
internal import Registry
internal import RegistryStore

/// 待送箱: what was decided while the store was away, one synced file a paper and person, delivered in its order when the
/// store is back, by this desk or by its next start.
actor ReviewOutbox {
    private struct Item {
        let number: Int
        var submission: ReviewSubmission
        var sending: Task<Sent, Never>?
    }

    private enum Sent {
        case delivered
        /// Somebody else has the paper, or something is wrong with the store.
        case waits
        case away
    }

    private let folder: URL
    private let sealer: NoteSealer
    private let store: RegistryStore
    private let logger: Logger
    private var items: [Item] = []
    /// The number of the newest file there is, readable or not.
    private var last = 0
    private var later: Task<Void, Never>?

    /// Takes up what an earlier desk left in the folder. What cannot be opened (a key is missing) stays as it is.
    init(folder: URL, sealer: NoteSealer, store: RegistryStore, logger: Logger) {
        self.folder = folder
        self.sealer = sealer
        self.store = store
        self.logger = logger
        for file in (try? FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)) ?? [] {
            let name = file.lastPathComponent
            guard file.pathExtension == "json", let number = Int(file.deletingPathExtension().lastPathComponent) else {
                continue
            }
            last = max(last, number)
            do {
                let data = try sealer.opened(try Data(contentsOf: file), name: name)
                items.append(
                    Item(number: number, submission: try JSONDecoder().decode(ReviewSubmission.self, from: data)))
            } catch {
                let code = (error as? IntakeError)?.code ?? "outbox.damaged"
                logger.error("outbox file left", metadata: ["file": "\(name)", "code": "\(code)"])
            }
        }
        items.sort { $0.number < $1.number }
    }

    var count: Int { items.count }

    func submissions(of person: String) -> [ReviewSubmission] {
        items.map(\.submission).filter { $0.person == person }
    }

    /// What a person has decided about a paper, and not yet delivered.
    func decisions(document: Int64, person: String) -> [ReviewSubmission.Decision] {
        submissions(of: person).filter { $0.document == document }.flatMap(\.decisions)
    }

    /// Notes, durably, that a held paper is shown to a person. `isSeen`: the store knows of the look.
    func open(_ sheet: ReviewSheet, for person: String, isSeen: Bool) throws(IntakeError) {
        if index(sheet.document.id, person) != nil { return }
        last += 1
        let submission = ReviewSubmission(
            key: UUID().uuidString.lowercased(), document: sheet.document.id, page: sheet.page.id, person: person,
            version: sheet.version, lookedAt: isSeen ? nil : store.moment)
        try write(submission, last)
        items.append(Item(number: last, submission: submission))
        tryLater()
    }

    /// Keeps a decision; it is on the disk when this returns.
    func add(_ decision: ReviewSubmission.Decision, to sheet: ReviewSheet, by person: String) throws(IntakeError) {
        try open(sheet, for: person, isSeen: true)
        guard let index = index(sheet.document.id, person) else { return }
        var submission = items[index].submission
        submission.decisions.append(decision)
        try write(submission, items[index].number)
        items[index].submission = submission
    }

    /// Takes the newest decision back; `false` when there is none here.
    func takeBack(document: Int64, by person: String) throws(IntakeError) -> Bool {
        guard let index = index(document, person), !items[index].submission.decisions.isEmpty else { return false }
        var submission = items[index].submission
        submission.decisions.removeLast()
        try write(submission, items[index].number)
        items[index].submission = submission
        return true
    }

    /// Delivers everything, or what is about one paper; answers whether all of that is delivered.
    @discardableResult
    func deliver(document: Int64? = nil) async -> Bool {
        var waiting: Set<Int64> = []
        for number in items.filter({ document == nil || $0.submission.document == document }).map(\.number) {
            guard let item = items.first(where: { $0.number == number }) else { continue }
            // What comes after something that waits waits too: it was decided on top of it.
            guard !waiting.contains(item.submission.document) else { continue }
            let sent = await send(number)
            if sent != .delivered { waiting.insert(item.submission.document) }
            if sent == .away { break }
        }
        if !waiting.isEmpty { tryLater() }
        return waiting.isEmpty
    }

    func stop() {
        later?.cancel()
        later = nil
    }

    /// One that can still grow.
    private func index(_ document: Int64, _ person: String) -> Int? {
        items.lastIndex {
            $0.submission.document == document && $0.submission.person == person && $0.sending == nil
        }
    }

    /// One at a time, however many ask.
    private func send(_ number: Int) async -> Sent {
        guard let index = items.firstIndex(where: { $0.number == number }) else { return .delivered }
        if let task = items[index].sending { return await task.value }
        let submission = items[index].submission
        let task = Task { await self.sent(submission, number) }
        items[index].sending = task
        return await task.value
    }

    private func sent(_ submission: ReviewSubmission, _ number: Int) async -> Sent {
        do throws(IntakeError) {
            let outcome = try await store.deliver(submission)
            if outcome == .conflict {
                logger.notice("outbox: conflict", metadata: ["document": "\(submission.document)"])
            }
            try? FileManager.default.removeItem(at: file(number))
            items.removeAll { $0.number == number }
            return .delivered
        } catch {
            // With somebody else now, or away again: it stays, and may grow.
            if error.exit != .busy, !error.isStoreAway {
                logger.error(
                    "outbox: not delivered", metadata: ["document": "\(submission.document)", "code": "\(error.code)"])
            }
            if let index = items.firstIndex(where: { $0.number == number }) { items[index].sending = nil }
            return error.isStoreAway ? .away : .waits
        }
    }

    private func tryLater() {
        guard later == nil else { return }
        later = Task {
            try? await Task.sleep(for: .seconds(15))
            guard !Task.isCancelled else { return }
            later = nil
            await deliver()
        }
    }

    private func file(_ number: Int) -> URL { folder.appending(path: ReviewOutbox.name(number)) }

    private static func name(_ number: Int) -> String { String(format: "%010d.json", number) }

    private func write(_ submission: ReviewSubmission, _ number: Int) throws(IntakeError) {
        let data: Data
        do {
            try FileManager.default.createDirectory(
                at: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
            data = try JSONEncoder().encode(submission)
        } catch {
            throw IntakeError(
                "file.unwritable", .cannotWrite.with(folder.lastPathComponent, "I/O"), remedy: .checkPermissions,
                exit: .inputOutput, underlying: "\(error)")
        }
        try DurableFile.write(try sealer.sealed(data, name: ReviewOutbox.name(number)), to: file(number))
    }
}
