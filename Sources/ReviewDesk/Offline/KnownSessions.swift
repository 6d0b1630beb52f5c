internal import Registry
internal import RegistryStore
internal import Synchronization

/// 已知会话: whose sessions this desk has seen hold, for as long as the store's own rules let one hold; in memory only.
final class KnownSessions: Sendable {
    private struct Known {
        let person: Person
        let startedAt: Int64
        var usedAt: Int64
        /// Used while the store could not be told.
        var isAhead = false
    }

    private let known = Mutex<[String: Known]>([:])

    /// The store has just said that it holds.
    func note(_ session: RegistryStore.DeskSession, tokenHash: String, isUse: Bool, at now: Int64) {
        known.withLock { known in
            if known[tokenHash] == nil { known = known.filter { KnownSessions.holds($0.value, now) } }
            let usedAt = isUse ? now : known[tokenHash]?.usedAt ?? now
            known[tokenHash] = Known(person: session.person, startedAt: session.startedAt, usedAt: usedAt)
        }
    }

    func forget(tokenHash: String) { known.withLock { $0[tokenHash] = nil } }

    /// Whose session it was when the store last said so; `nil` when it is over by now.
    func person(tokenHash: String, isUse: Bool, at now: Int64) -> Person? {
        known.withLock { known in
            guard var session = known[tokenHash], KnownSessions.holds(session, now) else { return nil }
            if isUse {
                session.usedAt = now
                session.isAhead = true
                known[tokenHash] = session
            }
            return session.person
        }
    }

    /// What the store has to be told of uses, once.
    func takeUses() -> [(tokenHash: String, usedAt: Int64)] {
        known.withLock { known in
            let uses = known.filter(\.value.isAhead).map { (tokenHash: $0.key, usedAt: $0.value.usedAt) }
            for use in uses { known[use.tokenHash]?.isAhead = false }
            return uses
        }
    }

    private static func holds(_ session: Known, _ now: Int64) -> Bool {
        now - session.usedAt <= RegistryStore.sessionIdle && now - session.startedAt <= RegistryStore.sessionLongest
    }
}
