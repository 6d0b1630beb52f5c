internal import IntakeModel
internal import Registry

/// 预检: what the national system would answer, found before upload (2001, 2002, 2003), and pictures used twice.
extension RegistryStore {
    static func conflicts(
        _ matter: IntakeCase, _ student: Student?, _ evidence: [EvidenceItem], _ session: any SQLSession
    ) throws -> [IdentityConflict] {
        var found: [IdentityConflict] = []
        if let student {
            if matter.kind != .infoCorrection { found += wrongData(student) }
            for row in try session.rows(
                """
                SELECT number FROM matter WHERE student = $1 AND number <> $2 AND kind NOT IN ('complaint', 'photoUpdate', 'statusReport')
                AND state IN ('open', 'submitted', 'returned') ORDER BY number
                """, [.integer(student.id), .integer(matter.number)])
            where ![.complaint, .photoUpdate, .statusReport].contains(matter.kind) {
                found.append(IdentityConflict(.caseOpen, .conflictCaseOpen.with(String(try row.integer("number")))))
            }
            found += try twins(student, session)
        }
        for hash in Set(evidence.map(\.hash)).sorted() {
            for row in try session.rows(
                "SELECT DISTINCT caseNumber FROM evidence WHERE hash = $1 AND caseNumber <> $2 ORDER BY caseNumber LIMIT 3",
                [.text(hash), .integer(matter.number)])
            {
                found.append(
                    IdentityConflict(
                        .sameImage,
                        .conflictSameImage.with(String(hash.prefix(12)), String(try row.integer("caseNumber")))))
            }
        }
        return found
    }

    /// 2001: what the record says contradicts itself.
    private static func wrongData(_ student: Student) -> [IdentityConflict] {
        guard let text = student[.citizenID] else { return [] }
        guard let id = CitizenID(text), id.hasValidCheckCharacter, let born = id.birthDate else {
            return [IdentityConflict(.wrongData, .findingIDChecksum)]
        }
        var found: [IdentityConflict] = []
        if let birthDate = student[.birthDate], birthDate != born.iso {
            found.append(IdentityConflict(.wrongData, .findingIDBirth))
        }
        if let sex = student[.sex], sex != id.sex.rawValue {
            found.append(IdentityConflict(.wrongData, .findingIDSex))
        }
        return found
    }

    /// 2003: another record has the same number, or the same name, sex and birth date.
    private static func twins(_ student: Student, _ session: any SQLSession) throws -> [IdentityConflict] {
        guard let name = student[.name], let born = student[.birthDate] else { return [] }
        return try session.rows(
            """
            SELECT id FROM student WHERE name = $1 AND birthDate = $2 AND id <> $3
            AND (sex = $4 OR sex IS NULL OR CAST($4 AS TEXT) IS NULL)
            AND (citizenID IS NULL OR CAST($5 AS TEXT) IS NULL OR citizenID = $5) ORDER BY id LIMIT 3
            """,
            [
                .text(name), .text(born), .integer(student.id), .optional(student[.sex]),
                .optional(student[.citizenID]),
            ]
        ).map { IdentityConflict(.problemRecord, .conflictTwin.with(String(try $0.integer("id")))) }
    }
}
