internal import IntakeModel
internal import Registry

/// Papers of one case held against each other when they are attached.
extension RegistryStore {
    /// Writes what the paper says otherwise than those already on the case into its findings; then it waits for a person.
    static func compare(
        _ id: Int64, withCase number: Int64, _ session: any SQLSession, at time: Int64, language: Language
    ) throws {
        var document = try document(id, session)
        let comparison = PaperComparison(.numberOrName, language: language)
        let others = try session.rows(
            "SELECT document FROM evidence WHERE caseNumber = $1 AND document IS NOT NULL ORDER BY id",
            [.integer(number)]
        ).map { try Self.document(try $0.integer("document"), session) }
        let findings = others.filter { $0.id != id && $0.status != .rejected }.flatMap { other in
            comparison.findings(PaperComparison.Paper(document), against: PaperComparison.Paper(other), at: time)
        }
        // Papers of one page were compared when they were read.
        let new = findings.filter { finding in
            !document.reading.findings.contains {
                $0.code == finding.code && $0.field == finding.field && $0.regions == finding.regions
            }
        }
        guard !new.isEmpty else { return }
        document.reading.findings += new
        if document.status != .rejected { document.status = .pending }
        try store(document, session)
    }
}
