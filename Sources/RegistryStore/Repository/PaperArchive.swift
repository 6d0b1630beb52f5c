public import IntakeModel
internal import Registry

/// 纸质档案 (R11-1, R11-2): where each paper lies, and that none is destroyed too early.
extension RegistryStore {
    /// Records where the paper of an evidence item lies from now on.
    public func keepPaper(_ evidence: Int64, at place: String, by person: String) async throws(IntakeError) {
        try await archive(evidence, "kept", place: place, reason: nil, by: person) { _, _ in }
    }

    /// Records that a paper was destroyed. Throws `archive.too-early` before its student's graduation and three years
    /// (as the case's rule pack has it) have passed.
    public func destroyPaper(_ evidence: Int64, reason: String, by person: String) async throws(IntakeError) {
        try await archive(evidence, "destroyed", place: nil, reason: reason, by: person) { file, today in
            let judge = try judge(file.matter)
            let rule = judge.pack.parameters["paperKept"]
            guard let graduated = file.student?.graduatedOn.flatMap({ CalendarDate(iso: $0) }) else {
                throw IntakeError(
                    "archive.too-early", .archiveNotGraduated, remedy: .archiveRemedy, exit: .notAllowed)
            }
            let allowed = rule?.period.map { judge.calendar.end(of: $0, from: graduated) }
            guard let allowed, today.iso >= allowed.iso else {
                throw IntakeError(
                    "archive.too-early", .archiveTooEarly.with(allowed?.iso ?? "—"), remedy: .archiveRemedy,
                    exit: .notAllowed)
            }
        }
    }

    private func archive(
        _ evidence: Int64, _ action: String, place: String?, reason: String?, by person: String,
        unless refuse: @escaping @Sendable (CaseFile, CalendarDate) throws -> Void
    ) async throws(IntakeError) {
        try await write { session, now in
            let today = CalendarDate(milliseconds: now)
            guard
                let row = try session.row("SELECT caseNumber FROM evidence WHERE id = $1", [.integer(evidence)])
            else { throw RegistryStore.missing("evidence \(evidence)") }
            let file = try RegistryStore.caseFile(try row.integer("caseNumber"), session, today: today)
            guard try RegistryStore.person(person, session).organization == file.matter.organization else {
                throw RegistryStore.notAllowed
            }
            let gone = try session.row(
                "SELECT id FROM archive WHERE evidence = $1 AND action = 'destroyed'", [.integer(evidence)])
            guard gone == nil else {
                throw IntakeError("archive.gone", .archiveGone, remedy: .notFoundRemedy, exit: .busy)
            }
            try refuse(file, today)
            try session.execute(
                "INSERT INTO archive (evidence, action, place, reason, person, createdAt) VALUES ($1, $2, $3, $4, $5, $6)",
                [
                    .integer(evidence), .text(action), .optional(place), .optional(reason), .text(person),
                    .integer(now),
                ])
            try RegistryStore.audit(
                session, at: now, person: person, action: "archive." + action, subject: "evidence:\(evidence)",
                content: ["place": place ?? "", "reason": reason ?? ""])
        }
    }
}
