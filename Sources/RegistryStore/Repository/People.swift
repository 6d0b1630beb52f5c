public import IntakeModel
public import Registry

/// Organizations and people.
extension RegistryStore {
    public func add(_ organization: Organization, by person: String) async throws(IntakeError) {
        try await write { session, now in
            if let parent = organization.parent,
                try session.row("SELECT code FROM organization WHERE code = $1", [.text(parent)]) == nil
            {
                throw RegistryStore.missing(parent)
            }
            try session.execute(
                """
                INSERT INTO organization (code, name, level, parent, stages, phone, isExternal)
                VALUES ($1, $2, $3, $4, $5, $6, $7)
                ON CONFLICT (code) DO UPDATE SET name = excluded.name, level = excluded.level, parent = excluded.parent,
                    stages = excluded.stages, phone = excluded.phone, isExternal = excluded.isExternal
                """,
                [
                    .text(organization.code), .text(organization.name), .text(organization.level.rawValue),
                    .optional(organization.parent),
                    .text(organization.stages.map(\.rawValue).joined(separator: ",")), .optional(organization.phone),
                    .integer(organization.isExternal ? 1 : 0),
                ])
            try RegistryStore.audit(
                session, at: now, person: person, action: "organization.add",
                subject: "organization:" + organization.code, content: ["level": organization.level.rawValue])
        }
    }

    public func add(_ added: Person, by person: String) async throws(IntakeError) {
        try await write { session, now in
            guard try session.row("SELECT code FROM organization WHERE code = $1", [.text(added.organization)]) != nil
            else { throw RegistryStore.missing(added.organization) }
            try session.execute(
                """
                INSERT INTO person (id, name, role, organization, trainedOn, filing, isAdministrator)
                VALUES ($1, $2, $3, $4, $5, $6, $7)
                ON CONFLICT (id) DO UPDATE SET name = excluded.name, role = excluded.role,
                    organization = excluded.organization, trainedOn = excluded.trainedOn, filing = excluded.filing,
                    isAdministrator = CASE WHEN excluded.isAdministrator = 1 THEN 1 ELSE person.isAdministrator END
                """,
                [
                    .text(added.id), .text(added.name), .text(added.role.rawValue), .text(added.organization),
                    .optional(added.trainedOn), .optional(added.filing), .integer(added.isAdministrator ? 1 : 0),
                ])
            try RegistryStore.audit(
                session, at: now, person: person, action: "person.add", subject: "person:" + added.id,
                content: ["role": added.role.rawValue, "organization": added.organization])
        }
    }

    public func person(_ id: String) async throws(IntakeError) -> Person {
        try await read { try RegistryStore.person(id, $0) }
    }

    public func organizations() async throws(IntakeError) -> [Organization] {
        try await read { session in
            try session.rows("SELECT * FROM organization ORDER BY code", []).map(RegistryStore.organization)
        }
    }

    /// People of an organization and of everything under it.
    public func people(under organization: String) async throws(IntakeError) -> [Person] {
        try await read { session in
            try session.rows(
                RegistryStore.below
                    + " SELECT p.id FROM person p JOIN below ON p.organization = below.code ORDER BY p.organization, p.id",
                [.text(organization)]
            ).map { try RegistryStore.person(try $0.text("id"), session) }
        }
    }

    /// By code or by name.
    public func organization(_ name: String) async throws(IntakeError) -> Organization? {
        try await read { session in
            try session.row("SELECT * FROM organization WHERE code = $1 OR name = $1", [.text(name)])
                .map(RegistryStore.organization)
        }
    }

    static func organization(_ row: SQLRow) throws -> Organization {
        guard let level = OrganizationLevel(rawValue: try row.text("level")) else { throw RowFault(column: "level") }
        return Organization(
            code: try row.text("code"), name: try row.text("name"), level: level, parent: row.textOrNull("parent"),
            stages: try row.text("stages").split(separator: ",").compactMap { SchoolStage(rawValue: String($0)) },
            phone: row.textOrNull("phone"), isExternal: try row.integer("isExternal") == 1)
    }

    static func person(_ id: String, _ session: any SQLSession) throws -> Person {
        guard let row = try session.row("SELECT * FROM person WHERE id = $1", [.text(id)]) else {
            throw IntakeError(
                "person.unknown", .personUnknown.with(id), remedy: .personUnknownRemedy, exit: .notAllowed)
        }
        guard let role = Role(rawValue: try row.text("role")) else { throw RowFault(column: "role") }
        return Person(
            id: id, name: try row.text("name"), role: role, organization: try row.text("organization"),
            trainedOn: row.textOrNull("trainedOn"), filing: row.textOrNull("filing"),
            isAdministrator: try row.integer("isAdministrator") == 1)
    }
}
