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
                SELECT d.id, p.hash, \(RegistryStore.meant) AS meant FROM document d JOIN page p ON p.id = d.page
                WHERE d.page IN (SELECT id FROM page WHERE organization = $1 ORDER BY takenAt DESC, id DESC LIMIT $2)
                AND d.organization = $1 AND d.status <> 'rejected' ORDER BY d.page, d.id
                """, [.text(organization), .integer(RegistryStore.pagesLookedAt)])
            return try rows.flatMap { row in
                try self.proposals(
                    for: try RegistryStore.document(try row.integer("id"), session), hash: try row.text("hash"),
                    meant: row.integerOrNull("meant"), of: organization, session)
            }
        }
    }

    func proposals(
        for document: IntakeDocument, hash: String, meant: Int64?, of organization: String, _ session: any SQLSession
    ) throws -> [CaseProposal] {
        var found: [CaseProposal] = []
        for person in NamedPerson.all(in: document) {
            for student in try RegistryStore.students(named: person, session) {
                let cases = try RegistryStore.openCases(of: student.id, in: organization, session)
                for matter in cases {
                    let known = try session.row(
                        """
                        SELECT id FROM evidence
                        WHERE hash = $1 AND caseNumber = $2 AND (document IS NULL OR document = $3)
                        """, [.text(hash), .integer(matter.number), .integer(document.id)])
                    guard known == nil else { continue }
                    found.append(
                        CaseProposal(
                            page: document.page, document: document.id, documentType: document.reading.documentType,
                            caseNumber: matter.number, student: student.id, row: person.row,
                            doubts: try doubts(
                                of: document, for: person, student, in: matter, openCases: cases.count, meant: meant,
                                session)))
                }
            }
        }
        return found
    }

    /// What speaks against a paper's going to a case that a person chose: as ``CaseProposal`` has it where the paper names
    /// the case's student, and ``CaseProposal/Doubt/namesAnother`` where it does not.
    func doubts(
        of document: IntakeDocument, in matter: IntakeCase, meant: Int64?, _ session: any SQLSession
    ) throws -> [CaseProposal.Doubt] {
        guard let number = matter.student else {
            return try doubts(of: document, for: nil, nil, in: matter, openCases: 1, meant: meant, session)
        }
        let student = try RegistryStore.student(id: number, session)
        let cases = try RegistryStore.openCases(of: number, in: matter.organization, session).count
        let people = try NamedPerson.all(in: document).filter { person in
            try RegistryStore.students(named: person, session).contains { $0.id == number }
        }
        guard !people.isEmpty else {
            return try doubts(of: document, for: nil, student, in: matter, openCases: cases, meant: meant, session)
        }
        // Of several rows of a ledger the one that speaks for the student most.
        return try people.map {
            try doubts(of: document, for: $0, student, in: matter, openCases: cases, meant: meant, session)
        }.min { $0.count < $1.count } ?? []
    }

    private func doubts(
        of document: IntakeDocument, for person: NamedPerson?, _ student: Student?, in matter: IntakeCase,
        openCases: Int, meant: Int64?, _ session: any SQLSession
    ) throws -> [CaseProposal.Doubt] {
        var doubts: [CaseProposal.Doubt] = []
        if let person, let student {
            if !person.isNumbered(student) { doubts.append(.byName) }
            if document.status != .verified { doubts.append(.unverified) }
            if person.contradictsNumbers(of: student) { doubts.append(.numbersDisagree) }
            if person.contradictsNames(of: student, in: matter) { doubts.append(.nameDiffers) }
        } else {
            if student != nil { doubts.append(.namesAnother) }
            if document.status != .verified { doubts.append(.unverified) }
        }
        if openCases > 1 { doubts.append(.severalCases) }
        if try !asks(matter, for: document.reading.documentType) { doubts.append(.notAsked) }
        if let meant, meant != matter.number { doubts.append(.scannedForAnother) }
        let twin = try RegistryStore.twins(document.page, session).contains { twin in
            try session.row(
                "SELECT id FROM evidence WHERE caseNumber = $1 AND page = $2",
                [.integer(matter.number), .integer(twin)]) != nil
        }
        if twin { doubts.append(.perhapsThere) }
        return doubts
    }

    /// Cases about a student that papers can still be put on.
    private static func openCases(
        of student: Int64, in organization: String, _ session: any SQLSession
    ) throws -> [IntakeCase] {
        try session.rows(
            """
            SELECT * FROM matter WHERE student = $1 AND state IN ('open', 'returned') AND organization = $2
            ORDER BY number
            """, [.integer(student), .text(organization)]
        ).map(matter)
    }

    private func asks(_ matter: IntakeCase, for type: DocumentType) throws(IntakeError) -> Bool {
        let plan = try judge(matter).pack.plan(matter.kind)
        return plan?.evidence.contains { $0.kinds.contains(type.rawValue) } == true
    }

    /// By number; by name and birth date where no number stands.
    static func students(named person: NamedPerson, _ session: any SQLSession) throws -> [Student] {
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
