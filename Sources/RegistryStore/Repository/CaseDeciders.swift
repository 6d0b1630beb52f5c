internal import Registry

/// 办理单位: organizations that decided a case which does not name them. It stays on their lists, and these ask no decision.
extension RegistryStore {
    static func noteDecider(_ organization: String, of matter: IntakeCase, _ session: any SQLSession) throws {
        guard ![matter.organization, matter.releasingSchool, matter.receivingSchool].contains(organization) else {
            return
        }
        try session.execute(
            """
            INSERT INTO caseDecider (organization, caseNumber) VALUES ($1, $2)
            ON CONFLICT (organization, caseNumber) DO NOTHING
            """, [.text(organization), .integer(matter.number)])
    }

    /// The case is on no list of what is under way any more.
    static func noteEnd(ofCase number: Int64, _ session: any SQLSession) throws {
        try session.execute("UPDATE caseDecider SET ended = 1 WHERE caseNumber = $1", [.integer(number)])
    }
}
