public import IntakeModel
public import Registry

/// Who may see what (R22-7): a person's own organization, what lies under it, and the cases that these have a part in.
extension RegistryStore {
    /// Students by number of the record, student number, citizen ID or name, as far as the person may see them.
    public func students(matching text: String, visibleTo person: String) async throws(IntakeError) -> [Student] {
        let found = try await students(matching: text)
        return try await read { session in
            let actor = try RegistryStore.person(person, session)
            return try found.filter { try RegistryStore.mayRead($0, actor, session) }
        }
    }

    /// One of them; what a person may not see reads as not found.
    public func student(_ text: String, visibleTo person: String) async throws(IntakeError) -> Student {
        let found = try await students(matching: text, visibleTo: person)
        guard let first = found.first else { throw RegistryStore.missing(text) }
        guard found.count == 1 else {
            throw IntakeError("student.ambiguous", .ambiguous.with(text), remedy: .notFoundRemedy, exit: .badInput)
        }
        return first
    }

    /// Cases that the person's organization, or one under it, started, takes part in or has to decide; newest first.
    public func cases(visibleTo person: String, limit: Int = 500) async throws(IntakeError) -> [IntakeCase] {
        try await read { session in
            let actor = try RegistryStore.person(person, session)
            return try session.rows(
                RegistryStore.below + """
                     SELECT * FROM matter WHERE organization IN (SELECT code FROM below)
                        OR releasingSchool IN (SELECT code FROM below) OR receivingSchool IN (SELECT code FROM below)
                        OR turnOrganization IN (SELECT code FROM below)
                    ORDER BY number DESC LIMIT $2
                    """, [.text(actor.organization), .integer(Int64(limit))]
            ).map(RegistryStore.matter)
        }
    }

    /// Throws `registry.not-found` for a case that the person has no part in.
    public func requireVisible(case number: Int64, to person: String) async throws(IntakeError) {
        try await read { session in
            let actor = try RegistryStore.person(person, session)
            guard try RegistryStore.mayRead(try RegistryStore.matter(number, session), actor, session) else {
                throw RegistryStore.missing("case \(number)")
            }
        }
    }

    static func mayRead(_ matter: IntakeCase, _ actor: Person, _ session: any SQLSession) throws -> Bool {
        var codes = [matter.organization, matter.releasingSchool, matter.receivingSchool].compactMap(\.self)
        codes += ComplaintRouting.schools(matter)
        // Who has decided or is to decide has a part in it.
        codes += try session.rows(
            """
            SELECT turnOrganization AS code FROM matter WHERE number = $1 AND turnOrganization IS NOT NULL
            UNION SELECT organization FROM decision WHERE caseNumber = $1 AND organization IS NOT NULL
            """, [.integer(matter.number)]
        ).map { try $0.text("code") }
        let tree = try tree(Array(Set(codes)).sorted(), session)
        return codes.contains { tree.isUnder($0, actor.organization) }
    }

    private static func mayRead(_ student: Student, _ actor: Person, _ session: any SQLSession) throws -> Bool {
        if try tree([student.organization], session).isUnder(student.organization, actor.organization) { return true }
        return try session.rows("SELECT * FROM matter WHERE student = $1", [.integer(student.id)]).contains {
            try mayRead(try matter($0), actor, session)
        }
    }
}
