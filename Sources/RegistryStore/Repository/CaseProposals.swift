public import IntakeModel
public import Registry

/// 页归何案: which open case a paper of the pool belongs to.
extension RegistryStore {
    /// Papers on how many pages, newest first, are looked at.
    private static let pagesLookedAt: Int64 = 300

    /// Proposals for the papers of the person's organization that lie on no case of the student whom they name, in the
    /// order in which their pages came. Rejected papers are left out.
    public func caseProposals(for person: String) async throws(IntakeError) -> [CaseProposal] {
        try await read { session in
            let organization = try RegistryStore.person(person, session).organization
            let rows = try session.rows(
                """
                SELECT d.id, p.hash, p.caseNumber FROM document d JOIN page p ON p.id = d.page
                WHERE d.page IN (SELECT id FROM page WHERE organization = $1 ORDER BY takenAt DESC, id DESC LIMIT $2)
                AND d.organization = $1 AND d.status <> 'rejected' ORDER BY d.page, d.id
                """, [.text(organization), .integer(RegistryStore.pagesLookedAt)])
            return try rows.flatMap { row in
                try self.proposals(
                    for: try RegistryStore.document(try row.integer("id"), session), hash: try row.text("hash"),
                    meant: row.integerOrNull("caseNumber"), of: organization, session)
            }
        }
    }

    private func proposals(
        for document: IntakeDocument, hash: String, meant: Int64?, of organization: String, _ session: any SQLSession
    ) throws -> [CaseProposal] {
        var found: [CaseProposal] = []
        for person in NamedPerson.all(in: document) {
            for student in try RegistryStore.students(named: person, session) {
                let cases = try session.rows(
                    """
                    SELECT * FROM matter WHERE student = $1 AND state IN ('open', 'returned') AND organization = $2
                    ORDER BY number
                    """, [.integer(student.id), .text(organization)]
                ).map(RegistryStore.matter)
                for matter in cases {
                    let known = try session.row(
                        "SELECT id FROM evidence WHERE hash = $1 AND caseNumber = $2",
                        [.text(hash), .integer(matter.number)])
                    guard known == nil else { continue }
                    var doubts = RegistryStore.doubts(person, student, document, matter)
                    if cases.count > 1 { doubts.append(.severalCases) }
                    if try !asks(matter, for: document.reading.documentType) { doubts.append(.notAsked) }
                    if let meant, meant != matter.number { doubts.append(.scannedForAnother) }
                    found.append(
                        CaseProposal(
                            page: document.page, document: document.id, documentType: document.reading.documentType,
                            caseNumber: matter.number, student: student.id, row: person.row, doubts: doubts))
                }
            }
        }
        return found
    }

    private static func doubts(
        _ person: NamedPerson, _ student: Student, _ document: IntakeDocument, _ matter: IntakeCase
    ) -> [CaseProposal.Doubt] {
        var doubts: [CaseProposal.Doubt] = []
        if !person.isNumbered(student) { doubts.append(.byName) }
        if document.status != .verified { doubts.append(.unverified) }
        if person.contradictsNumbers(of: student) { doubts.append(.numbersDisagree) }
        if person.contradictsNames(of: student, in: matter) { doubts.append(.nameDiffers) }
        return doubts
    }

    private func asks(_ matter: IntakeCase, for type: DocumentType) throws(IntakeError) -> Bool {
        let plan = try judge(matter).pack.plan(matter.kind)
        return plan?.evidence.contains { $0.kinds.contains(type.rawValue) } == true
    }

    /// By number; by name and birth date where no number stands.
    private static func students(named person: NamedPerson, _ session: any SQLSession) throws -> [Student] {
        if person.citizenID != nil || person.studentNumber != nil {
            var fields: [StudentField: String] = [:]
            fields[.citizenID] = person.citizenID
            fields[.studentNumber] = person.studentNumber
            return try students(matching: fields, session)
        }
        guard let name = person.name, let birthDate = person.birthDate else { return [] }
        return try session.rows(
            "SELECT * FROM student WHERE name = $1 AND birthDate = $2 ORDER BY id LIMIT 5",
            [.text(name), .text(birthDate)]
        ).map(student)
    }
}
