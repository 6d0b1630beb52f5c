public import IntakeModel
internal import Registry

/// 取消与重新识别: pages taken out of the queue and put back, by batch or one by one.
extension RegistryStore {
    /// Which pages are meant.
    public enum QueuedPages: Sendable, Hashable {
        case page(Int64)
        case batch(Int64)
    }

    /// Takes what waits out of the queue; what is being read is read to its end. Answers how many pages.
    public func cancelReading(_ pages: QueuedPages, by person: String) async throws(IntakeError) -> Int {
        try await write { session, now in
            var cancelled = 0
            for page in try RegistryStore.pages(pages, visibleTo: person, session) {
                let changed = try session.execute(
                    "UPDATE job SET state = 'cancelled' WHERE page = $1 AND state = 'queued'", [.integer(page)])
                guard changed > 0 else { continue }
                cancelled += 1
                try RegistryStore.audit(
                    session, at: now, person: person, action: "page.cancel-reading", subject: "page:\(page)",
                    content: [:])
            }
            return cancelled
        }
    }

    /// Puts pages back that were cancelled or could not be read, with all their tries; what stood in the review queue in
    /// their place goes. Answers how many pages.
    ///
    /// Pages that were read are left alone: people may have decided on what was read.
    public func readAgain(_ pages: QueuedPages, by person: String) async throws(IntakeError) -> Int {
        try await write { session, now in
            var again = 0
            for page in try RegistryStore.pages(pages, visibleTo: person, session) {
                guard
                    let job = try session.row(
                        "SELECT id, organization, batchKey FROM job WHERE page = $1 AND state IN ('cancelled', 'poisoned')",
                        [.integer(page)]), try RegistryStore.withdrawUnread(page, by: person, session, now: now)
                else { continue }
                let ticket = try RegistryStore.ticket(
                    try job.text("organization"), try job.text("batchKey"), session)
                try session.execute(
                    """
                    UPDATE job SET state = 'queued', attempts = 0, owner = NULL, leaseUntil = NULL, reason = NULL,
                        ticket = $1 WHERE id = $2
                    """, [.integer(ticket), .integer(try job.integer("id"))])
                again += 1
                try RegistryStore.audit(
                    session, at: now, person: person, action: "page.read-again", subject: "page:\(page)", content: [:])
            }
            return again
        }
    }

    private static func pages(
        _ pages: QueuedPages, visibleTo person: String, _ session: any SQLSession
    ) throws -> [Int64] {
        switch pages {
        case .batch(let id):
            _ = try batch(id, visibleTo: person, session)
            return try entries(id, session).map(\.page)
        case .page(let id):
            guard let row = try session.row("SELECT organization FROM page WHERE id = $1", [.integer(id)]) else {
                throw missing("page \(id)")
            }
            let owner = try row.text("organization")
            guard try tree([owner], session).isUnder(owner, Self.person(person, session).organization) else {
                throw foreign
            }
            return [id]
        }
    }

    /// The unknown paper that stands for a page which nobody could read; `false` when people have worked on it.
    private static func withdrawUnread(
        _ page: Int64, by person: String, _ session: any SQLSession, now: Int64
    ) throws -> Bool {
        for row in try session.rows("SELECT id FROM document WHERE page = $1", [.integer(page)]) {
            let id = try row.integer("id")
            let evidence = try session.row("SELECT id FROM evidence WHERE page = $1 LIMIT 1", [.integer(page)])
            let document = try document(id, session)
            guard document.status != .rejected else { continue }
            guard evidence == nil, try trail(id, session).live.isEmpty else { return false }
            try add(
                FieldReview(
                    action: .reject, before: nil, after: nil, reason: Phrase.queueReadAgain.text(.chinese),
                    person: person, at: now), field: IntakeDocument.wholeKey, toDocument: id, session)
            _ = try settle(id, by: person, session, now: now)
        }
        return true
    }
}
