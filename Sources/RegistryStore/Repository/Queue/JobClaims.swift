public import IntakeModel
public import Registry

/// 领取识别任务: a job at a time, organizations turn by turn and the batches of each side by side, so that an import of
/// thousands of pages keeps nobody's three waiting.
///
/// Of one organization a batch's jobs have tickets that follow each other, from behind the last one served when the first
/// came: start-time fair queueing (Goyal, Vin, Cheng 1996) with jobs of one size.
extension RegistryStore {
    /// Claims the job whose turn it is, for `lease` milliseconds; a lease that ran out is free again.
    public func claimJob(owner: String, lease: Int64) async throws(IntakeError) -> ReadingJob? {
        try await write(.shared) { session, now in
            try RegistryStore.freeLapsed(session, now: now)
            let lanes = try session.rows("SELECT organization FROM queueLane ORDER BY served, organization", [])
            for lane in lanes {
                let organization = try lane.text("organization")
                let row = try session.row(
                    """
                    UPDATE job SET state = 'leased', owner = $1, leaseUntil = $2, attempts = attempts + 1
                    WHERE state = 'queued' AND id = (SELECT id FROM job WHERE organization = $3 AND state = 'queued'
                        ORDER BY ticket, id LIMIT 1 \(session.skippingLocked))
                    RETURNING id, page, attempts, ticket
                    """, [.text(owner), .integer(now + lease), .text(organization)])
                guard let row,
                    let page = try session.row("SELECT * FROM page WHERE id = $1", [.integer(try row.integer("page"))])
                else { continue }
                try session.execute(
                    """
                    UPDATE queueLane SET served = (SELECT MAX(served) + 1 FROM queueLane),
                        ticket = CASE WHEN ticket < $1 THEN $1 ELSE ticket END WHERE organization = $2
                    """, [.integer(try row.integer("ticket")), .text(organization)])
                return ReadingJob(
                    id: try row.integer("id"), page: try row.integer("page"), hash: try page.text("hash"),
                    name: try page.text("name"), attempt: Int(try row.integer("attempts")))
            }
            return nil
        }
    }

    /// A lease that ran out on the last try leaves a poisonous page behind; on an earlier one the job waits again.
    private static func freeLapsed(_ session: any SQLSession, now: Int64) throws {
        let poisoned = try session.rows(
            """
            UPDATE job SET state = 'poisoned', reason = 'lease expired'
            WHERE state = 'leased' AND leaseUntil < $1 AND attempts >= $2 RETURNING page
            """, [.integer(now), .integer(Int64(ReadingJob.tries))])
        for row in poisoned {
            try setAside(try row.integer("page"), Phrase.findingPageIllegible.text(.chinese), session, now: now)
        }
        try session.execute(
            "UPDATE job SET state = 'queued', leaseUntil = NULL WHERE state = 'leased' AND leaseUntil < $1",
            [.integer(now)])
    }

    /// Puts a page into the queue behind the others of its batch.
    static func enqueue(
        page: Int64, organization: String, batch: String, _ session: any SQLSession, now: Int64
    ) throws {
        try session.execute(
            "INSERT INTO job (page, state, createdAt, organization, batchKey, ticket) VALUES ($1, 'queued', $2, $3, $4, $5)",
            [
                .integer(page), .integer(now), .text(organization), .text(batch),
                .integer(try ticket(organization, batch, session)),
            ])
    }

    static func ticket(_ organization: String, _ batch: String, _ session: any SQLSession) throws -> Int64 {
        try session.execute(
            "INSERT INTO queueLane (organization) VALUES ($1) ON CONFLICT (organization) DO NOTHING",
            [.text(organization)])
        let served = try session.row("SELECT ticket FROM queueLane WHERE organization = $1", [.text(organization)])?
            .integer("ticket")
        let last = try session.row(
            "SELECT MAX(ticket) AS ticket FROM job WHERE organization = $1 AND batchKey = $2 AND state = 'queued'",
            [.text(organization), .text(batch)])?.integerOrNull("ticket")
        return max(served ?? 0, last ?? 0) + 1
    }
}
