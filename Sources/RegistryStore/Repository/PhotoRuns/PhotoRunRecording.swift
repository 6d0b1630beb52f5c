public import IntakeModel
public import Registry

/// 照片批次的登记: what the process that checks photos writes down.
extension RegistryStore {
    /// Puts a run on record, or takes up the one that was begun over the same files.
    ///
    /// - Parameters:
    ///   - key: the same for the same files and settings.
    ///   - resumed: photos that were found done already.
    public func beginPhotoRun(
        key: String, name: String, profile: String, total: Int, resumed: Int, by person: String
    ) async throws(IntakeError) -> PhotoRun {
        try await write { session, now in
            let actor = try RegistryStore.person(person, session)
            let known = try session.row("SELECT id FROM photoRun WHERE runKey = $1", [.text(key)])
            let row = try session.row(
                """
                INSERT INTO photoRun (organization, runKey, name, profile, person, state, total, done, passed, review,
                    failed, resumed, startedAt, seenAt)
                VALUES ($1, $2, $3, $4, $5, 'running', $6, 0, 0, 0, 0, $7, $8, $8)
                ON CONFLICT (runKey) DO UPDATE SET state = 'running', done = 0, passed = 0, review = 0, failed = 0,
                    resumed = excluded.resumed, startedAt = excluded.startedAt, seenAt = excluded.seenAt, fault = NULL
                RETURNING *
                """,
                [
                    .text(actor.organization), .text(key), .text(name), .text(profile), .text(person),
                    .integer(Int64(total)), .integer(Int64(resumed)), .integer(now),
                ])
            guard let row else { throw RowFault(column: "photoRun") }
            let run = try RegistryStore.photoRun(row)
            try RegistryStore.audit(
                session, at: now, person: person, action: known == nil ? "photos.begin" : "photos.resume",
                subject: "photoRun:\(run.id)", content: ["total": String(total)])
            return run
        }
    }

    /// A sign of life, with what is done so far.
    public func notePhotoRun(
        _ id: Int64, done: Int, verdicts: [RunPhoto.Verdict: Int]
    ) async throws(IntakeError) {
        _ = try await write(.shared) { session, now in
            try session.execute(
                "UPDATE photoRun SET done = $1, passed = $2, review = $3, failed = $4, seenAt = $5 WHERE id = $6",
                [.integer(Int64(done))] + RunPhoto.Verdict.allCases.map { .integer(Int64(verdicts[$0] ?? 0)) }
                    + [.integer(now), .integer(id)])
        }
    }

    /// Adds photos to a run; a place that is on record already stays as it was.
    public func record(_ photos: [RunPhoto], inRun run: Int64) async throws(IntakeError) {
        try await write(.shared) { session, now in
            for photo in photos {
                let row = try session.row(
                    """
                    INSERT INTO runPhoto (run, place, name, student, title, className, verdict, reasons, marks, finished,
                        seen)
                    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
                    ON CONFLICT (run, place) DO NOTHING RETURNING id
                    """,
                    [
                        .integer(run), .integer(Int64(photo.place)), .text(photo.name), .optional(photo.student),
                        .optional(photo.title), .optional(photo.className), .text(photo.verdict.rawValue),
                        .text(try CanonicalJSON.text(photo.reasons)),
                        .optional(try photo.marks.map { try CanonicalJSON.text($0) }), .optional(photo.finished),
                        .optional(photo.seen),
                    ])
                guard let id = try row?.integer("id") else { continue }
                for code in Set(photo.reasons.map(\.code)).sorted() {
                    try session.execute(
                        "INSERT INTO runPhotoReason (photo, code) VALUES ($1, $2)", [.integer(id), .text(code)])
                }
            }
            try session.execute("UPDATE photoRun SET seenAt = $1 WHERE id = $2", [.integer(now), .integer(run)])
        }
    }

    /// All photos are on record, or the run could not be done for a reason.
    public func endPhotoRun(_ id: Int64, fault: String? = nil, by person: String) async throws(IntakeError) {
        try await write { session, now in
            try session.execute(
                "UPDATE photoRun SET state = $1, fault = $2, seenAt = $3 WHERE id = $4",
                [
                    .text((fault == nil ? PhotoRun.State.checked : .failed).rawValue), .optional(fault), .integer(now),
                    .integer(id),
                ])
            try RegistryStore.audit(
                session, at: now, person: person, action: fault == nil ? "photos.end" : "photos.fail",
                subject: "photoRun:\(id)", content: [:])
        }
    }
}
