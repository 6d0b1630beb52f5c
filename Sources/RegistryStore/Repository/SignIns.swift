public import IntakeModel
public import Registry

/// Terms, passwords and sign-ins.
extension RegistryStore {
    /// 开学日期 of a city, county or school; holds for everything under it.
    public func setTerm(organization: String, startsOn day: CalendarDate, by person: String) async throws(IntakeError) {
        try await write { session, now in
            guard try session.row("SELECT code FROM organization WHERE code = $1", [.text(organization)]) != nil else {
                throw RegistryStore.missing(organization)
            }
            try session.execute(
                "INSERT INTO term (organization, startsOn) VALUES ($1, $2) ON CONFLICT (organization, startsOn) DO NOTHING",
                [.text(organization), .text(day.iso)])
            try RegistryStore.audit(
                session, at: now, person: person, action: "term.set", subject: "organization:" + organization,
                content: ["startsOn": day.iso])
        }
    }

    /// Wrong passwords in a row before an account is locked, and for how many milliseconds.
    public static let failuresAllowed = 5
    public static let lockMilliseconds: Int64 = 15 * 60_000

    /// Stores a password's hash (argon2id, made by the caller) and opens a locked account.
    public func setPassword(hash: String, of id: String, by person: String) async throws(IntakeError) {
        try await write { session, now in
            _ = try RegistryStore.person(id, session)
            try session.execute(
                "UPDATE person SET passwordHash = $1, failures = 0, lockedUntil = NULL WHERE id = $2",
                [.text(hash), .text(id)])
            try RegistryStore.audit(
                session, at: now, person: person, action: "person.password", subject: "person:" + id, content: [:])
        }
    }

    /// An administrator sets somebody else's password: whoever it is has to sign in anew everywhere.
    ///
    /// Throws `desk.administrator` unless they are one over the person's organization.
    public func resetPassword(hash: String, of id: String, byAdministrator person: String) async throws(IntakeError) {
        try await write { session, now in
            let owner = try RegistryStore.person(id, session).organization
            try RegistryStore.requireAdministrator(person, over: owner, session)
            try session.execute(
                "UPDATE person SET passwordHash = $1, failures = 0, lockedUntil = NULL WHERE id = $2",
                [.text(hash), .text(id)])
            try session.execute("DELETE FROM deskSession WHERE person = $1", [.text(id)])
            try RegistryStore.audit(
                session, at: now, person: person, action: "person.password", subject: "person:" + id, content: [:])
        }
    }

    /// Signs a person in when `verify` says that the stored hash is the password's. The same answer for a wrong name and
    /// a wrong password; each day counts (R08-1); five failures lock the account for a quarter of an hour; whoever is not trained and filed one
    /// level up (R24-1) is refused.
    public func signIn(_ id: String, verify: @escaping @Sendable (String) -> Bool) async throws(IntakeError) -> Person {
        let outcome = try await write { session, now -> Result<Person, IntakeError> in
            let wrong = IntakeError("sign-in.wrong", .signInWrong, remedy: .signInRemedy, exit: .notAllowed)
            guard let row = try session.row("SELECT * FROM person WHERE id = $1", [.text(id)]) else {
                return .failure(wrong)
            }
            if let until = row.integerOrNull("lockedUntil"), until > now {
                return .failure(
                    IntakeError("sign-in.locked", .signInLocked, remedy: .signInLockedRemedy, exit: .notAllowed))
            }
            guard let hash = row.textOrNull("passwordHash"), verify(hash) else {
                let failures = Int(try row.integer("failures")) + 1
                let locked = failures >= RegistryStore.failuresAllowed
                try session.execute(
                    "UPDATE person SET failures = $1, lockedUntil = $2 WHERE id = $3",
                    [
                        .integer(Int64(locked ? 0 : failures)),
                        locked ? .integer(now + RegistryStore.lockMilliseconds) : .null, .text(id),
                    ])
                try RegistryStore.audit(
                    session, at: now, person: id, action: locked ? "sign-in.lock" : "sign-in.fail",
                    subject: "person:" + id, content: [:])
                return .failure(wrong)
            }
            let person = try RegistryStore.person(id, session)
            guard person.trainedOn != nil, person.filing != nil else {
                return .failure(
                    IntakeError(
                        "sign-in.untrained", .signInUntrained, remedy: .signInUntrainedRemedy, exit: .notAllowed))
            }
            try session.execute("UPDATE person SET failures = 0, lockedUntil = NULL WHERE id = $1", [.text(id)])
            try session.execute(
                """
                INSERT INTO signIn (person, day, firstAt) VALUES ($1, $2, $3) ON CONFLICT (person, day) DO NOTHING
                """, [.text(id), .text(CalendarDate(milliseconds: now).iso), .integer(now)])
            try RegistryStore.audit(
                session, at: now, person: id, action: "sign-in", subject: "person:" + id, content: [:])
            return .success(person)
        }
        // A failure is told only after its count is stored.
        return try outcome.get()
    }
}
