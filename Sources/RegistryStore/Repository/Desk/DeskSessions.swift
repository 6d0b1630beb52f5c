public import IntakeModel
public import Registry

/// 登录会话: rows that end by themselves, after a time without a request and after a time in all.
extension RegistryStore {
    /// Milliseconds without a request, and in all, after which a session is over.
    public static let sessionIdle: Int64 = 30 * 60_000
    public static let sessionLongest: Int64 = 12 * 3_600_000
    /// Requests this close together count as one, so that looking at a page writes nothing.
    private static let sessionGrain: Int64 = 30_000

    /// `tokenHash` is the SHA-256 of what only the browser has.
    public func startSession(tokenHash: String, person: String) async throws(IntakeError) {
        try await write { session, now in
            _ = try RegistryStore.person(person, session)
            try session.execute(
                "DELETE FROM deskSession WHERE seenAt < $1 OR startedAt < $2",
                [.integer(now - RegistryStore.sessionIdle), .integer(now - RegistryStore.sessionLongest)])
            try session.execute(
                "INSERT INTO deskSession (tokenHash, person, startedAt, seenAt) VALUES ($1, $2, $3, $3)",
                [.text(tokenHash), .text(person), .integer(now)])
        }
    }

    /// A session that holds.
    public struct DeskSession: Sendable {
        public let person: Person
        /// Milliseconds since 1970.
        public let startedAt: Int64
    }

    /// Whose session this is; `nil` when there is none or it is over.
    public func sessionPerson(tokenHash: String, isUse: Bool = true) async throws(IntakeError) -> Person? {
        try await session(tokenHash: tokenHash, isUse: isUse)?.person
    }

    /// A session used while the store was away: it goes on from there, if it was not ended meanwhile.
    public func prolongSession(tokenHash: String, usedAt: Int64) async throws(IntakeError) {
        _ = try await write(.shared) { session, _ in
            try session.execute(
                "UPDATE deskSession SET seenAt = $1 WHERE tokenHash = $2 AND seenAt < $1",
                [.integer(usedAt), .text(tokenHash)])
        }
    }

    /// `nil` when there is none or it is over. What a page asks by itself is no use of a session and does not prolong it.
    public func session(tokenHash: String, isUse: Bool = true) async throws(IntakeError) -> DeskSession? {
        let moment = now()
        let found = try await read { session -> (session: DeskSession, seenAt: Int64)? in
            let row = try session.row(
                "SELECT person, seenAt, startedAt FROM deskSession WHERE tokenHash = $1 AND seenAt >= $2 AND startedAt >= $3",
                [
                    .text(tokenHash), .integer(moment - RegistryStore.sessionIdle),
                    .integer(moment - RegistryStore.sessionLongest),
                ])
            return try row.map {
                (
                    DeskSession(
                        person: try RegistryStore.person(try $0.text("person"), session),
                        startedAt: try $0.integer("startedAt")), try $0.integer("seenAt")
                )
            }
        }
        guard let found else { return nil }
        if isUse, moment - found.seenAt > RegistryStore.sessionGrain {
            _ = try await write(.shared) { session, now in
                try session.execute(
                    "UPDATE deskSession SET seenAt = $1 WHERE tokenHash = $2", [.integer(now), .text(tokenHash)])
            }
        }
        return found.session
    }

    public func endSession(tokenHash: String, by person: String) async throws(IntakeError) {
        try await write { session, now in
            let ended = try session.execute("DELETE FROM deskSession WHERE tokenHash = $1", [.text(tokenHash)])
            guard ended > 0 else { return }
            try session.execute("DELETE FROM deskLease WHERE person = $1", [.text(person)])
            try RegistryStore.audit(
                session, at: now, person: person, action: "sign-out", subject: "person:" + person, content: [:])
        }
    }
}
