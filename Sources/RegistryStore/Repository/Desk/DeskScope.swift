public import IntakeModel
public import Registry

/// 查看范围: a person sees what belongs to their organization, what lies under it, and cases that it takes part in.
extension RegistryStore {
    /// Throws `desk.foreign` when the case is none of the person's business.
    public func requireCase(_ number: Int64, visibleTo person: Person) async throws(IntakeError) {
        try await read { session in
            _ = try RegistryStore.matter(number, session)
            guard try RegistryStore.hasPart(person.organization, inCase: number, session) else {
                throw RegistryStore.foreign
            }
        }
    }

    /// Throws `desk.foreign` unless the page is of the person's organization, lies under it, or is evidence on a case
    /// that the organization takes part in; answers whether it is seen for another reason than a case.
    @discardableResult
    public func requirePage(_ page: Int64, visibleTo person: Person) async throws(IntakeError) -> Bool {
        try await read { session in
            guard let found = try session.row("SELECT organization FROM page WHERE id = $1", [.integer(page)]) else {
                throw RegistryStore.missing("page \(page)")
            }
            let owner = try found.text("organization")
            if try RegistryStore.tree([owner], session).isUnder(owner, person.organization) { return true }
            let row = try session.row(
                RegistryStore.below + """
                     SELECT m.number FROM evidence e JOIN matter m ON m.number = e.caseNumber
                    WHERE e.page = $2 AND \(RegistryStore.partOf("m")) LIMIT 1
                    """, [.text(person.organization), .integer(page)])
            if row == nil { throw RegistryStore.foreign }
            return false
        }
    }
}
