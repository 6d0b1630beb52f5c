internal import IntakeModel

/// Whose papers they are, and whether they prove what is asked.
extension CaseChecks {
    /// R22-2: the papers of the case are this student's, and the record's own numbers agree with each other.
    static let sameChild: Check = { file, _ in
        guard let student = file.student else { return [] }
        var found: [Objection] = []
        let papers = file.valid.compactMap(\.document).filter { $0.status == .verified }
        for paper in papers where IdentityMatch.speaksOfPerson(paper) {
            if !IdentityMatch.names(student, in: paper, except: file.matter.field) {
                found.append(
                    Objection("R22-2", .obstacleOtherPersonOn.with(phrases: paper.reading.documentType.title)))
            }
        }
        return found
    }

    /// R13-4: the new value is what the proof says.
    static let valueProven: Check = { file, _ in
        guard let field = file.matter.field, let wanted = file.matter.newValue else {
            return [Objection("R13-4", .caseNeedsField)]
        }
        let proofs = file.papers([.residentCard, .householdRegisterCover, .policeCertificate])
            .filter { $0.status == .verified }
        guard !proofs.isEmpty else { return [] }  // that it is missing is said elsewhere
        guard let student = file.student else { return [Objection("R13-4", .caseNeedsStudent)] }
        let own = proofs.filter { IdentityMatch.names(student, in: $0, except: field) }
        guard !own.isEmpty, !own.contains(where: { $0.value(field.key) == wanted }) else { return [] }
        return [Objection("R13-4", .obstacleValueNotProven.with(phrases: field.key.title))]
    }

    /// R13-1: father, mother or guardian apply.
    static let guardianApplies: Check = { file, _ in
        file.matter.details[.applicantRelation] == nil ? [Objection("R13-1", .obstacleNoRelation)] : []
    }

    /// R09-1: what is to be registered is what the household register says.
    static let collectedFromRegister: Check = { file, _ in
        guard let student = file.student else { return [Objection("R09-1", .caseNeedsStudent)] }
        let cards = file.papers([.residentCard]).filter { $0.status == .verified }
        guard let card = cards.first else { return [] }
        var found: [Objection] = []
        for field in [StudentField.name, .sex, .birthDate, .citizenID] {
            let known = student[field] ?? ""
            let read = card.value(field.key) ?? ""
            if known != read {
                found.append(Objection("R09-1", .obstacleNotAsRegistered.with(phrases: field.key.title)))
            }
        }
        return found
    }

    /// R15-15, R15-12: 学籍号 and 身份证号 are there.
    static let numbersKnown: Check = { file, _ in
        guard let student = file.student else { return [Objection("R15-15", .caseNeedsStudent)] }
        return [StudentField.studentNumber, .citizenID].filter { (student[$0] ?? "").isEmpty }.map {
            Objection("R15-15", .obstacleNumberMissing.with(phrases: $0.key.title))
        }
    }
}

/// Whether a paper is a student's.
enum IdentityMatch {
    /// Every identifying field that both know agrees, and at least one does, leaving aside the field to be corrected.
    ///
    /// A ledger is the student's when one of its rows is.
    static func names(_ student: Student, in document: IntakeDocument, except field: StudentField?) -> Bool {
        let rows = document.reading.rows.indices
        guard !rows.isEmpty else { return agrees(student, except: field) { document.value($0) } }
        return rows.contains { row in
            agrees(student, except: field) { document.value(FieldKey(row: row + 1, $0)) }
        }
    }

    /// Papers such as a household register's cover name no student.
    static func speaksOfPerson(_ document: IntakeDocument) -> Bool {
        let keys: [FieldKey] = [.name, .citizenID, .studentNumber]
        return document.reading.rows.indices.contains { row in
            keys.contains { !(document.value(FieldKey(row: row + 1, $0)) ?? "").isEmpty }
        } || keys.contains { !(document.value($0) ?? "").isEmpty }
    }

    private static func agrees(
        _ student: Student, except field: StudentField?, _ value: (FieldKey) -> String?
    ) -> Bool {
        var agreed = 0
        for identity in [StudentField.citizenID, .studentNumber, .name] where identity != field {
            guard let known = student[identity], let read = value(identity.key), !read.isEmpty else { continue }
            // 学籍号 may keep the ID from before a correction; it proves sameness, its difference proves nothing.
            if identity == .studentNumber, known != read { continue }
            guard known == read else { return false }
            agreed += 1
        }
        return agreed > 0
    }
}
