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

    /// Throws `registry.not-found` for a case that the person has no part in.
    public func requireVisible(case number: Int64, to person: String) async throws(IntakeError) {
        try await read { session in
            let actor = try RegistryStore.person(person, session)
            guard try RegistryStore.hasPart(actor.organization, inCase: number, session) else {
                throw RegistryStore.missing("case \(number)")
            }
        }
    }

    static func hasPart(_ organization: String, inCase number: Int64, _ session: any SQLSession) throws -> Bool {
        try session.row(
            below + " SELECT m.number FROM matter m WHERE m.number = $2 AND " + partOf("m"),
            [.text(organization), .integer(number)]) != nil
    }

    /// After ``below``: the case `alias` was started by one of these organizations, is about a move between them, is
    /// theirs to decide, or was decided by them.
    static func partOf(_ alias: String) -> String {
        let columns = ["organization", "turnOrganization", "releasingSchool", "receivingSchool"]
        let parties = columns.map { "\(alias).\($0) IN (SELECT code FROM below)" }.joined(separator: " OR ")
        return """
            (\(parties) OR EXISTS (SELECT 1 FROM decision d WHERE d.caseNumber = \(alias).number
                AND d.organization IN (SELECT code FROM below)))
            """
    }

    private static func mayRead(_ student: Student, _ actor: Person, _ session: any SQLSession) throws -> Bool {
        if try tree([student.organization], session).isUnder(student.organization, actor.organization) { return true }
        return try session.row(
            below + " SELECT m.number FROM matter m WHERE m.student = $2 AND \(partOf("m")) LIMIT 1",
            [.text(actor.organization), .integer(student.id)]) != nil
    }
}
