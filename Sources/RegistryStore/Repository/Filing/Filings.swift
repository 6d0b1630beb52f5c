public import IntakeModel
public import Registry

/// 归档: putting papers of the pool on cases or keeping them out, and taking that back before the case is submitted.
extension RegistryStore {
    /// Puts one paper on a case. `seen` is what the person was told to speak against it; whether they saw the original and
    /// where the paper lies is as ``Attachment`` has it.
    ///
    /// Throws `filing.changed` when by now something else does, and `filing.reason` when that asks for a reason and none
    /// is given.
    public func filePaper(
        _ document: Int64, inCase number: Int64, seen: [CaseProposal.Doubt], reason: String?, isOriginal: Bool = false,
        keptAt: String? = nil, by person: String, language: Language = .chinese
    ) async throws(IntakeError) -> FilingAct {
        try await write { session, now in
            let paper = try RegistryStore.fileable(document, RegistryStore.person(person, session), session)
            let doubts = try self.doubts(
                of: paper, in: try RegistryStore.matter(number, session),
                meant: try RegistryStore.meantCase(paper, session), session)
            guard paper.status == .verified, Set(doubts) == Set(seen) else {
                throw IntakeError("filing.changed", .filingChanged, remedy: .filingChangedRemedy, exit: .busy)
            }
            guard !doubts.contains(where: \.needsReason) || reason != nil else {
                throw IntakeError("filing.reason", .filingReason, remedy: .filingReasonRemedy, exit: .usage)
            }
            let evidence = try RegistryStore.attach(
                Attachment(
                    page: paper.page, document: document, isOriginal: isOriginal, keptAt: keptAt, reason: reason),
                toCase: number, by: person, language: language, session, now: now)
            guard let item = evidence.first else {
                throw IntakeError("filing.changed", .filingChanged, remedy: .filingChangedRemedy, exit: .busy)
            }
            return try RegistryStore.add(
                FilingAct(
                    id: 0, document: document, action: .attach, caseNumber: number, evidence: item, doubts: doubts,
                    reason: reason, undoes: nil, person: person, at: now), session)
        }
    }

    /// 不归入案卷: the paper waits for no case any more. Throws `filing.reason` without a reason.
    public func keepPaperOut(
        _ document: Int64, reason: String?, by person: String
    ) async throws(IntakeError) -> FilingAct {
        try await write { session, now in
            _ = try RegistryStore.fileable(document, RegistryStore.person(person, session), session)
            guard let reason else {
                throw IntakeError("filing.reason", .filingReason, remedy: .filingReasonRemedy, exit: .usage)
            }
            return try RegistryStore.add(
                FilingAct(
                    id: 0, document: document, action: .keepOut, caseNumber: nil, evidence: nil, doubts: [],
                    reason: reason, undoes: nil, person: person, at: now), session)
        }
    }

    /// Takes back the person's newest act that still holds; answers that act. Evidence goes off its case.
    ///
    /// Throws `filing.nothing` when there is none, and `filing.sealed` when the case was submitted meanwhile, the item was
    /// superseded, or its paper's place is on record.
    public func takeBackFiling(by person: String) async throws(IntakeError) -> FilingAct {
        try await write { session, now in
            let last = try session.row(
                """
                SELECT * FROM filing f WHERE f.person = $1 AND f.action <> 'undo'
                AND NOT EXISTS (SELECT 1 FROM filing u WHERE u.undoes = f.id) ORDER BY f.id DESC LIMIT 1
                """, [.text(person)])
            guard let act = try last.map(RegistryStore.filing) else {
                throw IntakeError("filing.nothing", .reviewNothingToUndo, remedy: .deskForgedRemedy, exit: .usage)
            }
            if let evidence = act.evidence, let number = act.caseNumber {
                try RegistryStore.detach(
                    evidence, document: act.document, fromCase: number, attachedAt: act.at, by: person, session,
                    now: now)
            }
            _ = try RegistryStore.add(
                FilingAct(
                    id: 0, document: act.document, action: .undo, caseNumber: act.caseNumber, evidence: act.evidence,
                    doubts: [], reason: nil, undoes: act.id, person: person, at: now), session)
            return act
        }
    }

