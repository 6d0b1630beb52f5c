internal import EvidenceVault
internal import Foundation
internal import Hummingbird
internal import IntakeModel
internal import Logging
internal import Registry
internal import RegistryStore

/// 断库复核: a desk that loses its store goes on reviewing what it holds, and delivers when the store is back.
struct OfflineReview: Sendable {
    let sessions = KnownSessions()
    let held = HeldPapers()
    let reach: StoreReach
    /// `nil` for a second desk over the same folder: it has nowhere to keep what people decide.
    let outbox: ReviewOutbox?

    init(store: RegistryStore, folder: URL, sealer: NoteSealer, hasFolder: Bool, logger: Logger) {
        reach = StoreReach { () async throws(IntakeError) in try await store.checkMigrations() }
        outbox =
            hasFolder
            ? ReviewOutbox(folder: folder.appending(path: "outbox"), sealer: sealer, store: store, logger: logger)
            : nil
    }

    /// Delivers what waits, now and whenever the store comes back.
    func begin(_ store: RegistryStore) async {
        await reach.whenBack {
            for use in sessions.takeUses() {
                try? await store.prolongSession(tokenHash: use.tokenHash, usedAt: use.usedAt)
            }
        } after: {
            await outbox?.deliver()
        }
        await outbox?.deliver()
    }

    func stop() async {
        await reach.stop()
        await held.stop()
        await outbox?.stop()
    }

    /// What the store answers; what this desk can answer of itself where the store, or the vault, is away.
    func orHeld(
        _ body: () async throws -> Response, held: () async throws -> Response?
    ) async throws -> Response {
        if await reach.isAway, let response = try await held() { return response }
        do {
            return try await body()
        } catch let error as IntakeError where error.isStoreAway || error.isVaultAway {
            if error.isStoreAway { await reach.lost() }
            guard let response = try await held() else { throw error }
            return response
        }
    }

    /// A held paper as its reviewer has decided it so far, with what they would see if the store were there.
    func sheet(_ id: Int64, for person: String) async -> ReviewSheet? {
        guard let outbox, let paper = await held.paper(id, of: person) else { return nil }
        var sheet = paper.sheet
        sheet.document = sheet.document.deciding(
            await outbox.decisions(document: id, person: person), by: person, after: sheet.trail, twice: sheet.twice)
        return sheet
    }

    /// Every held paper of a person so.
    func sheets(of person: String) async -> [ReviewSheet] {
        var sheets: [ReviewSheet] = []
        for paper in await held.papers(of: person) {
            if let sheet = await sheet(paper.id, for: person) { sheets.append(sheet) }
        }
        return sheets
    }

    /// The next that `person` has something left to decide on, after `last` and then from the beginning.
    func next(after last: Int64, for person: String) async -> Int64? {
        let all = await sheets(of: person)
        let open = all.filter { $0.document.id != last && $0.isOpen(for: person) }.map(\.document.id)
        let place = all.firstIndex { $0.document.id == last } ?? -1
        let later = all.dropFirst(place + 1).map(\.document.id)
        return open.first { later.contains($0) } ?? open.first
    }

    /// A picture of a held paper, once it is noted that its reviewer was shown it.
    func picture(document: Int64, field: FieldKey?, redLifted: Bool, for person: String) async throws -> Data? {
        guard let outbox, let paper = await held.paper(document, of: person) else { return nil }
        try await outbox.open(paper.sheet, for: person, isSeen: false)
        return paper.pictures[field.map { .field($0) } ?? (redLifted ? .withoutRed : .page)]
    }
}

extension ReviewSheet {
    /// Whether a person has something left to decide.
    func isOpen(for person: String) -> Bool {
        document.status != .rejected
            && (document.reading.documentType == .unknown && document.status == .pending
                || !document.toCheck(by: person).isEmpty)
    }
}
