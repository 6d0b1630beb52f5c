public import IntakeModel
public import Registry

/// 复核设置 of organizations: what is set nearest above a school holds for it.
extension RegistryStore {
    public func settings(for organization: String) async throws(IntakeError) -> DeskSettings {
        try await read { try RegistryStore.settings(organization, $0) }
    }

    /// Throws `desk.administrator` unless the person is an administrator over the organization.
    public func set(
        _ settings: DeskSettings, for organization: String, by person: String
    ) async throws(IntakeError) {
        try await write { session, now in
            try RegistryStore.requireAdministrator(person, over: organization, session)
            let before = try RegistryStore.settings(organization, session)
            try session.execute(
                """
                INSERT INTO deskSetting (organization, content, person, changedAt) VALUES ($1, $2, $3, $4)
                ON CONFLICT (organization) DO UPDATE SET content = excluded.content, person = excluded.person,
                    changedAt = excluded.changedAt
                """,
                [.text(organization), .text(try CanonicalJSON.text(settings)), .text(person), .integer(now)])
            try RegistryStore.audit(
                session, at: now, person: person, action: "desk.settings", subject: "organization:" + organization,
                content: ["before": try CanonicalJSON.text(before), "after": try CanonicalJSON.text(settings)])
        }
    }

    static func settings(_ organization: String, _ session: any SQLSession) throws -> DeskSettings {
        let line = try tree([organization], session).line(of: organization).map(\.code)
        let marks = line.indices.map { "$\($0 + 1)" }.joined(separator: ", ")
        guard !line.isEmpty else { return .standard }
        let rows = try session.rows(
            "SELECT organization, content FROM deskSetting WHERE organization IN (\(marks))", line.map(SQLValue.text))
        for code in line {
            for row in rows where try row.text("organization") == code {
                return try CanonicalJSON.value(try row.text("content"))
            }
        }
        return .standard
    }

    static func requireAdministrator(
        _ person: String, over organization: String, _ session: any SQLSession
    ) throws {
        let actor = try RegistryStore.person(person, session)
        guard actor.isAdministrator, try tree([organization], session).isUnder(organization, actor.organization) else {
            throw IntakeError(
                "desk.administrator", .deskNotAdministrator, remedy: .deskForeignRemedy, exit: .notAllowed)
        }
    }
}
