public import IntakeModel
public import Registry

/// 首次设置: the first password, when nobody has one yet.
extension RegistryStore {
    public func hasPasswords() async throws(IntakeError) -> Bool {
        try await read { try RegistryStore.hasPasswords($0) }
    }

    public func people() async throws(IntakeError) -> [Person] {
        try await read { session in
            try session.rows("SELECT id FROM person ORDER BY id", []).map {
                try RegistryStore.person(try $0.text("id"), session)
            }
        }
    }

    /// Gives `person` the first password; puts them, and `organization` when one is given, on record.
    ///
    /// Throws `setup.done` when somebody has a password by now: of two people with the link one wins.
    public func setUp(_ person: Person, organization: Organization?, passwordHash: String) async throws(IntakeError) {
        guard try await !hasPasswords() else { throw RegistryStore.setUpAlready }
        if let organization, try await self.organization(organization.code) == nil {
            try await add(organization, by: person.id)
        }
        var administrator = person
        administrator.isAdministrator = true
        try await add(administrator, by: person.id)
        try await write { session, now in
            guard try !RegistryStore.hasPasswords(session) else { throw RegistryStore.setUpAlready }
            try session.execute(
                "UPDATE person SET passwordHash = $1, failures = 0, lockedUntil = NULL WHERE id = $2",
                [.text(passwordHash), .text(person.id)])
            try RegistryStore.audit(
                session, at: now, person: person.id, action: "desk.setup", subject: "person:" + person.id, content: [:])
        }
    }

    private static func hasPasswords(_ session: any SQLSession) throws -> Bool {
        try session.row("SELECT id FROM person WHERE passwordHash IS NOT NULL LIMIT 1", []) != nil
    }

    private static var setUpAlready: IntakeError {
        IntakeError("setup.done", .deskSetUpAlready, remedy: .deskSetUpAlreadyRemedy, exit: .notAllowed)
    }
}