    /// One act, to the person who did it; `nil` to others.
    public func filing(_ id: Int64, by person: String) async throws(IntakeError) -> FilingAct? {
        try await read { session in
            try session.row("SELECT * FROM filing WHERE id = $1 AND person = $2", [.integer(id), .text(person)])
                .map(RegistryStore.filing)
        }
    }

    public func isTakenBack(filing id: Int64) async throws(IntakeError) -> Bool {
        try await read { try $0.row("SELECT id FROM filing WHERE undoes = $1", [.integer(id)]) != nil }
    }

    // MARK: Inside a transaction

    /// Takes an item off a case, and what attaching it found out about its paper off the paper.
    private static func detach(
        _ evidence: Int64, document id: Int64, fromCase number: Int64, attachedAt: Int64, by person: String,
        _ session: any SQLSession, now: Int64
    ) throws {
        let matter = try matter(number, session)
        let free = try session.row(
            """
            SELECT e.hash FROM evidence e WHERE e.id = $1 AND e.sealed = 0
            AND NOT EXISTS (SELECT 1 FROM archive a WHERE a.evidence = e.id)
            AND NOT EXISTS (SELECT 1 FROM evidence s WHERE s.supersedes = e.id)
            """, [.integer(evidence)])
        guard let free, matter.state == .open || matter.state == .returned else {
            throw IntakeError(
                "filing.sealed", .filingSealed.with(String(number)), remedy: .filingSealedRemedy, exit: .notAllowed)
        }
        try session.execute("DELETE FROM evidence WHERE id = $1", [.integer(evidence)])
        var document = try document(id, session)
        try noteOnCase(page: document.page, session)
        document.reading.findings.removeAll { $0.code == .crossDocumentMismatch && $0.raisedAt == attachedAt }
        try store(document, session)
        _ = try settle(id, by: person, session, now: now)
        try audit(
            session, at: now, person: person, action: "case.detach", subject: "case:\(number)",
            content: ["evidence": String(evidence), "hash": try free.text("hash")])
    }

    private static func add(_ act: FilingAct, _ session: any SQLSession) throws -> FilingAct {
        let row = try session.row(
            """
            INSERT INTO filing (document, action, caseNumber, evidence, doubts, reason, undoes, person, createdAt)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) RETURNING *
            """,
            [
                .integer(act.document), .text(act.action.rawValue), .optional(act.caseNumber), .optional(act.evidence),
                .text(act.doubts.map(\.rawValue).joined(separator: ",")), .optional(act.reason), .optional(act.undoes),
                .text(act.person), .integer(act.at),
            ])
        guard let row else { throw RowFault(column: "filing") }
        try audit(
            session, at: act.at, person: act.person, action: "filing." + act.action.rawValue,
            subject: "document:\(act.document)",
            content: [
                "case": act.caseNumber.map(String.init) ?? "",
                "doubts": act.doubts.map(\.rawValue).joined(separator: ","),
            ])
        return try filing(row)
    }

    private static func filing(_ row: SQLRow) throws -> FilingAct {
        guard let action = FilingAct.Action(rawValue: try row.text("action")) else { throw RowFault(column: "action") }
        return FilingAct(
            id: try row.integer("id"), document: try row.integer("document"), action: action,
            caseNumber: row.integerOrNull("caseNumber"), evidence: row.integerOrNull("evidence"),
            doubts: try row.text("doubts").split(separator: ",").compactMap {
                CaseProposal.Doubt(rawValue: String($0))
            },
            reason: row.textOrNull("reason"), undoes: row.integerOrNull("undoes"), person: try row.text("person"),
            at: try row.integer("createdAt"))
    }
}
